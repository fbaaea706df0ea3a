"""A closing as it is prepared: kept for everybody who may close the document, and gone once it is decided."""

from datetime import date

from sqlalchemy import delete

from actions.db import db, lock_ledger
from actions.models import Document
from actions.permissions import Viewer
from tracker import clock
from tracker.closing.models import ClosingPrepared

MARK = "day:"


def found(document: Document) -> ClosingPrepared | None:
    return db.session.get(ClosingPrepared, document.id)


def keep(document: Document, answers: dict, viewer: Viewer) -> None:
    """Keep these answers instead of those that were there. Who calls commits."""
    lock_ledger()
    forget(document)
    told = {name: _plain(value) for name, value in answers.items() if value}
    db.session.add(ClosingPrepared(document_id=document.id, answers=told, person_id=viewer.id, made=clock.real_now()))


def _plain(value):
    return f"{MARK}{value.isoformat()}" if isinstance(value, date) else value


def answers(kept: ClosingPrepared | None) -> dict:
    """By the name of the field, days as days."""
    return {name: _read(value) for name, value in (kept.answers if kept else {}).items()}


def _read(value):
    is_day = isinstance(value, str) and value.startswith(MARK)
    return date.fromisoformat(value.removeprefix(MARK)) if is_day else value


def forget(document: Document) -> None:
    db.session.execute(delete(ClosingPrepared).where(ClosingPrepared.document_id == document.id))


def forget_all() -> None:
    """Delete every one: words that are taken out of the record must not wait here. Who calls commits."""
    db.session.execute(delete(ClosingPrepared))
