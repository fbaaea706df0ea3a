"""Everybody who takes part: what they are, what they may do on the day shown, and whether they can sign in."""

from dataclasses import dataclass
from datetime import date

from flask import g, render_template, request
from sqlalchemy import select

from actions.db import db
from actions.models import Appointment, Person
from actions.permissions import Permission, Viewer, may, viewers
from actions.standing import plan_on
from tracker import guard, paging
from tracker.accounts.models import Account
from tracker.guard import requires
from tracker.pages.people.group import pages
from tracker.words.people import ACCOUNT, ROLE, roles

ONLY = {"waiting": "Invited, not accepted yet"}


@dataclass(frozen=True)
class Entry:
    """A person on a day. `account` is a key of the words for it; `last_days` are of the roles held."""

    person: Viewer
    agency: str | None
    email: str | None
    account: str
    last_days: dict

    @property
    def account_words(self) -> str:
        return ACCOUNT[self.account]

    @property
    def held(self) -> list:
        """The roles held, in the order of the rules."""
        return [role for role in ROLE if role in self.person.roles]

    @property
    def roles(self) -> str:
        return roles(self.held, self.last_days)

    def role_words(self, role) -> str:
        return roles([role], self.last_days)


def state(account: Account | None) -> str:
    """Where somebody's account stands, as it is now: accounts have no past."""
    if account is None:
        return "none"
    if not account.active:
        return "disabled"
    return "accepted" if account.password_hash else "waiting"


def last_days(day: date) -> dict:
    """The last day of each appointment that has one: by person, by role, of the latest row that counts on `day`."""
    query = select(Appointment.person_id, Appointment.role, Appointment.last_day)
    found: dict = {}
    for row in db.session.execute(query.where(Appointment.counts_from <= day).order_by(Appointment.id)):
        found.setdefault(row.person_id, {})[row.role] = row.last_day
    return found


def everybody(day: date) -> list[Entry]:
    """The people whom the record knows on `day`, in the order in which they joined."""
    known, ends, agencies = viewers(day), last_days(day), plan_on(day).agencies
    query = select(Person.id, Account).outerjoin(Account, Account.person_id == Person.id)
    rows = db.session.execute(query.where(Person.counts_from <= day).order_by(Person.id)).all()
    return [_entry(known[row.id], row.Account, agencies, ends.get(row.id, {})) for row in rows]


def _entry(person, account, agencies, ends):
    agency = agencies.get(person.agency_id)
    shown = may(guard.viewer(), Permission.READ_PEOPLE)
    email = account.email if account and shown else None
    return Entry(person, agency and agency.name, email, state(account), ends)


@pages.get("/people")
@requires(Permission.LOOK_AFTER_PEOPLE)
def people():
    only = request.args.get("only")
    found = [each for each in everybody(g.day) if only not in ONLY or each.account == only]
    return render_template("people/people.html", entries=paging.cut(found), only=only if only in ONLY else None)
