"""How lines go on from one document into the next: what became of each, and how often it was carried before."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actions.standing import CLOSED, Plan, Standing

CARRIED, UNFINISHED = "carried", "unfinished"
FATES = ("complete", CARRIED, UNFINISHED, "stopped", "merged", "not_accepted")


def fate(standing: Standing) -> str | None:
    """What became of a line of a closed document, one of FATES; None of one that is not closed, or that is a part which
    goes with its whole."""
    facts = standing.facts
    if not standing.closed:
        return None
    if facts.carried_into:
        return CARRIED
    if facts.unfinished:
        return UNFINISHED
    return standing.own_status if standing.own_status in CLOSED | {"complete"} else None


def fates(plan: Plan, reference: str) -> Counter:
    """How many of the lines that a closed document's totals count came to what."""
    return plan.kept(("fates", reference), lambda: Counter(map(fate, plan.counted_in(reference))))


@dataclass(frozen=True)
class Carried:
    """`times`: how many documents it came through; `first_due`: its first date in the first of them, `since` when that was in
    force; `moves`: how often its dates were moved in the earlier ones."""

    times: int
    first_due: date | None
    since: date
    moves: int


def carried(standing: Standing, plan: Plan) -> Carried | None:
    """How a line came into its document from earlier ones; None where it began there."""
    if not standing.facts.carried_from:
        return None
    before = before_it(standing, plan)
    return Carried(
        times=_times(standing, plan),
        first_due=min((each.original_due for each in before if each.original_due), default=None),
        since=min(each.line.in_force_from for each in (*before, standing)),
        moves=sum(each.moves for each in before),
    )


def _times(standing, plan) -> int:
    return max((1 + _times(each, plan) for each in came_from(standing, plan)), default=0)


def came_from(standing: Standing, plan: Plan) -> list[Standing]:
    """The lines that were carried into it."""
    return [plan.by_id[number] for number in standing.facts.carried_from if number in plan.by_id]


def goes_on_in(standing: Standing, plan: Plan) -> list[Standing]:
    """The lines that it was carried into, as far as their documents are in force by the plan's day."""
    return [plan.by_id[number] for number in standing.facts.carried_into if number in plan.by_id]


def before_it(standing: Standing, plan: Plan) -> list[Standing]:
    """Every line of an earlier document that it goes back to, each once, the latest first."""
    found: dict = {}
    for each in _back(standing, plan):
        found.setdefault(each.line.id, each)
    return list(found.values())


def _back(standing, plan) -> Iterator[Standing]:
    for each in came_from(standing, plan):
        yield each
        yield from _back(each, plan)


def now(standing: Standing | None, plan: Plan) -> list[Standing]:
    """Where a line goes on: in itself, or once its document is closed in the lines that it was carried into."""
    if standing is None:
        return []
    if not standing.closed:
        return [standing]
    found = {each.line.id: each for into in goes_on_in(standing, plan) for each in now(into, plan)}
    return list(found.values())


def as_data(standing: Standing, plan: Plan) -> dict:
    """Of a line that was carried: how often, and when it was first due; of all others nothing."""
    found = carried(standing, plan)
    return {"carried": {"times": found.times, "first_due": found.first_due}} if found else {}
