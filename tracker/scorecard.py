"""How each agency keeps what it took on: figures, each with the lines behind it.

Its lines are those that it answers for by themselves: whole actions, its own part of those asked of each agency, parts
of recommendations. A figure is counted from the list to which it leads.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from actions.periods import Quarter
from actions.settings import update_day
from actions.standing import Plan, Standing
from tracker import lists
from tracker.words.standing import ASSURANCE


@dataclass(frozen=True)
class Figure:
    """A number of lines, and what to ask for to list them on `day`."""

    lines: list[Standing]
    day: date
    wanted: dict

    @property
    def number(self) -> int:
        return len(self.lines)

    @property
    def href(self) -> str:
        return lists.address(self.day, **self.wanted)


@dataclass(frozen=True)
class Row:
    """An agency on a day; of what nobody answers for `name` says so."""

    key: str
    name: str
    taken_on: Figure
    open: Figure
    owed: Figure
    answered: Figure
    overdue: Figure
    waiting: Figure
    re_dated: Figure
    due_next: Figure
    complete: Figure
    proofs: dict[str, Figure]

    @cached_property
    def oldest(self) -> Standing | None:
        """What is overdue for longest; lines without a date come last."""
        return min(self.overdue.lines, key=lambda each: (each.due or date.max, each.line.position), default=None)


@dataclass(frozen=True)
class Round:
    """The quarter that ended last: its updates are counted at the end of its update day, or so far."""

    quarter: Quarter
    plan: Plan

    @property
    def last(self) -> date:
        return update_day(self.quarter)

    @property
    def is_open(self) -> bool:
        return self.plan.day < self.last


def counted_on(day: date) -> date:
    """The day at the end of which the updates for the quarter that ended last are counted."""
    return min(day, update_day(ended(day)))


def ended(day: date) -> Quarter:
    """The quarter that ended last."""
    return Quarter.containing(day).previous


def rows(plan: Plan, this_round: Round) -> list[Row]:
    """A row for each agency taking part, in the adopted order; then, where there are such lines, what has no owner."""
    return plan.kept(("scorecard", this_round.plan, this_round.quarter), lambda: _rows(plan, this_round))


def _rows(plan, this_round) -> list[Row]:
    now, then = Owned(plan), Owned(this_round.plan)
    label = this_round.quarter.label
    found = [_row(each.key, each.name, now, then, label) for each in plan.agencies.values()]
    orphans = _row(lists.NOBODY, "No owner", now, then, label)
    return found + ([orphans] if orphans.taken_on.number else [])


class Owned:
    """A day's lines by the agency that answers for them."""

    def __init__(self, plan: Plan):
        self.plan, self.lines = plan, defaultdict(list)
        for each in lists.by_itself(plan):
            self.lines[lists.owner_key(each, plan)].append(each)

    def figure(self, key: str, **wanted) -> Figure:
        narrowed = lists.narrowed(self.lines[key], self.plan, wanted)
        return Figure(narrowed, self.plan.day, {"answers": key, **wanted})


def _row(key, name, now, then, label) -> Row:
    return Row(
        key,
        name,
        taken_on=now.figure(key, state="taken_on"),
        open=now.figure(key, state="open"),
        owed=then.figure(key, owes=label),
        answered=then.figure(key, answered=label),
        overdue=now.figure(key, status="overdue"),
        waiting=now.figure(key, waiting="chair"),
        re_dated=now.figure(key, state="taken_on", flag="re_dated"),
        due_next=now.figure(key, within=str(lists.DUE_NEXT)),
        complete=now.figure(key, status="complete"),
        proofs={level: now.figure(key, proof=level) for level in ASSURANCE},
    )
