"""Somebody at a kept-open connection, signed in as everybody does it; no browser."""

import re
from http.client import HTTPConnection, HTTPResponse
from time import perf_counter
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from werkzeug.test import encode_multipart

PATIENCE = 300
IDLE = 1.0  # seconds; gunicorn shuts a connection on which nothing came for two
FIELD = re.compile(r'<input[^>]*\bname="([^"]+)"[^>]*\bvalue="([^"]*)"')


class Answer(NamedTuple):
    """What came back, and how long it took until its last byte, in ms."""

    status: int
    took: float
    body: bytes
    headers: dict


class Visitor:
    """One connection and its cookies. An answer of another kind than was expected ends the run."""

    def __init__(self, address: str):
        self.host, self.cookies, self.used = urlsplit(address).netloc, {}, 0.0
        self.connection = HTTPConnection(self.host, timeout=PATIENCE)

    def signed_in(self, address: str, password: str) -> "Visitor":
        typed = {"email": address, "password": password}
        self.posts("/sign-in", urlencode(typed | self.token_of("/sign-in")).encode())
        return self

    def token_of(self, page: str) -> dict:
        return {"csrf_token": self.fields_of(page)["csrf_token"]}

    def fields_of(self, page: str) -> dict:
        """What the hidden and filled-in fields of a page's forms hold; of a name that comes twice the first."""
        found = FIELD.findall(self.gets(page).body.decode())
        return dict(reversed(found))

    def gets(self, address: str, expected: int = 200, **headers) -> Answer:
        return self._insist(self._send("GET", address, None, headers), address, expected)

    def posts(self, address: str, body: bytes, content_type="application/x-www-form-urlencoded") -> Answer:
        """Send a form; it must be taken."""
        return self._insist(self._send("POST", address, body, {"Content-Type": content_type}), address, 302)

    def posts_parts(self, address: str, parts: dict) -> Answer:
        """Send a form with files."""
        boundary, body = encode_multipart(parts)
        return self.posts(address, body, f"multipart/form-data; boundary={boundary}")

    def _insist(self, answer, address, expected):
        assert answer.status == expected, f"{address} answers {answer.status}: {answer.body[-2000:].decode()}"
        return answer

    def _send(self, method, address, body, headers) -> Answer:
        self._open_again_if_idle()
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        begun = perf_counter()
        self.connection.request(method, address, body, cookies | headers)
        response = self.connection.getresponse()
        content = response.read()
        self.used = perf_counter()
        took = (self.used - begun) * 1000
        self._keep_cookies(response)
        return Answer(response.status, took, content, dict(response.headers))

    def _open_again_if_idle(self):
        """The server may be about to shut a connection that was idle; opening one is no part of what is measured."""
        if perf_counter() - self.used > IDLE:
            self.connection.close()
            self.connection.connect()

    def _keep_cookies(self, response: HTTPResponse):
        for each in response.headers.get_all("Set-Cookie") or ():
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
