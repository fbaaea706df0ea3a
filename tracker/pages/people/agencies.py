"""The agencies and teams taking part: who answers for each, and for how much."""

from collections import Counter
from dataclasses import dataclass

from flask import g, render_template
from sqlalchemy import select

from actions.agencies import Known
from actions.db import db
from actions.models import Team
from actions.permissions import Permission, may, viewers
from actions.standing import plan_on
from tracker import choosing
from tracker.accounts.models import Account
from tracker.guard import requires, viewer
from tracker.pages.people.group import pages
from tracker.words.agencies import became


@dataclass(frozen=True)
class Row:
    """An agency on a day. `officers`: (title, address or None); the numbers count lines and cells."""

    agency: Known
    officers: list
    owned: int
    still_open: int
    overdue: int


@pages.get("/people/agencies")
@requires(Permission.LOOK_AFTER_PEOPLE)
def agencies():
    teams = db.session.scalars(select(Team).where(Team.counts_from <= g.day).order_by(Team.name)).all()
    rows, known = _rows(), plan_on(g.day).known.values()
    names = {each.key: each.name for each in known}
    ended = [(each, became(each, names)) for each in known if each.ended]
    first = min((each.since for each in known), default=None)
    shared = [(team.name, _belongs_to(team)) for team in teams]
    return render_template("people/agencies.html", rows=rows, ended=ended, first=first, teams=shared)


def _belongs_to(team) -> list[str]:
    """The agencies that take part of those that it was adopted for; in the place of one that was merged, the other."""
    plan = plan_on(g.day)
    numbers = (plan.in_place_of(each.id) for each in plan.known.values() if each.key in team.agencies)
    return [plan.agencies[number].name for number in dict.fromkeys(numbers) if number in plan.agencies]


def _rows():
    plan = plan_on(g.day)
    owned, still_open, overdue = _counts(plan)
    officers = choosing.officers(viewers(g.day), plan)
    emails = dict(db.session.execute(select(Account.person_id, Account.email)).all())
    emails = emails if may(viewer(), Permission.READ_PEOPLE) else {}
    return [
        Row(
            agency,
            [(each.title, emails.get(each.id)) for each in officers[agency.id]],
            owned[agency.id],
            still_open[agency.id],
            overdue[agency.id],
        )
        for agency in plan.agencies.values()
    ]


def _counts(plan):
    lines = plan.answerable()
    return (
        Counter(each.owner_id for each in lines),
        Counter(each.owner_id for each in lines if each.is_open),
        Counter(each.owner_id for each in lines if each.own_status == "overdue"),
    )
