"""What page 1 of a report says of the whole plan, for a reader with two minutes (rules.md section 8)."""

from collections import Counter
from datetime import date, timedelta

from actions import queries
from actions.models import Assurance
from actions.periods import Quarter, complete_months
from actions.standing import CLOSED

NEXT_MONTHS = 3


def page_one(plan, asked, before) -> dict:
    """The figures: what is overdue, moved, silent, proved, to be checked again, due next, and which submissions came."""
    counted = [each for each in plan.standings if each.counted]
    return {
        "overdue": _overdue(counted, plan, asked.cut_off),
        "moves": _moves(counted, asked, before),
        "silent": queries.silent_agencies(plan, Quarter.containing(asked.period.last)),
        "completed": dict(Counter(_assurance(each) for each in counted if each.status == "complete")),
        "rechecks": sum("recheck_due" in each.flags for each in counted),
        "due_next": _due_next(counted, asked.cut_off),
        "submissions": _submissions(counted, asked),
    }


def _assurance(standing) -> str:
    """How well completion is proved; of what has cells or parts, the weakest of those that are complete."""
    levels = list(Assurance)
    leaves = standing.cells or (standing, *standing.parts)
    return min((leaf.facts.claim.assurance for leaf in leaves if leaf.own_status == "complete"), key=levels.index)


def _overdue(counted, plan, day) -> dict:
    overdue = [each for each in counted if each.status == "overdue"]
    oldest = min(overdue, key=lambda each: each.due or date.max, default=None)
    agencies = Counter(_owner_name(each, plan) for each in overdue)
    return {
        "count": len(overdue),
        "oldest": oldest
        and {"number": oldest.number, "due": oldest.due, "months": complete_months(oldest.due or day, day)},
        "by_agency": [{"agency": name, "count": count} for name, count in agencies.most_common()],
        "await_decision": sum(_late_claim(each) for each in counted if each.status != "overdue"),
    }


def _late_claim(standing) -> bool:
    leaves = standing.cells or (standing,)
    return any(leaf.status == "reported_complete" and leaf.due and leaf.due < leaf.facts.day for leaf in leaves)


def _owner_name(standing, plan) -> str:
    owner = plan.agencies.get(standing.owner_id)
    return owner.name if owner else "no owner"


def _moves(counted, asked, before) -> dict:
    """Dates moved since the report before stood (without one, since the period began), and in all."""
    moved = [each for each in counted if each.moves]
    stood = date.fromisoformat(before.cut_off) if before else asked.period.first - timedelta(days=1)
    return {
        "since_last": sum(move.counts_from > stood for each in moved for move in each.facts.moves),
        "in_all": sum(each.moves for each in moved),
        "actions": len(moved),
        "twice_or_more": sum(each.moves >= 2 for each in moved),
    }


def _due_next(counted, day) -> list[dict]:
    """What falls due in the next three months, by month."""
    near = due_soon(counted, day)
    months = sorted({each.due for each in near})
    return [{"month": month, "numbers": [each.number for each in near if each.due == month]} for month in months]


def due_soon(lines, day) -> list:
    """The open ones of the lines that fall due in the next three months, soonest first."""
    coming = [each for each in lines if each.is_open and each.due and each.due >= day]
    near = [each for each in coming if complete_months(day, each.due) < NEXT_MONTHS]
    return sorted(near, key=lambda each: (each.due, each.line.document_id, each.line.position))


def _submissions(counted, asked) -> dict:
    """The submissions that fell due from the period's first day to the cut-off, by how they were answered."""
    fell = [
        submission
        for each in counted
        if each.status not in CLOSED
        for duty in each.facts.duties
        for submission in duty.submissions
        if asked.period.first <= submission.due <= asked.cut_off
    ]
    return dict(Counter(submission.state for submission in fell))
