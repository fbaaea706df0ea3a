"""The access line: the one thing that opening a file, or taking something out of the tracker, writes."""

from io import BytesIO

from flask import Response, send_file

from actions import journal
from actions.db import begin_writing, db, lock_ledger
from tracker import clock, guard


def note(kind: str, detail: str) -> None:
    """Record that the person opened or took something: by number, never what was typed. Commits."""
    begin_writing()
    lock_ledger()
    journal.security_event(kind, at=clock.now(), by_id=guard.viewer().id, detail=detail)
    db.session.commit()


def hand_over(content: bytes, media_type: str, name: str, *, kind: str, detail: str) -> Response:
    """A file to be kept under that name, never opened in the browser nor stored on the way, with its access line."""
    note(kind, detail)
    answer = send_file(BytesIO(content), media_type, as_attachment=True, download_name=name)
    answer.headers.update({"Content-Security-Policy": "sandbox", "Cache-Control": "no-store"})
    return answer
