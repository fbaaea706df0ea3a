"""The access line: the one thing that opening a file, or taking something out of the tracker, writes."""

from actions import journal
from actions.db import begin_writing, db, lock_ledger
from tracker import clock, guard


def note(kind: str, detail: str) -> None:
    """Record that the person opened or took something: by number, never what was typed. Commits."""
    begin_writing()
    lock_ledger()
    journal.security_event(kind, at=clock.now(), by_id=guard.viewer().id, detail=detail)
    db.session.commit()
