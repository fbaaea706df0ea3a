"""A copy of the record and its evidence that can be put back: `backup` while people work, `restore` into an empty place.

A backup is a folder: the database, evidence/ with the files that it names, and manifest.json with the SHA-256 of each. The
database is copied first and the files after it: a file is there before its row, and goes only after its row said so.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect

from actions import files
from actions.backups import manifest, postgres, sqlite
from actions.backups.copying import Damaged, settle, write_copy
from actions.backups.manifest import BadBackup, Manifest
from actions.backups.record import named_now
from actions.db import db

ENGINES = {"sqlite": sqlite, "postgresql": postgres}
TRIES = 5


class Overtaken(Exception):
    """What the copied database names was redacted or withdrawn meanwhile: the copy holds words that are to be gone."""


UNFINISHED = "{} is there: a backup is being made, or one was broken off. If so, remove it."


@dataclass(frozen=True)
class Done:
    """What was copied. `faults` tells of files that the record names and the store lacks, or holds damaged."""

    manifest: Manifest
    faults: tuple[str, ...]


def backup(folder: Path, *, at: datetime) -> Done:
    """Copy everything to a new folder, whole or not at all. BadBackup, with a sentence, where that cannot be."""
    aside = folder.with_name(f"{folder.name}.unfinished")
    _insist_new(folder, aside)
    for _ in range(TRIES):
        _begin(aside)
        try:
            return _made(folder, aside, at)
        except Overtaken:
            continue
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    raise BadBackup("Files were redacted or withdrawn again and again meanwhile. Nothing was kept; run it again.")


def _insist_new(folder, aside):
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadBackup(f"{folder} is not empty. Name a folder that is not there yet.")
    if aside.exists():
        raise BadBackup(UNFINISHED.format(aside))


def _begin(aside):
    """The folder is ours alone once we have made it."""
    try:
        aside.mkdir(parents=True, mode=0o700)
    except FileExistsError:
        raise BadBackup(UNFINISHED.format(aside)) from None


def _made(folder, aside, at) -> Done:
    engine = db.engine.dialect.name
    copied = ENGINES[engine].copy_out(aside)
    hashes, faults = _copy_evidence(copied.named, aside)
    hashes[copied.file] = settle(aside / copied.file)
    made = Manifest(at.isoformat(), engine, copied.file, copied.head, hashes, tuple(sorted(faults)))
    manifest.write(made, aside)
    if folder.exists():
        folder.rmdir()
    aside.rename(folder)
    settle(folder.parent)
    return Done(made, tuple(faults[each] for each in sorted(faults)))


def _copy_evidence(named, aside) -> tuple[dict, dict]:
    """The SHA-256 of each copied file by its path; what is wrong with others, by SHA-256."""
    hashes, faults = {}, {}
    for sha256 in named:
        place = manifest.evidence(sha256)
        try:
            write_copy(files.store().stream(files.name_of(sha256)), aside / place, sha256)
            hashes[place] = sha256
        except Damaged as damage:
            faults[sha256] = f"file {sha256[:12]} {damage}"
    if faults and faults.keys() - named_now():
        raise Overtaken
    return hashes, faults


def restore(folder: Path) -> Manifest:
    """Put a backup back, where there is nothing yet: the files first, the database last. BadBackup where that cannot be."""
    found = manifest.read(folder)
    engine = db.engine.dialect.name
    if found.engine != engine:
        raise BadBackup(
            f"The backup is of {found.engine}, and DATABASE_URL names {engine}. Set it to an empty {found.engine}."
        )
    _insist_empty()
    ENGINES[engine].insist_able()
    manifest.insist_whole(found, folder)
    for place, sha256 in found.hashes.items():
        if place != found.database:
            files.put_back(folder / place, sha256)
    ENGINES[engine].copy_in(folder / found.database)
    return found


def _insist_empty():
    with db.engine.connect() as connection:
        if inspect(connection).get_table_names():
            raise BadBackup("The database is not empty. Restore into a new one, and then let DATABASE_URL name it.")
    if next(files.store().listed(), None):
        raise BadBackup(
            f"Where evidence is kept, {files.store()}, is not empty. Restore into a new place, and let EVIDENCE_URL name it."
        )
