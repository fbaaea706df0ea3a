"""gunicorn over one place, on a loopback port that it is handed, with the log of all it said."""

import re
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import psutil
from places import ROOT, Place

FAULT = re.compile(r"Traceback|\bERROR\b|\bCRITICAL\b")
KILLED_BY_US = re.compile(r"Worker \(pid:\d+\) was sent SIGKILL")
PATIENCE = 120


class Served:
    """A running portal: its `address`, its place, and its log. `app` is what gunicorn runs."""

    app = ("wsgi:app",)

    def __init__(self, place: Place):
        self.place = place
        self.log = place.folder / "gunicorn.log"
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
            self.process = self._start(listener.fileno())
        self.wait_until_ready()

    def _start(self, listening: int):
        """The server takes over a socket that already listens, so that a request may come before it is up."""
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            *self.app,
            "--bind",
            f"fd://{listening}",
            *"--threads 2 --graceful-timeout 3".split(),
        ]
        settings = {**self.place.settings, "BASE_URL": self.address}
        with self.log.open("wb") as log:
            return subprocess.Popen(command, cwd=ROOT, env=settings, pass_fds=(listening,), stdout=log, stderr=log)

    def wait_until_ready(self):
        with urlopen(f"{self.address}/ready", timeout=PATIENCE) as answer:
            assert answer.status == 200

    @property
    def workers(self) -> list:
        return psutil.Process(self.process.pid).children()

    def kill_worker(self):
        """End the worker at once, as a power cut would; the server starts another."""
        for worker in self.workers:
            worker.send_signal(signal.SIGKILL)

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)

    def faults(self) -> list[str]:
        """The lines of the log that tell of a fault."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if FAULT.search(line) and not KILLED_BY_US.search(line)]

    def tail(self) -> str:
        return self.log.read_text(encoding="utf-8")[-4000:]


def checked_log(served: Served):
    """Stop it; nothing may have gone wrong inside while it ran."""
    served.stop()
    assert not served.faults(), served.tail()
