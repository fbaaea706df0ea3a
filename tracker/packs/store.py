"""Where packs lie: where evidence is kept, under names of their own, one file each; and what is being written."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from actions import files, stores

UNDER = "packs"


def folder() -> Path:
    """The folder of this host in which packs are written; of a store that is a folder, the one in which they lie too."""
    return files.store().working() / UNDER


def prepare() -> None:
    """Make the folder where it is missing; nobody else of this machine may look into it."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)


def _name(number: int) -> str:
    return f"{UNDER}/{number}.zip"


def _beside(aside: Path) -> str:
    """What is being written, as the store calls it."""
    return f"{UNDER}/{aside.name}"


def aside(number: int, claim: str) -> Path:
    """Where a maker writes, until it is whole."""
    return folder() / f"making-{number}-{claim}"


def send(aside: Path, sha256: str) -> None:
    """What a maker wrote is in the store, and is still its maker's. It may take long."""
    files.store().put(aside, _beside(aside), sha256)


def settle(aside: Path, number: int) -> None:
    """What was sent becomes the pack of that number, at once."""
    files.store().rename(_beside(aside), _name(number))


def let_go(aside: Path) -> None:
    """Nothing is left of what a maker wrote, but the pack itself if it became one."""
    aside.unlink(missing_ok=True)
    with suppress(stores.Unreachable):
        files.store().remove(_beside(aside))


def holds(number: int) -> bool:
    return files.store().holds(_name(number))


def stream(number: int) -> Iterator[bytes]:
    """The pack, piece by piece."""
    return files.store().stream(_name(number))


def wanted(number: int, claim: str | None) -> set[str]:
    """The names that a pack may have there."""
    return {_name(number), _beside(aside(number, claim or ""))}


def all_there() -> set[str]:
    """The names of all that lies in the store, and of what this host was writing."""
    return {each.name for each in files.store().listed(UNDER)} | {_beside(each) for each in folder().glob("making-*")}


def drop(name: str) -> None:
    """Take away what has that name, in the store and on this host."""
    files.store().remove(name)
    (folder().parent / name).unlink(missing_ok=True)


def remove(numbers) -> None:
    for number in numbers:
        files.store().remove(_name(number))
