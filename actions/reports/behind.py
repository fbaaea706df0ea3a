"""The lines behind the figures of page 1: a figure counts the list that its reader opens."""

from actions import off_screen, queries
from actions.models import Assurance
from actions.periods import Quarter, complete_months
from actions.standing import CLOSED, Plan, Standing

NEXT_MONTHS = 3


def lines(plan: Plan, asked) -> dict[str, list[Standing]]:
    """By the name of the figure: of what totals count; "silent": what the silent agencies owe an update for."""
    counted = plan.counted
    found = {name: [each for each in counted if holds(each)] for name, holds in HOLDS.items()}
    return {
        **found,
        "silent": _silent(plan, Quarter.containing(asked.period.last)),
        "submissions": [each for each in counted if submissions(each, asked)],
        "due_next": due_soon(counted, asked.cut_off),
    }


def facts(plan: Plan, found: dict, quoted: set[int]) -> dict:
    """The same as plain data, with the lines of each document by status."""
    return {name: [_named(each, plan, quoted) for each in own] for name, own in {**_by_status(plan), **found}.items()}


def _by_status(plan) -> dict:
    """By document and status: "strategy-2015-16:overdue"."""
    found: dict = {}
    for each in plan.counted:
        found.setdefault(f"{each.line.document}:{each.status}", []).append(each)
    return found


def _named(standing, plan, quoted) -> dict:
    return {"document": standing.line.document, **off_screen.line(standing, plan, quoted)}


def assurance(standing) -> str:
    """How well completion is proved; of what has cells or parts, the weakest of those that are complete."""
    proofs = [leaf.facts.claim.assurance for leaf in _made_of(standing) if leaf.own_status == "complete"]
    return min(proofs, key=list(Assurance).index)


def _made_of(standing) -> tuple:
    """An agency's cells, or the line itself with the parts that are owed."""
    return standing.cells or (standing, *(part for part in standing.parts if not part.line.example))


def _late_claim(standing) -> bool:
    waiting = [leaf for leaf in _made_of(standing) if leaf.own_status == "reported_complete"]
    return any(leaf.due and leaf.due < leaf.facts.day for leaf in waiting)


def _proved(level):
    return lambda standing: standing.status == "complete" and assurance(standing) == level


HOLDS = {
    "overdue": lambda each: each.status == "overdue",
    "await_decision": lambda each: each.status != "overdue" and _late_claim(each),
    "moved": lambda each: bool(each.moves),
    "rechecks": lambda each: "recheck_due" in each.flags,
    **{str(level): _proved(level) for level in Assurance},
}


def _silent(plan, quarter) -> list[Standing]:
    silent = set(queries.silent_agencies(plan, quarter))
    owing = [each for each in plan.answerable() if each.owner_id and queries.owes(each, quarter)]
    return [each for each in owing if plan.agencies[each.owner_id].name in silent]


def submissions(standing, asked) -> list:
    """The submissions of a line that fell due from the period's first day to the cut-off."""
    fell = [submission for duty in standing.facts.duties for submission in duty.submissions]
    within = [each for each in fell if asked.period.first <= each.due <= asked.cut_off]
    return within if standing.status not in CLOSED else []


def due_soon(found, day) -> list[Standing]:
    """The open ones of the lines that fall due in the next three months, soonest first."""
    coming = [each for each in found if each.is_open and each.due and each.due >= day]
    near = [each for each in coming if complete_months(day, each.due) < NEXT_MONTHS]
    return sorted(near, key=lambda each: (each.due, each.line.document_id, each.line.position))
