"""clamd, asked over its socket whether a file holds something harmful (docs/decisions/0022-scanning.md)."""

import re
import socket
import struct
from time import monotonic
from urllib.parse import unquote, urlsplit

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
PORT = 3310
FOUND = re.compile(r"stream: (.+) FOUND")
CLEAN = "stream: OK"
UNREACHED = "the scanner cannot be reached"
SLOW = "the scanner did not answer in time"
BROKEN = "the scanner broke off"
ODD = "the scanner gave an answer that is none"


class CannotScan(Exception):
    """Nothing is known of the file; the message says why. `too_large`: for this scanner."""

    def __init__(self, why, *, too_large=False):
        super().__init__(why)
        self.too_large = too_large


def place(url: str):
    """Where it listens: the path of a socket, or (host, port). ValueError for what is neither."""
    parts = urlsplit(url)
    if parts.scheme != "clamd" or parts.query or parts.username:
        raise ValueError(url)
    if parts.hostname and parts.path in ("", "/"):
        return parts.hostname, parts.port or PORT
    if not parts.netloc and parts.path.strip("/"):
        return unquote(parts.path)
    raise ValueError(url)


def scan(url: str, stream, *, within: float) -> str | None:
    """The name of what was found in the stream; None for nothing. CannotScan where it is not known, in so many seconds."""
    answer = _asked(url, b"zINSTREAM\0", stream, within)
    found = FOUND.fullmatch(answer)
    if found:
        return re.sub(r"[^\w.:-]+", " ", found[1])[:80].strip() or "unnamed"
    if answer != CLEAN:
        raise CannotScan(ODD, too_large="size limit" in answer)
    return None


def version(url: str, *, within: float) -> str:
    """What it calls itself: ClamAV 1.4.3/27793/Thu Oct 16 09:49:07 2026. CannotScan if it does not say."""
    return _asked(url, b"zVERSION\0", None, within)


def _asked(url, command, stream, within) -> str:
    until = monotonic() + within
    try:
        with _connected(place(url), until) as line:
            sent = _send(line, command, stream, until)
            answer = _answer(line, until)
    except TimeoutError:
        raise CannotScan(SLOW) from None
    except OSError:
        raise CannotScan(BROKEN) from None
    if not sent and answer == CLEAN:
        raise CannotScan(ODD)  # it cannot know: it has not been told all
    return answer


def _connected(where, until):
    line = socket.socket(socket.AF_UNIX if isinstance(where, str) else socket.AF_INET)
    try:
        if isinstance(where, tuple):
            line.close()
            return socket.create_connection(where, timeout=_left(until))
        line.settimeout(_left(until))
        line.connect(where)
    except OSError:
        line.close()
        raise CannotScan(UNREACHED) from None
    return line


def _left(until) -> float:
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _send(line, command, stream, until) -> bool:
    """Whether it took all. Of a file that is larger than it takes it says so, and hangs up."""
    try:
        line.sendall(command)
        while stream is not None and (chunk := stream.read(CHUNK)):
            line.settimeout(_left(until))
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        if stream is not None:
            line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        return False
    return True


def _answer(line, until) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        line.settimeout(_left(until))
        part = line.recv(LONGEST_ANSWER)
        if not part:
            raise CannotScan(BROKEN)
        said += part
    return said[:-1].decode("utf-8", "replace").strip()
