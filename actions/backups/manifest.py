"""A backup's own account of itself: what it holds, each with its SHA-256, and which line the journal had come to."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from actions.backups.copying import digest, settle

NAME = "manifest.json"
FORM = 1
INSIDE = re.compile(r"tracker\.(db|dump)|evidence/([0-9a-f]{2})/\2[0-9a-f]{62}")


class BadBackup(Exception):
    """It cannot be made or put back; the message says why, and what to do."""


@dataclass(frozen=True)
class Manifest:
    """When it was made, on which engine, the database's file, the journal's head, SHA-256 by path, and the SHA-256 of files
    that were missing or damaged already."""

    made: str
    engine: str
    database: str
    head: tuple[int, str] | None
    hashes: dict[str, str]
    missing: tuple[str, ...]


def evidence(sha256: str) -> str:
    """Where a file of evidence lies in a backup."""
    return f"evidence/{sha256[:2]}/{sha256}"


def write(manifest: Manifest, folder: Path) -> None:
    path = folder / NAME
    path.write_text(json.dumps({"form": FORM, **asdict(manifest)}, indent=1, sort_keys=True), encoding="utf-8")
    settle(path)
    for inside in (*folder.glob("evidence"), folder):
        settle(inside)


def read(folder: Path) -> Manifest:
    """The manifest of a backup. BadBackup if there is none, or one that cannot be ours."""
    path = folder / NAME
    if not path.exists():
        raise BadBackup(f"{folder} holds no {NAME}: it is no backup, or one that was not finished.")
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        form = said.pop("form")
        found = Manifest(**said)
        strange = [place for place in (found.database, *found.hashes) if not INSIDE.fullmatch(place)]
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadBackup(f"{path} cannot be read: it was damaged or altered.") from None
    if form != FORM or strange or found.database not in found.hashes:
        raise BadBackup(f"{path} is not of this version, or it was altered.")
    return found


def insist_whole(manifest: Manifest, folder: Path) -> None:
    """BadBackup unless every file is there and is what the manifest says."""
    faults = [place for place, sha256 in manifest.hashes.items() if not _is(folder / place, sha256)]
    if faults:
        raise BadBackup(
            f"The backup is damaged, and nothing was restored. Missing or changed: {', '.join(sorted(faults))}."
        )


def _is(path, sha256):
    return path.is_file() and digest(path) == sha256
