"""The facts of the six-monthly report beyond page 1: each priority with its direction of travel, the submissions on
disruption and online abuse, the voice of children and victims, agencies, challenges, escalations, changes of the plan."""

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import select

from actions import carrying, last_said, queries
from actions.comparing import BACK, FORWARD, compared
from actions.db import db
from actions.models import Priority, Update
from actions.periods import Quarter, reported_period
from actions.reports import questions
from actions.reports.agencies import scorecard
from actions.reports.documents import quoted_in
from actions.standing import STATUSES, Plan, Standing, plan_on

STRATEGY = "strategy-2015-16"
DISRUPTION_AND_ONLINE = ("5.2", "5.3")
IMPACT_AND_VOICE = ("7.2", "7.6")
# What a reader of the plan wants to know has changed; what merely stands better or worse is in the direction of travel.
CHANGES = ("reopened", "left", "completed", "newly_overdue", "re_dated")


def sections(plan: Plan, asked) -> dict:
    """The parts of the report, ready for JSON, as at the cut-off; compared with the day before the half began."""
    before = plan_on(asked.period.first - timedelta(days=1))
    document = queries.plan_in_force(plan.day)
    changes = compared(before.of(document.reference), plan.of(document.reference)) if document else []
    submitting, heard = _lines(plan, DISRUPTION_AND_ONLINE), _lines(plan, IMPACT_AND_VOICE)
    said = _said([*submitting, *heard], plan.day)
    return {
        "priorities": _priorities(priorities_on(plan.day), changes, asked.words.get("priorities") or {}),
        "submissions_made": [{**said[each.number], "made": _made(each, asked)} for each in submitting],
        "voice": [said[each.number] for each in heard],
        "agencies": scorecard(plan, Quarter.containing(asked.period.last)),
        "challenges": questions.challenges(plan, asked.period.first, quoted_in(asked)),
        "put": questions.put(plan, asked.period.first),
        "changes": [_change(each) for each in changes if each.kind in CHANGES or each.moved],
    }


def _lines(plan, numbers) -> list[Standing]:
    """The strategy's own lines; once it is closed, those of the plan in force that they were carried into."""
    found = (each for number in numbers for each in carrying.now(plan.find(STRATEGY, number), plan))
    return list({each.line.id: each for each in found}.values())


def priorities_on(day: date) -> list[Priority]:
    """The priorities of the board's plan, each of which the report gives a verdict on."""
    document = queries.plan_in_force(day)
    return queries.priorities(document.id) if document else []


def _priorities(priorities, changes, verdicts) -> list[dict]:
    """A priority's counts, how many of its lines stand better and worse than when the half began, and the chair's words."""
    return [
        _priority(each, [change for change in changes if change.line.priority == each.number], verdicts)
        for each in priorities
    ]


def _priority(priority, changes, verdicts) -> dict:
    counts = Counter(each.after.status for each in changes if each.after and each.counted)
    ways = Counter(each.direction for each in changes if each.counted)
    return {
        "number": priority.number,
        "name": priority.name,
        "total": sum(counts.values()),
        "counts": [{"status": status, "count": counts[status]} for status in STATUSES if counts[status]],
        "better": ways[FORWARD],
        "worse": ways[BACK],
        "verdict": verdicts.get(str(priority.number), ""),
    }


def _made(standing: Standing, asked) -> list[dict]:
    """Each submission that fell due from the half's first day to the cut-off."""
    return [
        {**_reported(duty, each), "due": each.due, "state": each.state, "answered_on": each.answered_on}
        for duty in standing.facts.duties
        for each in duty.submissions
        if asked.period.first <= each.due <= asked.cut_off
    ]


def _reported(duty, submission) -> dict:
    first, last = reported_period(submission.due, duty.every)
    return {"first": first, "last": last}


def _said(lines: list[Standing], day: date) -> dict:
    """By number: each line with where it stands, what its owner said last, and on which day."""
    last = last_said.of(lines, day)
    worded = {each.number: last[each.facts.key] for each in lines}
    on = select(Update.id, Update.counts_from).where(Update.id.in_([said.worded for said in worded.values()]))
    days = dict(db.session.execute(on).all())
    return {each.number: _said_of(each, worded[each.number], days) for each in lines}


def _said_of(standing: Standing, said, days) -> dict:
    return {
        "number": standing.number,
        "title": standing.line.name,
        "status": standing.status,
        "colour": standing.colour,
        "said": said.words.get("said") or said.words.get("why"),
        "said_on": days.get(said.worded),
    }


def _change(change) -> dict:
    before, after = change.before, change.after
    return {
        "number": change.line.number,
        "title": change.line.name,
        "kind": change.kind,
        "moved": change.moved,
        "was_due": before and before.due,
        "due": after and after.due,
        "status": after and after.status,
        "colour": after and after.colour,
    }
