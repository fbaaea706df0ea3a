"""What stands before several web hosts: it sends each request to the next of them, and to another where one is gone."""

from contextlib import closing
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import urlsplit

PATIENCE = 60
ITS_OWN = ("connection", "transfer-encoding", "keep-alive", "date", "server")


class Front(ThreadingHTTPServer):
    """`hosts`: the addresses of the servers behind it; `answered`: which of them answered, request by request."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Passed)
        self.hosts, self.answered, self.turn = [], [], count()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def in_turn(self) -> list[str]:
        """The hosts, beginning with the one whose turn it is."""
        first = next(self.turn) % len(self.hosts)
        return self.hosts[first:] + self.hosts[:first]


class Passed(BaseHTTPRequestHandler):
    """One request. What a host has begun to work on is sent to no other: it may have been done."""

    def _pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not any(self._answered_by(host, body) for host in self.server.in_turn()):
            self.send_error(503)

    def _answered_by(self, host, body) -> bool:
        """Whether that host could be reached."""
        with closing(HTTPConnection(urlsplit(host).netloc, timeout=PATIENCE)) as connection:
            try:
                connection.connect()
            except OSError:
                return False
            try:
                connection.request(self.command, self.path, body, dict(self.headers))
                self._hand_on(host, connection.getresponse())
            except (OSError, HTTPException):
                self.send_error(502)
        return True

    def _hand_on(self, host, answer):
        content = answer.read()
        self.server.answered.append(host)
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ITS_OWN:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_said):
        """Nothing is printed."""


for method in ("GET", "POST"):
    setattr(Passed, f"do_{method}", Passed._pass_on)
