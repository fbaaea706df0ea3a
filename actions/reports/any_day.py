"""The facts of the reports that are made on any day and not kept: exceptions for the chair, an agency's own lines. They are
a pure function of the record's head and the day."""

from collections import Counter
from datetime import date

from actions import calendar, off_screen, queries, settings
from actions.reports import behind
from actions.reports.asked import Asked
from actions.reports.documents import counted_of, own_words_of
from actions.reports.kept import latest_facts
from actions.reports.page_one import page_one
from actions.standing import CLOSED, STATUSES, WORST_FIRST, Plan, Standing, plan_on

WORST_CLOSED_LAST = (*WORST_FIRST, *(status for status in STATUSES if status in CLOSED))


def exception(day: date) -> dict:
    """How everything stands, what changed since the latest report, and what deserves the chair, group by group."""
    plan, before = plan_on(day), latest_facts(day)
    asked = Asked("exception", settings.latest_closed_quarter(day), day, edition=0)
    return {
        **_head("exception", "exception", day),
        "first": asked.period.first,
        "last": asked.period.last,
        "documents": [counted_of(each, plan, before, asked) for each in queries.documents_in_force(day)],
        "compared_with": before and f"{before.period}, edition {before.edition}",
        **page_one(plan, asked, before, behind.lines(plan, asked)),
        "exceptions": off_screen.waiting(day, plan, off_screen.released(day)),
        **_asked(day, plan),
    }


def extract(day: date, agency) -> dict:
    """One agency's lines, worst first, the submissions that it owes, and the questions that it has to answer."""
    plan = plan_on(day)
    own = [each for each in plan.answerable() if each.owner_id == agency.id]
    counts = Counter(each.by_itself.status for each in own)
    return {
        **_head("agency", agency.key, day),
        "agency": agency.name,
        "counts": [{"status": status, "count": counts[status]} for status in STATUSES if counts[status]],
        "lines": _lines([each.by_itself for each in own], plan),
        "submissions": [row for each in own if each.by_itself.is_open for row in _owed(each)],
        **_asked(day, plan, agency.id),
    }


def _head(kind: str, about: str, day: date) -> dict:
    return {
        "kind": kind,
        "reference": settings.reference(day, about, day),
        "as_at": day,
        **off_screen.around(day),
    }


def _asked(day: date, plan: Plan, agency_id: int | None = None) -> dict:
    """The questions that are open, of all agencies or of one, and what waits for the board."""
    known = calendar.on(day)
    challenges = [each for each in known.open_challenges() if agency_id in (None, plan.in_place_of(each.agency_id))]
    escalations = [] if agency_id else known.open_escalations()
    known.read([*challenges, *escalations])
    return {
        "challenges": [off_screen.question(each, "question", known, plan) for each in challenges],
        "escalations": [off_screen.question(each, "asked", known, plan) for each in escalations],
    }


def _lines(own: list[Standing], plan: Plan) -> list[dict]:
    """Worst first, those of a status in the order of the documents."""
    quoted, own_words = off_screen.released(plan.day), own_words_of(own)
    return [
        {
            **off_screen.where_it_stands(each, plan, quoted),
            "own_words": own_words.get(each.line.id),
            "moves": each.moves,
            "rating": each.rating,
            "last_update": each.last_update,
            "flags": tuple(flag for flag in each.flags if flag != "restricted"),
        }
        for each in sorted(own, key=lambda each: WORST_CLOSED_LAST.index(each.status))
    ]


def _owed(standing: Standing) -> list[dict]:
    """The submissions of its duties that were not received, and the next one of each."""
    return [
        {"number": standing.number, "due": each.due, "late": each.due < standing.facts.day}
        for duty in standing.facts.running
        for each in duty.answerable
    ]
