"""Making a link, finding it by its token while it works, ending it."""

import secrets
from datetime import date, timedelta

from flask import current_app
from sqlalchemy import select

from actions import journal
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.periods import Quarter
from actions.permissions import Viewer
from actions.settings import open_quarters, update_day
from tracker import accounts, clock, words
from tracker.links.models import AnswerLink

WINDOW = timedelta(minutes=5)
MOST_SENDS = 60


def make(agency_id: int, quarter: Quarter, last_day: date, *, issued_to: str, email: str, by: Viewer) -> str:
    """A new link's token, which is kept nowhere. RuleBroken for a quarter or a last day that cannot be. Who calls commits."""
    today = clock.today()
    if quarter not in open_quarters(today):
        raise RuleBroken("quarter", "That quarter is closed. Choose one that is still open.")
    if not today <= last_day <= update_day(quarter):
        closes = words.day(update_day(quarter))
        raise RuleBroken("last_day", f"Enter a day from today on, up to {closes}, when the quarter closes")
    token = secrets.token_urlsafe(32)
    link = AnswerLink(
        token_hash=accounts.token_hash(token),
        agency_id=agency_id,
        quarter=quarter.first,
        issued_to=issued_to,
        email=email,
        made_by_id=by.id,
        made_on=today,
        last_day=last_day,
    )
    db.session.add(link)
    db.session.flush()
    noted(link, "made", by)
    return token


def noted(link: AnswerLink, what: str, by: Viewer | None, kind: str = "link") -> None:
    """The journal's line: by number, never the token nor what was typed. `by` None: who holds the link."""
    journal.security_event(f"{kind}_{what}", at=clock.now(), by_id=by and by.id, detail=f"link {link.id}: {what}")


def revoke(link: AnswerLink, *, by: Viewer) -> None:
    """End the link at once. What came back by it goes on waiting. Who calls commits."""
    link.revoked_on = clock.today()
    noted(link, "revoked", by)


def works(link: AnswerLink) -> bool:
    return link.revoked_on is None and clock.today() <= link.last_day


def usable(token: str) -> AnswerLink | None:
    """The link, if it works today; a wrong, a revoked and an expired one are found in the same way."""
    found = db.session.scalars(select(AnswerLink).filter_by(token_hash=accounts.token_hash(token))).first()
    return found if found is not None and works(found) else None


def counted(link: AnswerLink) -> bool:
    """Count one sending, in a commit of its own; whether there were not too many of late."""
    now = clock.real_now()
    if link.counted_from is None or now - link.counted_from >= WINDOW:
        link.counted_from, link.sends = now, 0
    link.sends += 1
    few = link.sends <= MOST_SENDS
    db.session.commit()
    begin_writing()
    return few


def address(token: str) -> str:
    """What is handed over: always on the configured address, whatever the request said."""
    return f"{current_app.config['BASE_URL']}/answer/{token}"
