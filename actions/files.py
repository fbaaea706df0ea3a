"""Evidence files, kept by the hash of their content: written aside, given their name in the store, checked when read."""

import errno
import hashlib
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import filetype

from actions import stores
from actions.errors import RuleBroken

LARGEST = 20 * 1024 * 1024
# What one agency may keep in all: no one of them fills the disk that all share.
ROOM = 2 * 1024**3
ALLOWED = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument sheet",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "text/plain": "text or CSV",
}
CHUNK = 1024 * 1024
INCOMING = "incoming-"
NO_ROOM = "There is no room for the file just now, and nothing was saved. Tell the board office, and try again later"
NO_ANSWER = "The file cannot be kept just now, and nothing was saved. Tell the board office, and try again later"


@dataclass(frozen=True)
class StoredFile:
    """A file that is safely kept: its SHA-256, its size in bytes, and what its content says it is. `scanned`: when a
    scanner found nothing in it, if one was asked."""

    sha256: str
    size: int
    media_type: str
    scanned: datetime | None = None


class DamagedFile(Exception):
    """A kept file is missing or does not match its hash."""


class _Chosen:
    store = stores.Folder("instance/evidence")


def use(url: str):
    """Keep files under this address (EVIDENCE_URL). ValueError for one that cannot be used."""
    _Chosen.store = stores.at(url)


def store() -> stores.Folder | stores.Bucket:
    """Where files are kept: evidence, and beside it what is kept for a while and is none. Those names are not hashes."""
    return _Chosen.store


def name_of(sha256: str) -> str:
    """What a file of evidence is called in the store."""
    return f"{sha256[:2]}/{sha256}"


def folder(name: str) -> Path:
    """Where a name lies, of a store that is a folder."""
    return store().path(name)


def path_of(sha256: str) -> Path:
    """The same of a file of evidence."""
    return folder(name_of(sha256))


def keep(stream, *, limit: int = LARGEST) -> StoredFile:
    """Keep what the stream holds. RuleBroken on "evidence_file" if it is empty, too large or of a kind not taken."""
    try:
        return _kept(stream, limit)
    except stores.Unreachable as fault:
        raise RuleBroken("evidence_file", NO_ANSWER) from fault
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise RuleBroken("evidence_file", NO_ROOM) from fault
        raise


def _kept(stream, limit) -> StoredFile:
    with _written_aside(stream, limit) as (aside, sha256, size):
        media_type = sniff(aside)
        store().put(aside, name_of(sha256), sha256)
    return StoredFile(sha256, size, media_type)


@contextmanager
def _written_aside(stream, limit):
    """A file of what the stream holds, on the disk, with its SHA-256 and size; taken away at the end where it still lies."""
    handle, name = tempfile.mkstemp(dir=store().working(), prefix=INCOMING)
    try:
        with os.fdopen(handle, "wb") as aside:
            sha256, size = _copy(stream, aside, limit)
        yield Path(name), sha256, size
    finally:
        Path(name).unlink(missing_ok=True)


def _copy(stream, aside, limit):
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise RuleBroken("evidence_file", f"The file must be {limit // 1024 // 1024} MB or smaller")
        digest.update(chunk)
        aside.write(chunk)
    if not size:
        raise RuleBroken("evidence_file", "The file is empty. Choose one that is not")
    aside.flush()
    os.fsync(aside.fileno())
    return digest.hexdigest(), size


def sniff(path: Path) -> str:
    """The media type that the content shows. RuleBroken on "evidence_file" for a kind that is not taken."""
    guess = filetype.guess_mime(str(path)) or _plain_text(path)
    if guess not in ALLOWED:
        kinds = ", ".join(ALLOWED.values())
        raise RuleBroken("evidence_file", f"The file must be one of: {kinds}")
    return guess


def _plain_text(path: Path) -> str | None:
    content = path.read_bytes()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if b"\0" in content else "text/plain"


def read(sha256: str) -> bytes:
    """A kept file's bytes; DamagedFile if they are missing or changed, Unreachable if the store does not answer."""
    try:
        content = store().read(name_of(sha256))
    except FileNotFoundError:
        raise DamagedFile(f"file {sha256[:12]} is missing") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedFile(f"file {sha256[:12]} was changed")
    return content


def put_back(copy: Path, sha256: str) -> None:
    """Keep the bytes of a copy that was judged already, whatever they are. DamagedFile if they are not what the hash says."""
    with copy.open("rb") as stream, _written_aside(stream, copy.stat().st_size) as (aside, found, _):
        if found != sha256:
            raise DamagedFile(f"file {sha256[:12]} was changed")
        store().put(aside, name_of(sha256), sha256)


def holds(sha256: str) -> bool:
    """Whether a file of that name is there; its content is not looked at."""
    return store().holds(name_of(sha256))


def remove(sha256: str) -> None:
    """Take a file's bytes away."""
    store().remove(name_of(sha256))
