"""Carrying a purge out: the record's words in one commit, then whatever else held them."""

from actions import changes
from actions.db import db, wipe_overwritten
from actions.models import Document
from actions.permissions import Viewer
from tracker import clock, kept_files
from tracker.packs import queue


def carry_out(document: Document, *, by: Viewer) -> None:
    """Purge what was asked for, as the second person. Commits; RuleBroken or NotAllowed, and nothing went.

    Inspection packs that are kept here may hold the words, so they are withdrawn; a file that another document's evidence
    uses too stays."""
    gone = changes.confirm_purge(document, by=by, at=clock.now())
    packs_gone = queue.withdraw_all()
    db.session.commit()
    wipe_overwritten()
    kept_files.drop_unused(gone)
    queue.drop(packs_gone)
