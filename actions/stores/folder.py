"""Files in a folder: synced, renamed, and the names of the folders synced too."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from actions.stores.keeping import Kept

CHUNK = 1024 * 1024


class Folder:
    """A folder of this machine, or one that all hosts share."""

    def __init__(self, root):
        self.root = Path(root)

    def __str__(self):
        return str(self.root)

    def path(self, name: str) -> Path:
        return self.root / name

    def working(self) -> Path:
        """A folder for what is being written, on the same disk: made where it is missing."""
        if not self.root.exists():
            self.root.mkdir(parents=True, exist_ok=True)
            _sync(self.root.parent)
        return self.root

    def put(self, aside: Path, name: str, sha256: str) -> None:
        """The file that lies aside, and was synced, has that name and is safe when this returns. `sha256`: what it is."""
        _settle(aside, self.path(name))

    def rename(self, name: str, after: str) -> None:
        """What is there already under the other name is replaced."""
        _settle(self.path(name), self.path(after))

    def read(self, name: str) -> bytes:
        """FileNotFoundError if it is not there."""
        return self.path(name).read_bytes()

    def stream(self, name: str) -> Iterator[bytes]:
        """Its content piece by piece. FileNotFoundError, at the first, if it is not there."""
        with self.path(name).open("rb") as stream:
            while chunk := stream.read(CHUNK):
                yield chunk

    def holds(self, name: str) -> bool:
        return self.path(name).exists()

    def changed(self, name: str) -> datetime | None:
        """When it was put there; None if it is not."""
        with suppress(FileNotFoundError):
            return datetime.fromtimestamp(self.path(name).stat().st_mtime, UTC)
        return None

    def remove(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)

    def touch(self, name: str) -> None:
        """An empty file, as of now."""
        self.path(name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path(name).touch()

    def listed(self, under: str = "") -> Iterator[Kept]:
        """Every file below a folder of it, those being written too."""
        for path in self.path(under).rglob("*"):
            name = path.relative_to(self.root).as_posix()
            if path.is_file() and (changed := self.changed(name)):  # it may go meanwhile
                yield Kept(name, changed)

    def insist_able(self) -> None:
        """OSError unless files can be made in it; in one that is not there yet, in the nearest above."""
        there = next(each for each in (self.root, *self.root.absolute().parents) if each.exists())
        if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
            raise PermissionError(f"nothing can be written in {there}")

    def by_hand(self) -> tuple[str, str]:
        """The commands that bring everything out of it to ./evidence, and back."""
        return f"cp -a {self.root} evidence", f"cp -a evidence/. {self.root}"


def _settle(aside: Path, target: Path):
    target.parent.mkdir(exist_ok=True)
    aside.replace(target)
    _sync(target.parent)
    _sync(target.parent.parent)


def _sync(folder: Path):
    """The names in a folder are on the disk when this returns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
