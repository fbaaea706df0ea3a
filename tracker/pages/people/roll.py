"""Everybody who takes part: what they are, what they may do on the day shown, and whether they can sign in."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, g, render_template, request
from sqlalchemy import select

from actions.db import db
from actions.models import ROLES, Appointment, Person
from actions.periods import london_moment
from actions.permissions import Permission, Viewer, may, viewers
from actions.settings import as_at
from actions.standing import plan_on
from tracker import guard, paging
from tracker.accounts.models import Account
from tracker.guard import requires
from tracker.pages.people.group import pages
from tracker.sheets import Column, marked, sending
from tracker.words.people import ACCOUNT, called, roles

COLUMNS = (
    Column("Who", 40),
    Column("Agency", 30),
    Column("Roles", 40),
    Column("E-mail address", 36),
    Column("Account, as it is now", 30),
)
ONLY = {"waiting": "Invited, not accepted yet"}


@dataclass(frozen=True)
class Entry:
    """A person on a day. `account` is a key of the words for it; `last_days` are of the roles held; `to_come` are the first
    and last days of those that begin later."""

    person: Viewer
    agency: str | None
    email: str | None
    account: str
    has_factor: bool
    last_days: dict
    to_come: dict

    @property
    def account_words(self) -> str:
        return ACCOUNT[self.account]

    @property
    def held(self) -> list:
        """The roles held, in the order of the rules."""
        return [role for role in ROLES if role in self.person.roles]

    @property
    def roles(self) -> str:
        return roles(called(as_at(g.day)), self.held, self.last_days, self.to_come)

    def role_words(self, role) -> str:
        return roles(called(as_at(g.day)), [role], self.last_days)


def state(account: Account | None) -> str:
    """Where somebody's account stands, as it is now: accounts have no past."""
    if account is None:
        return "none"
    if not account.active:
        return "disabled"
    return "accepted" if account.password_hash or account.single_subject else "waiting"


def appointed(day: date) -> tuple[dict, dict]:
    """What was recorded by the end of `day`, by person, by role: the last day of the latest appointment that counts, and
    the first and last day of one that begins later."""
    last, to_come = defaultdict(dict), defaultdict(dict)
    query = (
        select(Appointment).where(Appointment.at < london_moment(day + timedelta(days=1), 0)).order_by(Appointment.id)
    )
    for row in db.session.scalars(query):
        to_come[row.person_id].pop(row.role, None)
        if row.counts_from <= day:
            last[row.person_id][row.role] = row.last_day
        else:
            to_come[row.person_id][row.role] = (row.first_day, row.last_day)
    return last, to_come


def everybody(day: date) -> list[Entry]:
    """The people whom the record knows on `day`, in the order in which they joined."""
    known, (ends, to_come), agencies = viewers(day), appointed(day), plan_on(day).agencies
    query = select(Person.id, Account).outerjoin(Account, Account.person_id == Person.id)
    rows = db.session.execute(query.where(Person.counts_from <= day).order_by(Person.id)).all()
    return [_entry(known[row.id], row.Account, agencies, ends[row.id], to_come[row.id]) for row in rows]


def entry_or_404(number: int) -> Entry:
    """One of them, on the day shown."""
    return next((each for each in everybody(g.day) if each.person.id == number), None) or abort(404)


def _entry(person, account, agencies, ends, to_come):
    agency = agencies.get(person.agency_id)
    shown = may(guard.viewer(), Permission.READ_PEOPLE)
    email = account.email if account and shown else None
    has_factor = bool(account and account.factor_secret)
    return Entry(person, agency and agency.name, email, state(account), has_factor, ends, to_come)


@pages.get("/people")
@requires(Permission.LOOK_AFTER_PEOPLE)
def people():
    only, found = _asked_for()
    return render_template("people/people.html", entries=paging.cut(found), only=only)


@pages.get("/people.<form>")
@requires(Permission.LOOK_AFTER_PEOPLE)
def people_sheet(form):
    _, found = _asked_for()
    rows = [
        [each.person.title or "A person", each.agency, each.roles, each.email, each.account_words] for each in found
    ]
    return sending.answer(marked.sheet("People", g.day, COLUMNS, rows), form, "people")


def _asked_for() -> tuple[str | None, list[Entry]]:
    """What the address narrows the list to, and who is in it."""
    only = request.args.get("only")
    only = only if only in ONLY else None
    return only, [each for each in everybody(g.day) if only in (None, each.account)]
