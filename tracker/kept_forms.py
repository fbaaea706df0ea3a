"""What was typed when a session had ended: kept for an hour and offered again, to the same person alone."""

from datetime import timedelta

from flask import flash, request, session
from sqlalchemy import delete, select
from werkzeug.datastructures import MultiDict

from actions.db import db
from tracker import accounts, clock, days
from tracker.accounts.models import KeptForm

KEPT = timedelta(hours=1)
LONGEST = 400_000
MOST = 20  # pages, for one person
NEVER = frozenset({"csrf_token", "password", "again", "code"})
ENDED = "Your session had ended, so nothing is saved yet. Sign in: what you typed is kept for an hour."
NOT_CONFIRMED = "Nothing is saved yet: this needs your password or a code first. What you typed is kept for an hour."
OFFERED = "What you typed before is filled in again. Check it and save it. Choose files again."


def keep(why: str = ENDED) -> bool:
    """Keep what this request would have saved, if it came from a session, ended or not. Whether it was kept."""
    person_id = accounts.person_of(session.get("_user_id"))
    fields = [[name, text] for name, text in request.form.items(multi=True) if name not in NEVER]
    if person_id is None or not fields or sum(len(text) for _, text in fields) > LONGEST:
        return False
    _forget(person_id, days.this_page())
    if len(_of(person_id)) >= MOST:
        return False
    db.session.add(KeptForm(person_id=person_id, page=days.this_page(), fields=fields, kept=clock.real_now()))
    db.session.commit()
    flash(why, "warning")
    return True


def note_waiting(person_id: int) -> None:
    """At sign-in: remember in the session that something is to be offered, so that other pages need not ask."""
    _forget_old()
    session["typed"] = bool(_of(person_id))


def _of(person_id) -> list[int]:
    return list(db.session.scalars(select(KeptForm.id).where(KeptForm.person_id == person_id)))


def offered(person_id: int) -> MultiDict | None:
    """What this person typed on this page and could not save."""
    if not session.get("typed"):
        return None
    query = select(KeptForm).where(KeptForm.person_id == person_id, KeptForm.page == days.this_page())
    row = db.session.scalars(query.where(KeptForm.kept > clock.real_now() - KEPT)).first()
    if row is None:
        return None
    flash(OFFERED, "warning")
    return MultiDict([tuple(pair) for pair in row.fields])


def forget_this(person_id: int) -> None:
    """A form of this page is sent again: nothing of it waits any more. Who calls commits, or rolls back."""
    if session.get("typed"):
        _forget(person_id, days.this_page())


def _forget(person_id, page):
    db.session.execute(delete(KeptForm).where(KeptForm.person_id == person_id, KeptForm.page == page))
    _forget_old()


def _forget_old():
    db.session.execute(delete(KeptForm).where(KeptForm.kept <= clock.real_now() - KEPT))


def forget_all() -> None:
    """Delete all of it: words that are taken out of the record must not wait here. Who calls commits."""
    db.session.execute(delete(KeptForm))
