"""A store that speaks S3, as far as the product asks it: signed requests, checksums, listing by pages, uploads in parts.

What is wrongly signed, or is not what its checksum says, is refused as S3 refuses it. With TEST_S3_ENDPOINT another server
stands in for it (its bucket `evidence` must be there, and the credentials in the environment).
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest
from answering import answering

KEY, SECRET, REGION, BUCKET = "an-access-key", "a-secret-access-key", "eu-west-2", "evidence"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": REGION}
AUTHORIZATION = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/]+)/(.+?), SignedHeaders=(.+?), Signature=(\w+)")
PAGE = 3  # objects in one page of a listing
HTTP_DAY = "%a, %d %b %Y %H:%M:%S GMT"


class Refused(Exception):
    """A status and S3's word for why."""


class Objects(ThreadingHTTPServer):
    """The server: `kept` is what it holds by key, with the moment; `failing`: methods that it answers with a status;
    `altering`: it keeps something else than it was given, and does not say so."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Asked)
        self.kept, self.parts, self.failing, self.altering = {}, {}, {}, False

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def put(self, key, content):
        self.kept[key] = (content + b"?" * self.altering, datetime.now(UTC).replace(microsecond=0))

    def names(self, under="") -> list[str]:
        return sorted(key.removeprefix(under) for key in self.kept if key.startswith(under))

    def grow_older(self, **by):
        for key, (content, moment) in self.kept.items():
            self.kept[key] = (content, moment - timedelta(**by))


class Asked(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    def _answer(self):
        parts = urlsplit(self.path)
        self.asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        self.key = unquote(parts.path).removeprefix(f"/{BUCKET}").lstrip("/")
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            if self.command in self.server.failing:
                raise Refused(self.server.failing[self.command], "Broken")
            self._insist_signed(parts)
            self._insist_whole()
            self._say(*getattr(self, f"_{self.command.lower()}")())
        except Refused as refusal:
            status, code = refusal.args
            self._say(status, f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode())

    def _say(self, status, content=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_said):
        """Nothing is printed."""

    def _insist_signed(self, parts):
        found = AUTHORIZATION.fullmatch(self.headers.get("Authorization", ""))
        if not found or found[1] != KEY:
            raise Refused(403, "InvalidAccessKeyId")
        scope, signed = found[2], found[3].split(";")
        query = "&".join(f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in sorted(self.asked.items()))
        heads = "".join(f"{name}:{self.headers[name].strip()}\n" for name in signed)
        request = [self.command, parts.path, query, heads, ";".join(signed), self.headers["x-amz-content-sha256"]]
        hashed = hashlib.sha256("\n".join(request).encode()).hexdigest()
        said = "\n".join(("AWS4-HMAC-SHA256", self.headers["x-amz-date"], scope, hashed))
        key = f"AWS4{SECRET}".encode()
        for each in (*scope.split("/"), said):
            key = hmac.digest(key, each.encode(), "sha256")
        if not hmac.compare_digest(key.hex(), found[4]):
            raise Refused(403, "SignatureDoesNotMatch")

    def _insist_whole(self):
        digest = hashlib.sha256(self.body)
        checksum = base64.b64encode(digest.digest()).decode()
        if self.headers["x-amz-content-sha256"] not in ("UNSIGNED-PAYLOAD", digest.hexdigest()):
            raise Refused(400, "XAmzContentSHA256Mismatch")
        if self.body and self.command == "PUT" and self.headers["x-amz-checksum-sha256"] != checksum:
            raise Refused(400, "BadDigest")

    def _put(self):
        if "x-amz-copy-source" in self.headers:
            source = unquote(self.headers["x-amz-copy-source"]).lstrip("/").removeprefix(f"{BUCKET}/")
            self.server.put(self.key, self.server.kept[source][0])
            return 200, _xml("CopyObjectResult", '<ETag>"e"</ETag>')
        if "partNumber" in self.asked:
            self.server.parts[self.asked["uploadId"]][int(self.asked["partNumber"])] = self.body
        else:
            self.server.put(self.key, self.body)
        return 200, b"", [("ETag", f'"{hashlib.md5(self.body).hexdigest()}"')]

    def _post(self):
        if "uploads" in self.asked:
            begun = secrets.token_hex(8)
            self.server.parts[begun] = {}
            return 200, _xml("InitiateMultipartUploadResult", f"<UploadId>{begun}</UploadId>")
        parts = self.server.parts.pop(self.asked["uploadId"])
        self.server.put(self.key, b"".join(parts[number] for number in sorted(parts)))
        return 200, _xml("CompleteMultipartUploadResult", '<ETag>"whole"</ETag>')

    def _get(self):
        if not self.key:
            return 200, self._listing()
        return self._head()

    def _head(self):
        if self.key not in self.server.kept:
            raise Refused(404, "NoSuchKey")
        content, moment = self.server.kept[self.key]
        heads = [("ETag", '"e"'), ("Last-Modified", moment.strftime(HTTP_DAY))]
        part = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if not part:
            return 200, content, heads
        first, last = int(part[1]), int(part[2])
        return 206, content[first : last + 1], [*heads, ("Content-Range", f"bytes {first}-{last}/{len(content)}")]

    def _delete(self):
        self.server.kept.pop(self.key, None)
        return 204, b""

    def _listing(self):
        after, under = self.asked.get("continuation-token", ""), self.asked.get("prefix", "")
        there = [key for key in sorted(self.server.kept) if key.startswith(under) and key > after]
        more = f"<NextContinuationToken>{there[PAGE - 1]}</NextContinuationToken>" if len(there) > PAGE else ""
        said = "".join(_listed(key, *self.server.kept[key]) for key in there[:PAGE])
        return _xml("ListBucketResult", f"<IsTruncated>{str(bool(more)).lower()}</IsTruncated>{more}{said}")


for method in ("GET", "HEAD", "PUT", "POST", "DELETE"):
    setattr(Asked, f"do_{method}", Asked._answer)


def _listed(key, content, moment) -> str:
    said = f"<Key>{escape(key)}</Key><LastModified>{moment:%Y-%m-%dT%H:%M:%S}.000Z</LastModified>"
    return f'<Contents>{said}<ETag>"e"</ETag><Size>{len(content)}</Size></Contents>'


def _xml(name, inside) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><{name}>{inside}</{name}>'.encode()


@pytest.fixture(scope="session")
def objects():
    """The server; its credentials are in the environment."""
    with pytest.MonkeyPatch.context() as patch, answering(Objects()) as server:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, os.environ.get(name, value) if "TEST_S3_ENDPOINT" in os.environ else value)
        yield server


@pytest.fixture
def in_a_bucket(objects):
    """An address of evidence (EVIDENCE_URL) where there is nothing yet."""
    yield address(objects)
    objects.failing.clear()
    objects.altering = False


def address(objects) -> str:
    endpoint = os.environ.get("TEST_S3_ENDPOINT", objects.endpoint)
    return f"s3://{BUCKET}/test-{secrets.token_hex(6)}?endpoint={endpoint}"
