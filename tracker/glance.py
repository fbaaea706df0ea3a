"""What a document's page at a glance says: figures that a reader with a minute wants first."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from actions import comparing, queries, reports
from actions.periods import Quarter
from actions.settings import latest_closed_quarter
from actions.standing import STATUSES, Plan, Standing
from tracker import lists, pictures

SINCE = ("newly_overdue", "worse", "reopened", "better", "completed")


class Row(NamedTuple):
    """A priority, and how many of its actions stand where."""

    number: int
    label: str
    counts: Counter

    @property
    def ordered_counts(self):
        return _ordered(self.counts)


@dataclass(frozen=True)
class Glance:
    """A document on a day."""

    total: int
    counts: Counter
    rows: list[Row]
    overdue: list[Standing]
    silent: list[str]
    silent_quarter: Quarter
    orphans: list[Standing]
    due_next: list
    re_dated: int
    moves: int
    asks_each: list[Standing]

    @property
    def ordered_counts(self):
        return _ordered(self.counts)

    @property
    def adds_up(self) -> bool:
        return sum(self.counts.values()) == self.total


def _ordered(counts) -> list:
    """(status, number) of those that occur, in the order of the rules."""
    return [(status, counts[status]) for status in STATUSES if counts[status]]


def chosen(reference: str | None, known, plan: Plan):
    """The one of those documents that is asked for; where none is, the board's plan, or the first that there is."""
    if reference is None:
        return queries.newest_plan(queries.not_closed(known, plan)) or next(iter(known), None)
    return next((each for each in known if each.reference == reference), None)


def at(document, plan: Plan) -> Glance:
    """The document as at the plan's day."""
    return plan.kept(("glance", document.reference), lambda: _at(document, plan))


def picture(document, plan: Plan):
    """The document in bars: one for each priority, or one for all."""
    return plan.kept(("glance in bars", document.reference), lambda: _picture(at(document, plan)))


def _picture(seen):
    if not seen.rows:
        return pictures.one_bar("Status", seen.counts)
    return pictures.bars("Status by priority", [(row.label, row.counts) for row in seen.rows])


def _at(document, plan) -> Glance:
    counted = [each for each in plan.of(document.reference) if each.counted]
    stated = document.facts.get("counts", {})
    overdue = [each for each in counted if each.status == "overdue"]
    return Glance(
        total=stated.get("actions") or stated.get("recommendations"),
        counts=Counter(each.status for each in counted),
        rows=_rows(document, counted),
        overdue=sorted(overdue, key=lambda each: (each.late_since or date.max, each.line.position)),
        silent=queries.silent_agencies(plan, latest_closed_quarter(plan.day)),
        silent_quarter=latest_closed_quarter(plan.day),
        orphans=[each for each in counted if "no_owner" in each.flags],
        due_next=_due_next(counted, plan.day),
        re_dated=sum(each.moves > 0 for each in counted),
        moves=sum(each.moves for each in counted),
        asks_each=[each for each in plan.of(document.reference) if each.cells],
    )


def _rows(document, counted) -> list[Row]:
    """None where the document has no priorities."""
    found = defaultdict(Counter)
    for each in counted:
        found[each.line.priority][each.status] += 1
    named = queries.priorities(document.id)
    return [Row(each.number, f"{each.number} {each.name}", found[each.number]) for each in named]


def _due_next(counted, day) -> list:
    coming = defaultdict(list)
    for each in counted:
        if lists.due_within(each, day):
            coming[each.due].append(each)
    return sorted(coming.items())


@dataclass(frozen=True)
class Since:
    """What changed since the last published report, as its own facts say where lines stood at the end of `day`."""

    period: Quarter
    day: date
    changes: list[comparing.Change]

    @cached_property
    def figures(self) -> list[tuple[str, int]]:
        """How many lines changed in which way, what is worse first; and the dates that were moved, whatever else changed."""
        counted = comparing.counts(self.changes)
        return [*((kind, counted[kind]) for kind in SINCE), ("moved", sum(each.moved for each in self.changes))]

    def directions(self, priority: int) -> dict:
        """How many of a priority's lines went forward and back."""
        found = self._directions[priority]
        return {"forward": found[comparing.FORWARD], "back": found[comparing.BACK]}

    @cached_property
    def _directions(self) -> dict[int, Counter]:
        found = defaultdict(Counter)
        for each in self.changes:
            found[each.line.priority][each.direction] += 1
        return found


def since_last_report(plan: Plan, reference: str) -> Since | None:
    """Compared with the report published last by the plan's day, as its facts say."""
    facts = reports.latest_facts(plan.day)
    document = next((each for each in facts.documents if each.reference == reference), None) if facts else None
    if document is None:
        return None
    report = (facts.kind, facts.period, facts.edition)
    return plan.kept(("since", report, reference), lambda: _since(plan, facts, document))


def _since(plan, facts, document) -> Since:
    reference = document.reference
    then = {row.number: row for row in document.rows}
    changes = [comparing.Change(then.get(now.number), now) for now in plan.of(reference) if now.counted]
    return Since(Quarter.parse(facts.period), date.fromisoformat(facts.cut_off), changes)
