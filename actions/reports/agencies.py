"""How each agency keeps what it took on, as a report says it: counts of the lines that it answers for by themselves."""

from collections import Counter

from actions import queries
from actions.periods import Quarter
from actions.standing import CLOSED, Plan

NOT_TAKEN_ON = CLOSED | {"to_be_considered"}


def scorecard(plan: Plan, quarter: Quarter) -> list[dict]:
    """A row for each agency taking part, in the adopted order; then one for what nobody answers for, where there is any.
    `owed` and `answered`: the updates for the quarter."""
    lines = [each.by_itself for each in plan.answerable()]
    named = [(number, taking.name) for number, taking in plan.agencies.items()]
    rows = [_row(name, [each for each in lines if each.owner_id == number], quarter) for number, name in named]
    orphans = _row(None, [each for each in lines if each.owner_id is None], quarter)
    return [*rows, orphans] if orphans["lines"] else rows


def _row(name, own, quarter) -> dict:
    taken_on = [each for each in own if each.status not in NOT_TAKEN_ON]
    counts = Counter(each.status for each in taken_on)
    owed = [each for each in own if queries.owes(each, quarter)]
    overdue = [each for each in taken_on if each.status == "overdue"]
    return {
        "agency": name,
        "lines": len(taken_on),
        "complete": counts["complete"],
        "open": sum(each.is_open for each in taken_on),
        "owed": len(owed),
        "answered": sum(each.facts.answers_for(quarter) for each in owed),
        "overdue": len(overdue),
        "oldest": min((each.due for each in overdue if each.due), default=None),
        "waiting": sum(each.waits_for_chair for each in taken_on),
        "silent": sum("silent" in each.flags for each in taken_on),
        "moved": sum(bool(each.moves) for each in taken_on),
    }
