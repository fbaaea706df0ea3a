"""Who leads for an agency, and which lines ask each agency to name its lead."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from actions import carrying, settings
from actions.db import db
from actions.models import Appointment, Person, Words
from actions.permissions import AGENCY
from actions.standing import Plan, Standing


@dataclass(frozen=True)
class Lead:
    """An agency's named lead: what they are (nothing once redacted), and the first day of the appointment."""

    title: str | None
    since: date


def asks_for_a_lead(standing: Standing, plan: Plan) -> bool:
    """Whether each agency names its lead on a line: the board's setting names it, or one that was carried into it."""
    named = settings.as_at(plan.day)["lines_on_leads"].split(", ")
    line = plan.by_id[standing.line.id]
    return any(f"{each.line.document} {each.number}" in named for each in (line, *carrying.before_it(line, plan)))


def named_lead(agency_id: int, day: date) -> Lead | None:
    """The agency lead on that day; of several the one appointed last."""
    query = (
        select(Appointment.person_id, Appointment.verb, Appointment.first_day, Appointment.last_day, Words.text)
        .join(Person, Person.id == Appointment.person_id)
        .outerjoin(Words, (Words.row_id == Person.id) & (Words.field == "title"))
        .where(Appointment.role == "agency_lead", agency_id == AGENCY, Appointment.counts_from <= day)
        .order_by(Appointment.id)
    )
    latest = {row.person_id: row for row in db.session.execute(query)}
    held = [row for row in latest.values() if row.verb == "appoint" and (row.last_day is None or row.last_day >= day)]
    last = max(held, key=lambda row: row.first_day, default=None)
    return last and Lead(last.text, last.first_day)
