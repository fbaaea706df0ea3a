"""What a document's page at a glance says: figures that a reader with a minute wants first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from actions import queries, reports
from actions.periods import Quarter, latest_closed_quarter
from actions.standing import CLOSED, OPEN, STATUSES, WORST_FIRST, Plan, Standing

DUE_NEXT = timedelta(days=90)


@dataclass(frozen=True)
class Glance:
    """A document on a day."""

    total: int
    counts: Counter
    rows: list
    overdue: list[Standing]
    silent: list[str]
    silent_quarter: Quarter
    orphans: list[Standing]
    due_next: list
    re_dated: int
    moves: int

    @property
    def ordered_counts(self):
        return [(status, self.counts[status]) for status in STATUSES if self.counts[status]]

    @property
    def adds_up(self) -> bool:
        return sum(self.counts.values()) == self.total


def at(document, plan: Plan) -> Glance:
    """The document as at the plan's day."""
    counted = [each for each in plan.of(document.reference) if each.counted]
    stated = document.facts.get("counts", {})
    overdue = sorted((e for e in counted if e.status == "overdue"), key=lambda e: (e.due or date.max, e.line.position))
    return Glance(
        total=stated.get("actions") or stated.get("recommendations"),
        counts=Counter(each.status for each in counted),
        rows=_rows(document, counted),
        overdue=overdue,
        silent=queries.silent_agencies(plan, latest_closed_quarter(plan.day)),
        silent_quarter=latest_closed_quarter(plan.day),
        orphans=[each for each in counted if "no_owner" in each.flags],
        due_next=_due_next(counted, plan.day),
        re_dated=sum(each.moves > 0 for each in counted),
        moves=sum(each.moves for each in counted),
    )


def _rows(document, counted):
    """(label, counts, number) of each priority; none where the document has no priorities."""
    return [
        (f"{each.number} {each.name}", Counter(line.status for line in counted if line.line.priority == each.number))
        for each in queries.priorities(document.id)
    ]


def _due_next(counted, day) -> list:
    coming = [each for each in counted if each.status in OPEN and each.due and day <= each.due <= day + DUE_NEXT]
    return [(due, [each for each in coming if each.due == due]) for due in sorted({each.due for each in coming})]


@dataclass(frozen=True)
class Since:
    """What changed since the last frozen report."""

    period: Quarter
    better: int
    worse: int
    moved: int
    reopened: int


def since_last_report(plan: Plan, reference: str) -> Since | None:
    """Compared with the latest report frozen by the plan's day, as its facts say."""
    facts = reports.latest_facts(plan.day)
    document = next((each for each in facts.documents if each.reference == reference), None) if facts else None
    if document is None:
        return None
    before = {row.number: row for row in document.rows}
    pairs = [(before[now.number], now) for now in plan.of(reference) if now.counted and now.number in before]
    steps = [_step(now.status) - _step(then.status) for then, now in pairs]
    return Since(
        period=Quarter.parse(facts.period),
        better=sum(step > 0 for step in steps),
        worse=sum(step < 0 for step in steps),
        moved=sum(now.moves > then.moves for then, now in pairs),
        reopened=sum(then.status == "complete" and now.status in OPEN for then, now in pairs),
    )


def _step(status: str) -> int:
    """How good a status is: worst 0; closed ones best."""
    return len(WORST_FIRST) if status in CLOSED else WORST_FIRST.index(status)
