"""A clamd of our own for tests: it speaks INSTREAM on a socket, finds the test file, and can be slow, broken or a liar."""

import socket
import struct
from contextlib import contextmanager
from threading import Event, Thread

from tracker.doctor import TEST_FILE

LARGEST = 1024 * 1024
VERSION = "ClamAV 1.4.3/27793/Thu Oct 16 09:49:07 2026"
NAME = "Eicar-Test-Signature"


class Clamd:
    """`mode`: how it answers. `held`: what a slow one waits for. `heard`: what it was sent to scan."""

    def __init__(self, path, mode="sound"):
        self.path, self.mode, self.heard = path, mode, []
        self.held, self.reached = Event(), Event()
        self.url = f"clamd://{path}"
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(path))
        self.listening.listen()
        self.thread = Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            with line:
                try:
                    self._answer(line)
                except OSError:
                    continue

    def _answer(self, line):
        command = self._until_nul(line)
        if command == b"zVERSION":
            line.sendall(VERSION.encode() + b"\0")
            return
        self.reached.set()
        HOW[self.mode](self, line)

    def _until_nul(self, line):
        said = b""
        while not said.endswith(b"\0"):
            said += line.recv(1)
        return said[:-1]

    def received(self, line) -> bytes:
        """All that is sent to be scanned."""
        content = b""
        while length := struct.unpack("!L", self._exactly(line, 4))[0]:
            content += self._exactly(line, length)
            if len(content) > LARGEST:
                line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                raise OSError
        self.heard.append(content)
        return content

    def _exactly(self, line, length):
        said = b""
        while len(said) < length:
            part = line.recv(length - len(said))
            if not part:
                raise OSError
            said += part
        return said

    def close(self):
        self.held.set()
        self.listening.close()


def _sound(clamd, line):
    found = TEST_FILE in clamd.received(line)
    line.sendall(f"stream: {NAME} FOUND\0".encode() if found else b"stream: OK\0")


def _slow(clamd, line):
    clamd.received(line)
    clamd.held.wait(20)
    line.sendall(b"stream: OK\0")


def _says(answer):
    def answers(clamd, line):
        clamd.received(line)
        line.sendall(answer)

    return answers


def _dies(clamd, line):
    line.recv(10)


def _hasty(clamd, line):
    """Says that all is well before it was told anything, and hangs up."""
    line.sendall(b"stream: OK\0")


HOW = {
    "sound": _sound,
    "slow": _slow,
    "dies": _dies,
    "hasty": _hasty,
    "breaks off": _says(b"stream: O"),
    "mumbles": _says(b"all fine here\0"),
    "in trouble": _says(b"stream: Can't allocate memory ERROR\0"),
    "lies": _says(b"stream: OK\0"),
    "alarms": _says(b"stream: Any.Thing FOUND\0"),
}


@contextmanager
def clamd_at(folder, mode="sound"):
    made = Clamd(folder / "clamd.ctl", mode)
    try:
        yield made
    finally:
        made.close()
