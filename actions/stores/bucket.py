"""Files as objects of S3, or of what speaks like it: each is sent with its checksum, read back and compared.

Credentials and region come from the environment as everywhere (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN,
AWS_REGION), or from the host's role. The library is brought in, and the store spoken to, at the first use.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from actions.stores.keeping import Kept, Unreachable

LOOPBACK = ("127.0.0.1", "localhost", "::1")
AT_ONCE = 32 * 1024 * 1024  # bytes; what is larger is sent in parts
PART = 16 * 1024 * 1024
# A page waits for it, so it may not be tried for minutes.
PATIENCE = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}
# Not every store that speaks S3 knows how to delete several at once.
CONFIG = {"checksum_algorithm": "SHA256", "disable_bulk_delete": True}
CLIENT = {"timeout": "30s", "connect_timeout": "5s"}
FAULTS = {
    "PermissionDeniedError": "the bucket refuses what was asked",
    "UnauthenticatedError": "the bucket does not know these credentials",
}
TRIAL = "trial"
NO_ANSWER = "the bucket does not answer as it should"
# The address is said where people look (flask doctor, the page of checks, a restore), so nothing secret may stand in it.
ELSEWHERE = "its credentials are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, not a part of it"
ALTERED = "the bucket gave back something else than it was given"


class Bucket:
    """A bucket, or what is below a prefix of it."""

    def __init__(self, bucket: str, prefix: str = "", endpoint: str | None = None):
        self.bucket, self.prefix, self.endpoint = bucket, prefix, endpoint

    @classmethod
    def at(cls, parts) -> "Bucket":
        """From a split address. ValueError, with a sentence, where it cannot be used."""
        asked = parse_qs(parts.query)
        if not parts.netloc or set(asked) - {"endpoint"}:
            raise ValueError("say s3://bucket/prefix?endpoint=https://...")
        endpoint = asked.get("endpoint", [None])[0]
        if "@" in parts.netloc or "@" in urlsplit(endpoint or "").netloc:
            raise ValueError(ELSEWHERE)
        if endpoint and not _is_safe(urlsplit(endpoint)):
            raise ValueError("its endpoint must begin with https://")
        return cls(parts.netloc, unquote(parts.path).strip("/"), endpoint)

    def __str__(self):
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    @cached_property
    def _library(self):
        import obstore.exceptions
        import obstore.store

        return obstore

    @cached_property
    def _store(self):
        config = CONFIG | ({"endpoint": self.endpoint} if self.endpoint else {})
        client = CLIENT | {"allow_http": bool(self.endpoint and self.endpoint.startswith("http:"))}
        how = {"config": config, "client_options": client, "retry_config": PATIENCE}
        return self._library.store.S3Store(self.bucket, prefix=self.prefix or None, **how)

    @contextmanager
    def _answering(self):
        """Unreachable for whatever the library raises but that something is not there."""
        try:
            yield
        except self._library.exceptions.BaseError as fault:
            raise Unreachable(FAULTS.get(type(fault).__name__, NO_ANSWER)) from fault

    def working(self) -> Path:
        """A folder of this host for what is being written, nobody else's: made where it is missing."""
        folder = Path(tempfile.gettempdir()) / f"tracker-{os.geteuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            raise PermissionError(f"{folder} belongs to somebody else")
        return folder

    def put(self, aside: Path, name: str, sha256: str) -> None:
        """The file that lies aside is kept under that name when this returns: it was read back, and is what was sent.

        What is there already, and is right, is not sent again."""
        if self._digest(name) == sha256:
            return
        large = aside.stat().st_size > AT_ONCE
        with self._answering():
            self._library.put(self._store, name, aside, use_multipart=large, chunk_size=PART)
        if self._digest(name) != sha256:
            raise Unreachable(ALTERED)

    def _digest(self, name) -> str | None:
        digest = hashlib.sha256()
        try:
            for chunk in self.stream(name):
                digest.update(chunk)
        except FileNotFoundError:
            return None
        return digest.hexdigest()

    def rename(self, name: str, after: str) -> None:
        """What is there already under the other name is replaced."""
        with self._answering():
            self._library.copy(self._store, name, after)
        self.remove(name)

    def read(self, name: str) -> bytes:
        """FileNotFoundError if it is not there."""
        return b"".join(self.stream(name))

    def stream(self, name: str) -> Iterator[bytes]:
        """Its content piece by piece. FileNotFoundError, at the first, if it is not there."""
        with self._answering():
            found = self._library.get(self._store, name)
            size = found.meta["size"]
            if size <= AT_ONCE:
                yield from map(bytes, found)
                return
            # In parts: each is a request of its own, however slowly they are taken.
            for start in range(0, size, PART):
                yield bytes(self._library.get_range(self._store, name, start=start, end=min(start + PART, size)))

    def holds(self, name: str) -> bool:
        return self.changed(name) is not None

    def changed(self, name: str) -> datetime | None:
        """When it was put there; None if it is not."""
        try:
            with self._answering():
                return self._library.head(self._store, name)["last_modified"]
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        try:
            with self._answering():
                self._library.delete(self._store, name)
        except FileNotFoundError:
            return

    def touch(self, name: str) -> None:
        """An empty object, as of now."""
        with self._answering():
            self._library.put(self._store, name, b"", use_multipart=False)

    def listed(self, under: str = "") -> Iterator[Kept]:
        """Every object below a prefix of it."""
        with self._answering():
            for chunk in self._library.list(self._store, under or None):
                yield from (Kept(each["path"], each["last_modified"]) for each in chunk)

    def insist_able(self) -> None:
        """Unreachable unless it can be listed with these credentials."""
        next(self.listed("jobs"), None)

    def try_out(self) -> None:
        """Unreachable unless something can be put there, read back and taken away."""
        with self._answering():
            self._library.put(self._store, TRIAL, TRIAL.encode(), use_multipart=False)
        came_back = self.read(TRIAL)
        self.remove(TRIAL)
        if came_back != TRIAL.encode():
            raise Unreachable(ALTERED)

    def by_hand(self) -> tuple[str, str]:
        """The commands that bring everything out of it to ./evidence, and back."""
        return f"aws s3 sync {self} evidence", f"aws s3 sync evidence {self}"


def _is_safe(endpoint) -> bool:
    return endpoint.scheme == "https" or (endpoint.scheme == "http" and endpoint.hostname in LOOPBACK)
