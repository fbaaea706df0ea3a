"""Evidence files, kept by the hash of their content: written aside, synced, renamed, and checked when read."""

import errno
import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import filetype

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
NO_ROOM = "There is no room for the file just now, and nothing was saved. Tell the board office, and try again later"


@dataclass(frozen=True)
class StoredFile:
    """A file that is safely on disk: its SHA-256, its size in bytes, and what its content says it is. `scanned`: when a
    scanner found nothing in it, if one was asked."""

    sha256: str
    size: int
    media_type: str
    scanned: datetime | None = None


class DamagedFile(Exception):
    """A kept file is missing or does not match its hash."""


class _Root:
    path = Path("instance/evidence")


def use(url: str):
    """Keep files under this address (EVIDENCE_URL): `file:///folder`. ValueError for any other."""
    parts = urlsplit(url)
    if parts.scheme != "file":
        raise ValueError(f"EVIDENCE_URL must begin with file:/// , not {url.split(':', maxsplit=1)[0]}:")
    _Root.path = Path(unquote(parts.path))


def folder(name: str) -> Path:
    """A folder beside the evidence, for files that are kept for a while and are none. Their names are not hashes."""
    return _Root.path / name


def path_of(sha256: str) -> Path:
    return _Root.path / sha256[:2] / sha256


def keep(stream, *, limit: int = LARGEST) -> StoredFile:
    """Keep what the stream holds. RuleBroken on "evidence_file" if it is empty, too large or of a kind not taken."""
    try:
        return _kept(stream, limit)
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise RuleBroken("evidence_file", NO_ROOM) from fault
        raise


def _kept(stream, limit) -> StoredFile:
    _make_root()
    handle, name = tempfile.mkstemp(dir=_Root.path, prefix="incoming-")
    try:
        with os.fdopen(handle, "wb") as aside:
            sha256, size = _copy(stream, aside, limit)
        media_type = sniff(Path(name))
        _settle(Path(name), path_of(sha256))
    finally:
        Path(name).unlink(missing_ok=True)
    return StoredFile(sha256, size, media_type)


def _make_root():
    if not _Root.path.exists():
        _Root.path.mkdir(parents=True, exist_ok=True)
        _sync(_Root.path.parent)


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


def _settle(aside: Path, target: Path):
    target.parent.mkdir(exist_ok=True)
    aside.replace(target)
    _sync(target.parent)
    _sync(_Root.path)


def _sync(folder: Path):
    """The names in a folder are on the disk when this returns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
    """A kept file's bytes; DamagedFile if they are missing or changed."""
    try:
        content = path_of(sha256).read_bytes()
    except FileNotFoundError:
        raise DamagedFile(f"file {sha256[:12]} is missing") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedFile(f"file {sha256[:12]} was changed")
    return content


def remove(sha256: str) -> None:
    """Take a file's bytes away."""
    path_of(sha256).unlink(missing_ok=True)
