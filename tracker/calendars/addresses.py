"""Making, renewing and ending a calendar's address, and whose calendar a token opens."""

import secrets

from flask import current_app
from sqlalchemy import select

from actions import journal, permissions
from actions.db import db
from actions.permissions import Permission, Viewer, may
from tracker import accounts, clock
from tracker.accounts.models import Account
from tracker.calendars.models import CalendarAddress


def of(viewer: Viewer) -> CalendarAddress | None:
    return db.session.get(CalendarAddress, viewer.id)


def renew(viewer: Viewer) -> str:
    """A new address for the person's calendar; the one before ends. Its token is kept nowhere. Who calls commits."""
    token = secrets.token_urlsafe(32)
    found = of(viewer) or CalendarAddress(person_id=viewer.id)
    found.token_hash, found.made_on = accounts.token_hash(token), clock.today()
    db.session.add(found)
    _noted(viewer, "calendar_made")
    return f"{current_app.config['BASE_URL']}/calendar/{token}.ics"


def end(viewer: Viewer) -> None:
    """End the address, if there is one. Who calls commits."""
    found = of(viewer)
    if found is not None:
        db.session.delete(found)
        _noted(viewer, "calendar_ended")


def _noted(viewer, kind):
    journal.security_event(kind, at=clock.now(), by_id=viewer.id, detail=f"person {viewer.id}: {kind}")


def reader(token: str) -> Viewer | None:
    """Whose calendar it is, with today's rights; nobody once the account is disabled or the role is gone."""
    query = select(CalendarAddress.person_id).join(Account, Account.person_id == CalendarAddress.person_id)
    hashed = CalendarAddress.token_hash == accounts.token_hash(token)
    person_id = db.session.scalar(query.where(hashed, Account.active))
    found = person_id and permissions.viewer(person_id, clock.today())
    return found if found and may(found, Permission.CONTRIBUTE) else None
