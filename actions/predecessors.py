"""What a document can say of the one before it: where each line stood when it came, and which of its own repeat it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from actions import carrying, crosswalk, queries
from actions.models import Document
from actions.standing import OPEN, Plan, Standing


@dataclass(frozen=True)
class Before:
    """A line of the earlier document as it stood when the later one came in force, and those of the later one that repeat it:
    it was carried into them, or they are marked as said before by it."""

    then: Standing
    repeated_by: tuple[Standing, ...]

    @property
    def undone(self) -> bool:
        """Whether it was open then, or nobody had considered it."""
        return self.then.status in OPEN or self.then.status == crosswalk.TO_CONSIDER


def of(document: Document, known: list[Document]) -> Document | None:
    """The one before it: the newest of its kind that came earlier. `known`: the earliest first."""
    return queries.newest(document.kind, [each for each in known if each.in_force_from < document.in_force_from])


def answered(document: Document, before: Document, then: Plan, now: Plan) -> list[Before]:
    """Each line of the document before. `then`: the plan of the day on which the later one came in force; `now`: of the day
    that is shown."""
    repeats = _repeats(document, now)
    return [Before(each, tuple(repeats.get(each.line.id, {}).values())) for each in then.of(before.reference)]


def _repeats(document, plan) -> dict[int, dict[int, Standing]]:
    """By line of an earlier document: those of this one that go back to it."""
    found: dict = {}
    for each in plan.of(document.reference):
        for old in carrying.came_from(each, plan):
            found.setdefault(old.line.id, {})[each.line.id] = each
    for link in crosswalk.links(plan):
        if link.how == crosswalk.SAID_BEFORE and link.recommendation.line.document == document.reference:
            found.setdefault(link.action.line.id, {})[link.recommendation.line.id] = link.recommendation
    return found


def counts(found: Iterable[Before]) -> Counter:
    """Of those that its totals count, how many stood where."""
    return Counter(each.then.status for each in found if each.then.counted)
