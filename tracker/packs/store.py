"""Where packs lie: beside the evidence, in a folder of their own, one file each, and what is being written."""

from contextlib import suppress
from pathlib import Path

from actions import files


def folder() -> Path:
    """The packs' own folder."""
    return files.folder("packs")


def prepare() -> None:
    """Make the folder where it is missing; nobody else of this machine may look into it."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)


def path_of(number: int) -> Path:
    return folder() / f"{number}.zip"


def aside(number: int, claim: str) -> Path:
    """Where a maker writes, until it is whole."""
    return folder() / f"making-{number}-{claim}"


def all_there() -> list[Path]:
    return list(folder().glob("*"))


def remove(numbers) -> None:
    for number in numbers:
        with suppress(FileNotFoundError):
            path_of(number).unlink()
