"""What page 1 of a report says of the whole plan, for a reader with two minutes (rules.md section 8)."""

from collections import Counter
from datetime import date, timedelta

from actions import queries
from actions.models import Assurance
from actions.periods import Quarter, complete_months
from actions.reports.behind import submissions


def page_one(plan, asked, before, behind) -> dict:
    """The figures: what is overdue, moved, silent, proved, to be checked again, due next, and which submissions came.
    `behind`: the lines that each of them counts."""
    proved = {str(level): len(behind[level]) for level in Assurance if behind[level]}
    return {
        "overdue": _overdue(behind["overdue"], plan, asked.cut_off) | {"await_decision": len(behind["await_decision"])},
        "moves": _moves(behind["moved"], asked, before),
        "silent": queries.silent_agencies(plan, Quarter.containing(asked.period.last)),
        "completed": proved,
        "rechecks": len(behind["rechecks"]),
        "due_next": _due_next(behind["due_next"]),
        "submissions": _submissions(behind["submissions"], asked),
    }


def _overdue(overdue, plan, day) -> dict:
    oldest = min(overdue, key=lambda each: each.late_since or date.max, default=None)
    agencies = Counter(_owner_name(each, plan) for each in overdue)
    return {
        "count": len(overdue),
        "oldest": oldest
        and {
            "number": oldest.number,
            "due": oldest.late_since,
            "months": complete_months(oldest.late_since or day, day),
        },
        "by_agency": [{"agency": name, "count": count} for name, count in agencies.most_common()],
    }


def _owner_name(standing, plan) -> str:
    owner = plan.known.get(standing.owner_id)
    return owner.name if owner else "no owner"


def _moves(moved, asked, before) -> dict:
    """Dates moved since the report before stood (without one, since the period began), and in all."""
    stood = date.fromisoformat(before.cut_off) if before else asked.period.first - timedelta(days=1)
    return {
        "since_last": sum(move.counts_from > stood for each in moved for move in each.facts.moves),
        "in_all": sum(each.moves for each in moved),
        "actions": len(moved),
        "twice_or_more": sum(each.moves >= 2 for each in moved),
    }


def _due_next(near) -> list[dict]:
    """What falls due in the next three months, by month."""
    months = sorted({each.due for each in near})
    return [{"month": month, "numbers": [each.number for each in near if each.due == month]} for month in months]


def _submissions(lines, asked) -> dict:
    """The submissions that fell due from the period's first day to the cut-off, by how they were answered."""
    return dict(Counter(each.state for line in lines for each in submissions(line, asked)))
