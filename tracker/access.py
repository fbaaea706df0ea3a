"""The access line: the one thing that opening a file, or taking something out of the tracker, writes."""

from flask_login import current_user

from actions import journal
from actions.db import begin_writing, db
from tracker import clock


def note(kind: str, detail: str) -> None:
    """Record that the person opened or took something: by number, never what was typed. Commits."""
    person = current_user.viewer.id
    db.session.rollback()
    begin_writing()
    journal.security_event(kind, at=clock.now(), by_id=person, detail=detail)
    db.session.commit()
