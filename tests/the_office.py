"""The business manager at work, for tests."""

from datetime import date

from people import viewer_of as put

from actions import permissions
from actions.db import db
from actions.models import JournalLine
from tracker import accounts
from tracker.accounts.models import Account

TODAY = date(2017, 1, 16)
JOINED = date(2016, 11, 1)
PLAN = "strategy-2015-16"
MANAGER_ONLY = (
    "/people",
    "/people/invite",
    "/people/agencies",
    "/people/links",
    "/people/permission",
    "/import",
    "/people/mail",
    "/people/missing",
    "/people/routes",
)
OTHERS = ("officer", "agency_lead", "chair", "deputy", "executive", "inspector")
INVITATION = {"email": "lead@police.example", "title": "Lead officer, Police", "agency": "police", "role": "officer"}


def viewer_of(*what, on=JOINED, **more):
    """Somebody who joined after both documents were adopted."""
    return put(*what, on=on, **more)


def somebody(role, agency="police"):
    last_day = date(2017, 3, 31) if role == "inspector" else None
    return viewer_of(role, agency, last_day=last_day)


def roles_of(number):
    return set(permissions.viewer(number, TODAY).roles)


def changes_of_people():
    lines = db.session.query(JournalLine).filter_by(kind="people_changed").order_by(JournalLine.number)
    return [line.detail for line in lines]


def as_in_days(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def set_password(number):
    accounts.set_password(db.session.get(Account, number), "three random words")
    db.session.commit()
