"""The facts of the six-monthly report beyond page 1: each priority with its direction of travel, the submissions on
disruption and online abuse, the voice of children and victims, agencies, challenges, escalations, changes of the plan."""

from collections import Counter
from datetime import date, timedelta

from actions import escalations, last_said, queries
from actions.comparing import BACK, FORWARD, compared
from actions.periods import reported_period
from actions.standing import OPEN, STATUSES, Plan, Standing, plan_on

STRATEGY = "strategy-2015-16"
DISRUPTION_AND_ONLINE = ("5.2", "5.3")
IMPACT_AND_VOICE = ("7.2", "7.6")
# What a reader of the plan wants to know has changed; what merely stands better or worse is in the direction of travel.
CHANGES = ("reopened", "left", "completed", "newly_overdue", "re_dated")


def sections(plan: Plan, asked) -> dict:
    """The parts of the report, ready for JSON, as at the cut-off; compared with the day before the half began."""
    before = plan_on(asked.period.first - timedelta(days=1))
    changes = compared(before.of(STRATEGY), plan.of(STRATEGY))
    return {
        "priorities": _priorities(plan, changes, asked.words.get("priorities") or {}),
        "submissions_made": [_submissions(each, asked) for each in _lines(plan, DISRUPTION_AND_ONLINE)],
        "voice": _voice(plan),
        "agencies": [_agency(number, taking, plan) for number, taking in plan.agencies.items()],
        "challenges": [_challenge(each, plan) for each in queries.challenges(plan.day) if _in_half(each.ended, asked)],
        "put": [_put(each, plan) for each in escalations.on(plan.day) if _in_half(each.answered, asked)],
        "changes": [_change(each) for each in changes if each.kind in CHANGES or each.moved],
    }


def _lines(plan, numbers) -> list[Standing]:
    found = (plan.find(STRATEGY, number) for number in numbers)
    return [each for each in found if each is not None]


def _priorities(plan, changes, verdicts) -> list[dict]:
    """A priority's counts, how many of its lines stand better and worse than when the half began, and the chair's words."""
    strategy = next((each for each in queries.documents(plan.day) if each.reference == STRATEGY), None)
    return [
        _priority(each, [change for change in changes if change.line.priority == each.number], verdicts)
        for each in (queries.priorities(strategy.id) if strategy else ())
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


def _submissions(standing: Standing, asked) -> dict:
    """Each submission that fell due from the half's first day to the cut-off, and what was said last."""
    return {
        **_said(standing, asked.cut_off),
        "made": [
            {**_reported(duty, each), "due": each.due, "state": each.state, "answered_on": each.answered_on}
            for duty in standing.facts.duties
            for each in duty.submissions
            if asked.period.first <= each.due <= asked.cut_off
        ],
    }


def _reported(duty, submission) -> dict:
    first, last = reported_period(submission.due, duty.every)
    return {"first": first, "last": last}


def _voice(plan) -> list[dict]:
    return [_said(each, plan.day) for each in _lines(plan, IMPACT_AND_VOICE)]


def _said(standing: Standing, day: date) -> dict:
    """A line with where it stands, and what its owner said last."""
    line, said = standing.line, last_said.of([standing], day)[standing.facts.key]
    return {
        "number": line.number,
        "title": line.name,
        "status": standing.status,
        "colour": standing.colour,
        "said": said.words.get("said") or said.words.get("why"),
        "said_on": standing.last_update,
    }


def _agency(number, taking, plan: Plan) -> dict:
    own = [each.by_itself for each in plan.answerable() if each.owner_id == number]
    return {
        "agency": taking.name,
        "lines": len(own),
        "complete": sum(each.status == "complete" for each in own),
        "overdue": sum(each.status == "overdue" for each in own),
        "silent": sum("silent" in each.flags for each in own),
        "moved": sum(bool(each.moves) for each in own),
        "open": sum(each.status in OPEN for each in own),
    }


def _in_half(ended, asked) -> bool:
    """Whether it is open still, or its end came since the half began."""
    return ended is None or ended.counts_from >= asked.period.first


def _challenge(each, plan: Plan) -> dict:
    asked, about = plan.agencies.get(each.row.agency_id), plan.by_id.get(each.row.action_id)
    return {
        "agency": asked and asked.name,
        "number": about and about.number,
        "question": each.words.get("question"),
        "answer": each.words.get("answer"),
        "since": each.row.counts_from,
        "ended_on": each.ended and each.ended.counts_from,
        "how": each.ended and each.ended.ended,
    }


def _put(each, plan: Plan) -> dict:
    about = plan.by_id.get(each.row.action_id)
    return {
        "number": about and about.number,
        "asked": each.words.get("asked"),
        "options": each.words.get("options"),
        "since": each.row.counts_from,
        "answer": each.words.get("answer"),
        "answered_on": each.answered and each.answered.answered_on,
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
