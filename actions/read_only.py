"""The record's read-only state, for upgrades and restores: switched by command, seen by every process at once.

It is a row of the database, which all processes share. Who writes looks at it once they are the writer (`begin_writing`),
so nothing is written after `begin` has returned; who began before is waited for.
"""

from datetime import datetime

from actions import journal
from actions.db import READ_ONLY, alone, begin_writing, db, lock_ledger
from actions.errors import RuleBroken
from actions.models import ReadOnly

LONGEST_WHY = 200


def now():
    """Since when the record is read-only, and why (`since`, `why`); None while it is not."""
    return db.session.execute(READ_ONLY).first()


def begin(why: str, *, at: datetime, since: datetime):
    """Make the record read-only, once whoever is writing has finished. What holds then: an earlier beginning stands.

    `at`: the record's moment; `since`: the clock's. RuleBroken on "why" if it says nothing, or too much. Commits."""
    why = " ".join(why.split())
    if not 0 < len(why) <= LONGEST_WHY:
        raise RuleBroken("why", f"Say why, in up to {LONGEST_WHY} characters: everybody reads it")
    begin_writing(whatever_holds=True)
    alone()
    if now() is None:
        _note("read_only", at)
        db.session.add(ReadOnly(id=1, since=since, why=why))
    db.session.commit()
    return now()


def end(*, at: datetime) -> bool:
    """Let the record be written in again. Whether it was read-only. Commits."""
    begin_writing(whatever_holds=True)
    alone()
    row = db.session.get(ReadOnly, 1)
    if row is not None:
        db.session.delete(row)
        _note("read_only_ended", at)
    db.session.commit()
    return row is not None


def _note(kind, at):
    lock_ledger()
    journal.security_event(kind, at=at, by_id=None, detail=kind.replace("_", " "))
