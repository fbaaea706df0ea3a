"""What changed between two days, line by line: what "better" and "worse" mean, in one place (rules.md section 4)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from actions.standing import CLOSED, WORST_FIRST, Standing

FORWARD, NEITHER, BACK = 1, 0, -1
FINISHED = CLOSED | {"complete"}


@dataclass(frozen=True)
class Change:
    """A line as it stood on the first day and on the second; None: it was not in the plan that day.

    Either may be anything that has a status and a number of moves, such as a row of a frozen report.
    """

    before: object | None
    after: object | None

    @property
    def line(self):
        return (self.after or self.before).line

    @property
    def counted(self) -> bool:
        return (self.after or self.before).counted

    @property
    def kind(self) -> str:
        return self._kind.key

    @property
    def direction(self) -> int:
        """FORWARD, BACK or NEITHER."""
        return self._kind.direction

    @cached_property
    def _kind(self) -> "Kind":
        return next(kind for kind in KINDS if kind.holds(self))

    @property
    def moved(self) -> bool:
        """Whether a later date was agreed in between, whatever else changed."""
        return bool(self.before and self.after) and self.after.moves > self.before.moves

    @property
    def step(self) -> int:
        """How many statuses better it stands, in the order of the rules, worst first; below 0: worse."""
        then, now = self.before.status, self.after.status
        return 0 if then == now else WORST_FIRST.index(now) - WORST_FIRST.index(then)


@dataclass(frozen=True)
class Kind:
    """One way in which a line changed: what it means, when it holds, and which way it leads."""

    key: str
    meaning: str
    holds: Callable[[Change], bool]
    direction: int = NEITHER


def _became(change, *statuses) -> bool:
    return change.after.status in statuses and change.after.status != change.before.status


# The first row that holds, from the top: every line is of exactly one kind.
KINDS = (
    Kind("new", "it was not in the plan on the first day", lambda c: c.before is None),
    Kind(
        "left",
        "a decision stopped it, merged it or did not accept it, or its document was closed",
        lambda c: c.after is None or _became(c, *CLOSED),
    ),
    Kind(
        "reopened",
        "it was complete or closed, and is not any more",
        lambda c: c.before.status in FINISHED and c.after.status not in FINISHED,
        BACK,
    ),
    Kind("completed", "its completion was accepted", lambda c: _became(c, "complete"), FORWARD),
    Kind("newly_overdue", "it became overdue", lambda c: _became(c, "overdue"), BACK),
    Kind("worse", "it stands worse than it did", lambda c: c.step < 0, BACK),
    Kind("re_dated", "its date was moved; a later date alone makes nothing better", lambda c: c.moved),
    Kind("better", "it stands better than it did, and its date was not moved", lambda c: c.step > 0, FORWARD),
    Kind("unchanged", "it stands where it stood", lambda c: True),
)


def compared(before: Iterable[Standing], after: Iterable[Standing]) -> list[Change]:
    """Every line of either day once: in the order of the second day, then those that are there no more."""
    then = {each.line.id: each for each in before}
    changes = [Change(then.pop(each.line.id, None), each) for each in after]
    return changes + [Change(gone, None) for gone in then.values()]


def counts(changes: Iterable[Change]) -> Counter:
    """How many lines changed in which way."""
    return Counter(each.kind for each in changes)


def directions(changes: Iterable[Change]) -> Counter:
    """How many lines went FORWARD, BACK, or NEITHER."""
    return Counter(each.direction for each in changes)
