"""The lists behind the figures: what an address asks for, which lines that gives, and how it is said.

A page that shows a figure counts with `found` and links with the same names and values, so that the two agree.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from actions import queries
from actions.periods import Quarter
from actions.standing import CLOSED, STATUSES, Plan, Standing
from tracker import days, words
from tracker.choosing import agency_called
from tracker.lines import flags
from tracker.words.standing import ASSURANCE

NOBODY = "nobody"
DUE_NEXT = 90
LONGEST = 3660
NOT_BEGUN = CLOSED | {"to_be_considered"}
STATES = {
    "open": ("Open", lambda standing: standing.stands_open),
    "taken_on": ("Open or complete", lambda standing: standing.status not in NOT_BEGUN),
}


@dataclass(frozen=True)
class Filter:
    """`holds` says whether a line is wanted for a value; `said` puts the value in words, None for one that is unknown."""

    holds: Callable[[Standing, str, Plan], bool]
    said: Callable[[str, Plan], str | None]


def found(plan: Plan, wanted: dict) -> list[Standing]:
    """The lines of a day that meet every value asked for, in document order. Values that are empty ask for nothing.

    What totals count (of a closed document only where that is asked for); with `answers` each line, cell and part by itself
    that an agency (or nobody) answers for.
    """
    among = by_itself(plan) if wanted.get("answers") else plan.counted_in(wanted.get("document"))
    return narrowed(among, plan, wanted)


def narrowed(among: Sequence[Standing], plan: Plan, wanted: dict) -> list[Standing]:
    """Those of the lines that meet every value asked for. KeyError for a name that asks for nothing known."""
    found = list(among)
    for holds, value in [(FILTERS[name].holds, value) for name, value in wanted.items() if value]:
        found = [each for each in found if holds(each, value, plan)]
    return found


def by_itself(plan: Plan) -> tuple[Standing, ...]:
    """Every line, cell and part that somebody answers for, as it stands by itself."""
    return plan.kept("by itself", lambda: tuple(each.by_itself for each in plan.answerable()))


def owner_key(standing: Standing, plan: Plan) -> str:
    """The key of the agency that answers for a line, or NOBODY."""
    taking = plan.known.get(standing.owner_id)
    return taking.key if taking else NOBODY


def said(plan: Plan, wanted: dict) -> str:
    """What is asked for, in words; what is unknown is left out."""
    parts = [FILTERS[name].said(value, plan) for name, value in wanted.items() if value and name in FILTERS]
    return ", ".join(filter(None, parts))


def address(day: date | None = None, **wanted) -> str:
    """Where the lines that are wanted are listed, on the day that is shown or on another."""
    asked = {name: value for name, value in wanted.items() if value}
    return days.address_on(day, "plan.lines", **asked) if day else days.address("plan.lines", **asked)


def linked_table(picture, wanted: Callable[[str, str], dict]) -> list:
    """The rows of a picture's table, each figure a link to its lines: wanted(row's label, column's head) says which."""
    heads = picture.table.columns[1:]
    return [
        [label, *(_linked(number, wanted(label, head)) for head, number in zip(heads, numbers, strict=True))]
        for label, *numbers in picture.table.rows
    ]


def _linked(number, wanted):
    return {"text": number, "href": address(**wanted)} if number else number


def due_within(standing: Standing, day: date, number: int = DUE_NEXT) -> bool:
    """Whether an open line falls due from `day` to `number` days after it."""
    return standing.stands_open and bool(standing.due) and day <= standing.due <= day + timedelta(days=number)


def due_in(standing: Standing, month: str, day: date) -> bool:
    """Whether a line falls due in a month (2015-04) that is not over on `day`, or was due in one that is, whatever
    became of it. What is complete does not fall due any more."""
    return standing.due is not None and f"{standing.due:%Y-%m}" == month and falls_due(standing, day)


def falls_due(standing: Standing, day: date) -> bool:
    """The same whatever the month; of a line that has a due date."""
    return standing.stands_open if standing.due >= day else standing.status not in CLOSED


def proved(standing: Standing, level: str) -> bool:
    return (
        standing.status == "complete" and standing.facts.claim is not None and standing.facts.claim.assurance == level
    )


def _flagged(standing, key) -> bool:
    """Whether the line bears a flag of which this person may know."""
    return key in standing.flags and (key != "restricted" or key in flags(standing))


def _agency(key, plan) -> str | None:
    taking = agency_called(plan, key)
    return taking.name if taking else "No owner" if key == NOBODY else None


@lru_cache(maxsize=100)
def _quarter(label) -> Quarter | None:
    try:
        return Quarter.parse(label)
    except ValueError:
        return None


def _owes(standing, label, _) -> bool:
    quarter = _quarter(label)
    return quarter is not None and queries.owes(standing, quarter)


def _about(label, sentence) -> str | None:
    quarter = _quarter(label)
    return quarter and f"{sentence} {words.quarter(quarter)}"


def _day(text) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _month(text) -> str | None:
    first = _day(f"{text}-01")
    return first and f"Due in {words.month(first)}"


@lru_cache(maxsize=100)
def _number(text) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= LONGEST else None


def _within(standing, text, plan) -> bool:
    number = _number(text)
    return number is not None and due_within(standing, plan.day, number)


# In the order in which a list's heading says them.
FILTERS = {
    "answers": Filter(lambda each, key, plan: owner_key(each, plan) == key, _agency),
    "owner": Filter(lambda each, key, plan: owner_key(each, plan) == key, _agency),
    "state": Filter(
        lambda each, key, _: key in STATES and STATES[key][1](each), lambda key, _: STATES.get(key, (None,))[0]
    ),
    "status": Filter(
        lambda each, key, _: each.status == key, lambda key, _: words.STATUS[key] if key in STATUSES else None
    ),
    "flag": Filter(lambda each, key, _: _flagged(each, key), lambda key, _: words.FLAG.get(key)),
    "owes": Filter(_owes, lambda label, _: _about(label, "Owing an update for")),
    "answered": Filter(
        lambda each, label, plan: _owes(each, label, plan) and each.facts.answers_for(_quarter(label)),
        lambda label, _: _about(label, "Answered for"),
    ),
    "waiting": Filter(
        lambda each, who, _: who == "chair" and each.waits_for_chair,
        lambda who, _: "Waiting for the chair" if who == "chair" else None,
    ),
    "proof": Filter(
        lambda each, level, _: proved(each, level),
        lambda level, _: f"Complete, how well it is proved: {level}" if level in ASSURANCE else None,
    ),
    "due": Filter(
        lambda each, text, _: each.stands_open and bool(each.due) and each.due.isoformat() == text,
        lambda text, _: _day(text) and f"Due {words.by_the_end(_day(text))}",
    ),
    "month": Filter(lambda each, text, plan: due_in(each, text, plan.day), lambda text, _: _month(text)),
    "within": Filter(_within, lambda text, _: f"Due within {text} days" if _number(text) else None),
    "priority": Filter(
        lambda each, number, _: str(each.line.priority) == number,
        lambda number, _: f"Priority {number}" if _number(number) else None,
    ),
    "document": Filter(lambda each, reference, _: each.line.document == reference, lambda *_: None),
}
