"""A plan that is being imported, kept for the person who sent it: a day at most, and gone once adopted."""

import hashlib
import json
from datetime import date, timedelta

from sqlalchemy import delete, or_, select

from actions.agencies import known, taking_part
from actions.db import db, lock_ledger
from actions.permissions import Viewer
from seeds.spreadsheet import reading
from seeds.spreadsheet.adopting import Head
from seeds.spreadsheet.columns import Match
from tracker import clock
from tracker.importing.models import PlanImport
from tracker.importing.opening import Sheet

KEPT = timedelta(days=1)
DAYS = ("in_force_from", "first_day", "last_day", "minuted_on")


def waiting(viewer: Viewer) -> PlanImport | None:
    """The person's own import, if it is not older than a day."""
    query = select(PlanImport).where(PlanImport.person_id == viewer.id, PlanImport.made > clock.real_now() - KEPT)
    return db.session.scalars(query).first()


def forget(viewer: Viewer) -> None:
    """Delete the person's import, and everybody's that are older than a day. Who calls commits."""
    old = PlanImport.made <= clock.real_now() - KEPT
    db.session.execute(delete(PlanImport).where(or_(PlanImport.person_id == viewer.id, old)))


def forget_all() -> None:
    """Delete every import: words that are taken out of the record must not wait here. Who calls commits."""
    db.session.execute(delete(PlanImport))


def keep(viewer: Viewer, head: Head, sheet: Sheet) -> None:
    """Keep a sheet instead of what this person sent before, one at a time. Who calls commits."""
    lock_ledger()
    forget(viewer)
    told = {"sheet": sheet.name, "unread": list(sheet.unread), "rows": sheet.rows, "answers": {}}
    db.session.add(PlanImport(person_id=viewer.id, head=as_data(head), made=clock.real_now(), **told))


def as_data(head: Head) -> dict:
    """Ready for JSON."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in head.__dict__.items()}


def head_of(kept: PlanImport) -> Head:
    days = {name: date.fromisoformat(kept.head[name]) for name in DAYS if kept.head[name]}
    return Head(**{**kept.head, **days})


def match_of(kept: PlanImport) -> Match | None:
    return Match(**kept.matched) if kept.matched else None


def agencies(day: date) -> dict[str, tuple[str, ...]]:
    """By key: the names by which each agency that takes part is called, its own first."""
    return {each.key: (each.name, *each.also) for each in taking_part(known(day)).values()}


def read(kept: PlanImport, known: dict, answers: dict | None = None) -> reading.PlanRead:
    """What the sheet says with the answers given so far, or with these."""
    given = kept.answers if answers is None else answers
    return reading.read(kept.rows, match_of(kept), head_of(kept).period, known, given)


def fingerprint(kept: PlanImport) -> str:
    """Tells whether what is adopted is what was looked at."""
    told = [kept.head, kept.rows, kept.matched, kept.answers]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
