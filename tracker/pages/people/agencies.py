"""The agencies and teams taking part: who answers for each, and for how much."""

from collections import Counter
from dataclasses import dataclass

from flask import g, render_template
from sqlalchemy import select

from actions.db import db
from actions.models import Agency, Team
from actions.permissions import Permission, may, viewers
from actions.standing import plan_on
from tracker import choosing
from tracker.accounts.models import Account
from tracker.guard import requires, viewer
from tracker.pages.people.group import pages


@dataclass(frozen=True)
class Row:
    """An agency on a day. `officers`: (title, address or None); the numbers count lines and cells."""

    agency: Agency
    officers: list
    owned: int
    still_open: int
    overdue: int


@pages.get("/people/agencies")
@requires(Permission.LOOK_AFTER_PEOPLE)
def agencies():
    teams = db.session.scalars(select(Team).where(Team.counts_from <= g.day).order_by(Team.name)).all()
    rows = _rows()
    names = {row.agency.key: row.agency.name for row in rows}
    shared = [(team.name, [names.get(key, key) for key in team.agencies]) for team in teams]
    return render_template("people/agencies.html", rows=rows, teams=shared)


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
        for agency in db.session.scalars(select(Agency).order_by(Agency.position))
        if agency.id in plan.agencies
    ]


def _counts(plan):
    lines = plan.answerable()
    return (
        Counter(each.owner_id for each in lines),
        Counter(each.owner_id for each in lines if each.is_open),
        Counter(each.owner_id for each in lines if each.own_status == "overdue"),
    )
