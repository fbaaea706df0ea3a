"""A SQLite database, copied as it stands at one moment while others write to it, by SQLite's own backup."""

import sqlite3
from contextlib import closing
from pathlib import Path

from actions.backups.manifest import BadBackup
from actions.backups.record import HEAD, NAMED, Copied
from actions.db import db

FILE = "tracker.db"


def insist_able() -> None:
    """Nothing else is needed."""


def copy_out(folder: Path) -> Copied:
    """In one step: writers wait for the moment that it takes, and none can make it begin anew."""
    with closing(sqlite3.connect(folder / FILE)) as copy:
        _copy(copy, into_it=True)
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise BadBackup("The database is damaged (PRAGMA quick_check). Go back to the last good backup.")
        named = tuple(sha256 for (sha256,) in copy.execute(NAMED))
        return Copied(FILE, named, copy.execute(HEAD).fetchone())


def copy_in(file: Path) -> None:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        _copy(copy, into_it=False)


def _copy(copy, *, into_it):
    pooled = db.engine.raw_connection()
    try:
        live = pooled.driver_connection
        source, target = (live, copy) if into_it else (copy, live)
        source.backup(target)
    finally:
        pooled.close()
