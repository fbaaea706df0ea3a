"""An answer link, for tests: made by the office, answered by, confirmed; and what is kept of all that."""

from a_board import the_action
from sqlalchemy import select

from actions.db import db
from actions.models import JournalLine, Update
from tracker.links.models import LinkAnswer

LINKS, CONFIRM = "/people/links", "/by-link"
TO_MAKE = {
    "agency": "police",
    "quarter": "2016-17-Q3",
    "issued_to": "Service manager, Missing Unit",
    "last_day-day": "31",
    "last_day-month": "1",
    "last_day-year": "2017",
}
GREEN = {"rating": "green", "said": "We mapped it.", "seen": "0", "held": ""}
AMBER = {
    **GREEN,
    "rating": "amber",
    "why": "Staff left.",
    "next_steps": "Recruit.",
    "forecast-month": "6",
    "forecast-year": "2017",
}
AWKWARD = ("<Smith, J>", "=1+1", "Łódź AT&T x < 3 👧", "\u202eright to left", "w" * 300, "x" * 20_000)


def make(office, **more):
    office.send(LINKS, {**TO_MAKE, **more})
    page = office.page(LINKS)
    return shown_once(page).removeprefix("http://localhost")


def shown_once(page):
    found = page.tree.find(".//code[@id='answer-link']")
    return found.text if found is not None else None


def line(made, number="2.14", document="strategy-2015-16"):
    return f"{made}/{document}/{number}"


def waiting():
    db.session.rollback()
    return db.session.scalars(select(LinkAnswer).order_by(LinkAnswer.id)).all()


def updates(number="2.14"):
    db.session.rollback()
    return db.session.scalars(select(Update).where(Update.action_id == the_action(number)).order_by(Update.id)).all()


def told_in_journal():
    kinds = ("link_made", "link_revoked", "link_used", "link_answer_refused")
    lines = db.session.scalars(select(JournalLine).where(JournalLine.kind.in_(kinds)).order_by(JournalLine.number))
    return [(each.kind, each.by_id, each.detail) for each in lines]


def confirming(client, *numbers, status=302, **more):
    """Confirm the answers to these lines as the page shows them."""
    page = client.page(CONFIRM)
    rows = [row for row in waiting() if row.action_id in {the_action(number) for number in numbers}]
    shown = {f"seen-{row.id}": page.field(f"seen-{row.id}") for row in waiting()}
    return client.send(CONFIRM, {**shown, "confirm": [str(row.id) for row in rows], **more}, status=status)
