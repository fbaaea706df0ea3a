"""One agency: since when and until when it takes part, and every change of it with its reason."""

from dataclasses import dataclass
from datetime import timedelta

from flask import abort, g, render_template
from sqlalchemy import select

from actions import queries
from actions.agencies import ENDINGS, Known
from actions.db import db
from actions.models import AgencyChange
from actions.periods import london_day
from actions.permissions import Permission
from actions.standing import plan_on
from tracker.guard import requires
from tracker.pages.agencies.group import pages
from tracker.words import agencies as words
from tracker.words.history import REDACTED


@dataclass(frozen=True)
class Happened:
    """A change, in words; `to_come`: it counts from a day after the one that is shown."""

    row: AgencyChange
    said: str
    why: str
    by: str
    to_come: bool


def agency_or_404(key: str) -> Known:
    """An agency that took part by the day shown."""
    return next((each for each in plan_on(g.day).known.values() if each.key == key), None) or abort(404)


@pages.get("/people/agencies/<key>")
@requires(Permission.LOOK_AFTER_PEOPLE)
def one(key):
    agency = agency_or_404(key)
    last_day = agency.until and agency.until - timedelta(days=1)
    happened = _happened(agency)
    ends_later = any(each.to_come and each.row.verb in ENDINGS for each in happened)
    shown = {
        "happened": happened,
        "ends_later": ends_later,
        "became": words.became(agency, _names()),
        "last_day": last_day,
    }
    return render_template("agencies/one.html", agency=agency, **shown)


def _names() -> dict[str, str]:
    return {each.key: each.name for each in plan_on(g.day).known.values()}


def _happened(agency) -> list[Happened]:
    """What was recorded of it by the end of the day shown, the latest first; some of it may count from a day to come."""
    rows = db.session.scalars(
        select(AgencyChange).filter_by(agency_id=agency.id).order_by(AgencyChange.id.desc())
    ).all()
    rows = [row for row in rows if london_day(row.at) <= g.day]
    typed, titles, names = queries.words_of(row.id for row in rows), queries.titles(), _names()
    return [
        Happened(
            row,
            words.happened(row, agency, names),
            typed.get(row.id, {}).get("reason") or REDACTED,
            titles.get(row.by_id) or "The system",
            row.counts_from > g.day,
        )
        for row in rows
    ]
