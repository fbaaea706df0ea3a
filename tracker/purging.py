"""Asking for a purge, so that the second person hears of it; and carrying it out: the record's words in one commit, then
whatever else held them."""

from actions import changes
from actions.db import db, wipe_overwritten
from actions.models import Document
from actions.permissions import Viewer, viewers
from tracker import clock, kept_files
from tracker.closing import prepared
from tracker.closing.models import ClosingPrepared
from tracker.links import waiting
from tracker.links.models import LinkAnswer
from tracker.mail import notices
from tracker.packs import queue

WORKING = tuple(table.__tablename__ for table in (ClosingPrepared, LinkAnswer))


def ask(document: Document, *, reason: str, by: Viewer) -> None:
    """Ask that a document's words be purged, and write to whoever may be the second person. Who calls commits; RuleBroken or
    NotAllowed if that cannot be asked."""
    asked = changes.ask_purge(document, reason=reason, by=by, at=clock.now())
    for each in viewers(clock.today()).values():
        if changes.is_second(each, asked.by_id):
            notices.put(each.id, "confirm_purge")


def carry_out(document: Document, *, by: Viewer) -> None:
    """Purge what was asked for, as the second person. Commits; RuleBroken or NotAllowed, and nothing went.

    Inspection packs that are kept here may hold the words, so they are withdrawn; what was prepared of its closing, and what
    came by links about its lines, was never recorded, and goes. A file that another document's evidence uses too stays."""
    gone = changes.confirm_purge(document, by=by, at=clock.now())
    packs_gone = queue.withdraw_all()
    prepared.forget(document)
    waiting.forget(document)
    db.session.commit()
    wipe_overwritten(*WORKING)
    kept_files.drop_unused(gone)
    queue.drop(packs_gone)
