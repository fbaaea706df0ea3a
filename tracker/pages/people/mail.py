"""What was sent to whom, and what waits and why: accounts and mail have no past, so it is said as it is now."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask import g, render_template
from sqlalchemy import select

from actions import queries
from actions.db import db
from actions.permissions import Permission
from tracker.guard import requires
from tracker.mail import transports
from tracker.mail.models import WAITS, Message
from tracker.pages.people.group import pages
from tracker.words import notices
from tracker.words import reminders as say

LATEST = 100


@dataclass(frozen=True)
class Row:
    """A mail: for whom, of which day, what it was put together of, and what became of it."""

    person_id: int
    who: str
    day: date
    about: str
    state: str


def row(message: Message, titles: dict) -> Row:
    reasons = Counter(key.partition(":")[0] for key, _ in message.about).elements()
    who = titles.get(message.person_id) or "A person"
    about = notices.about(message.notice) if message.notice else say.counts(reasons)
    return Row(message.person_id, who, message.day, about, say.state(message))


@pages.get("/people/mail")
@requires(Permission.LOOK_AFTER_PEOPLE)
def mail():
    by_day = select(Message).where(Message.day <= g.day).order_by(Message.id.desc())
    titles = queries.titles()
    waiting = [row(each, titles) for each in db.session.scalars(by_day.where(*WAITS))]
    done = db.session.scalars(by_day.where(Message.sent.is_not(None) | Message.dropped.is_not(None)).limit(LATEST))
    groups = [("Waits", waiting), ("Done with", [row(each, titles) for each in done])]
    return render_template("people/mail.html", groups=groups, latest=LATEST, set_up=transports.current() is not None)
