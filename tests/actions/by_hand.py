"""Facts of a line made by hand, for the tables of rules.md sections 4 and 5. The day is 15 July 2015 unless given.

`facts()` is an action due at the end of September 2015, open from 1 February, whose owner said green for the last
quarter: nothing is wrong with it. Each keyword makes one thing different.
"""

from dataclasses import fields, replace
from datetime import date, timedelta
from types import SimpleNamespace

from actions.periods import Quarter, latest_closed_quarter
from actions.standing.facts import ClaimFacts, DutyFacts, Line, LineFacts, Rated, Terms, submissions

DAY = date(2015, 7, 15)
IN_FORCE = date(2015, 2, 1)
PLAN_ENDS = date(2016, 3, 31)

PLAIN = Line(
    id=1,
    document_id=1,
    document="strategy-2015-16",
    number="2.6",
    position=1,
    title="Toolkit",
    statement="Write a toolkit.",
    parent_id=None,
    parent=None,
    priority=2,
    due=date(2015, 9, 30),
    recommendation=False,
    each_agency=False,
    national=False,
    recurring=False,
    example=False,
    in_force_from=IN_FORCE,
    last_day=PLAN_ENDS,
)
OF_LINE = {field.name for field in fields(Line)}


def rated(rating, forecast=None):
    return Rated(rating, forecast, date(2015, 6, 20), 7)


def claim(state="waiting", *, late=False, evidence_ids=(5,), assurance=None, recheck_on=None):
    return ClaimFacts(8, date(2015, 6, 20), state, late, False, evidence_ids, assurance, recheck_on)


def duty(*, first=date(2015, 3, 31), every=3, day=DAY, answers=(), ended_on=None, is_the_action=False):
    """A duty as at the day; `answers` are pairs: the submission's due day, the day it was answered."""
    owed = submissions(9, first, every, day, dict(answers), ended_on) if first else ()
    return DutyFacts(9, day, every, "report", is_the_action, ended_on is None, owed)


ANSWERED = duty(answers=((date(2015, 3, 31), date(2015, 3, 30)), (date(2015, 6, 30), date(2015, 6, 30))))
BEHIND = duty(answers=((date(2015, 3, 31), date(2015, 3, 30)),))
ENDED = duty(answers=((date(2015, 3, 31), date(2015, 3, 30)),), ended_on=date(2015, 7, 1))
A_REQUEST = SimpleNamespace(id=3, day=date(2015, 12, 31))


def facts(**different) -> LineFacts:
    """The plain action with these things different; those of the line itself by their own names (`line_due`)."""
    of_line = {name: different.pop(name) for name in list(different) if name in OF_LINE - {"due", "last_day"}}
    line = replace(PLAIN, **of_line)
    given = {
        "day": DAY,
        "due": line.due,
        "original_due": line.due,
        "last_day": line.last_day,
        "open_since": [(line.in_force_from, not line.recommendation)],
        "rated": rated("green"),
        "speaks_for": Quarter.parse("2015-16-Q1"),
        "owner_id": 20,
        **different,
    }
    day = given.pop("day")
    return LineFacts(line=line, terms=Terms(day, latest_closed_quarter(day), timedelta(days=30)), **given)
