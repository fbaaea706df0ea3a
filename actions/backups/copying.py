"""Copying a file so that it is there, whole and on the disk, or not at all."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


class Damaged(Exception):
    """A file is missing, or is not what its hash says."""


def write_copy(pieces: Iterable[bytes], target: Path, sha256: str) -> None:
    """Write a copy of what comes in pieces. Damaged if it is not what the hash says; then no copy stays."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        write(pieces, target)
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        raise Damaged("is missing") from None
    if settle(target) != sha256:
        target.unlink()
        raise Damaged("was changed")
    settle(target.parent)


def write(pieces: Iterable[bytes], target: Path) -> None:
    with target.open("wb") as stream:
        stream.writelines(pieces)


def settle(path: Path) -> str | None:
    """A file or a folder is on the disk when this returns. A file's SHA-256."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return None if path.is_dir() else digest(path)


def digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
