"""What falls due when, and for whom: so that what cannot be met is seen in time."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile

from actions.periods import month_end, months_after
from actions.standing import CLOSED, Plan, Standing
from actions.standing.rules import forecast_is_late, rated_as
from tracker import charts, lists
from tracker.words import days

BACK, AHEAD = 12, 36
MANY, TIMES_THE_AVERAGE = 4, 2
NO_OWNER = "No owner"
TINTS = tuple(tone for tone in charts.TONES if tone.startswith("tint"))


@dataclass(frozen=True)
class Month:
    """A month (its last day) and the lines that fall due in it, or were due in it."""

    last: date
    lines: list[Standing]
    wanted: dict

    @property
    def number(self) -> int:
        return len(self.lines)

    @property
    def href(self) -> str:
        return lists.address(**self.wanted)


@dataclass(frozen=True)
class Reason:
    """Why a line may not be met in time. It is asked of the line, of its cells and of its parts, while they are open."""

    key: str
    holds: Callable[[Standing], bool]


REASONS = (
    Reason("overdue", lambda each: each.own_status == "overdue"),
    Reason("red", lambda each: rated_as("red")(each.facts)),
    Reason("amber", lambda each: rated_as("amber")(each.facts)),
    Reason("forecast", lambda each: forecast_is_late(each.facts)),
    Reason("silent", lambda each: "silent" in each.flags),
    Reason("nothing_said", lambda each: each.facts.rated is None and each.own_status != "reported_complete"),
    Reason("no_owner", lambda each: "no_owner" in each.flags),
    Reason("date_asked", lambda each: "date_asked" in each.flags),
    Reason("claimed_late", lambda each: "claimed_late" in each.flags),
)


def months(plan: Plan, document: str) -> list[Month]:
    """Each month from a year back (or the first since then that has any) to the last in which an open line falls due,
    three years ahead at most."""
    return plan.kept(("due by month", document), lambda: _months(plan, document))


def _months(plan, document) -> list[Month]:
    coming = [each.due for each in plan.counted_in(document) if each.due and each.stands_open]
    last = min(max([*coming, month_end(plan.day)]), months_after(plan.day, AHEAD))
    ends = [months_after(plan.day, number) for number in range(-BACK, AHEAD + 1)]
    falling = _by_month(plan, document)
    found = [_month(document, end, falling) for end in ends if end <= month_end(last)]
    return list(dropwhile(lambda month: not month.number and month.last < plan.day, found))


def _by_month(plan, document) -> dict[tuple[int, int], list[Standing]]:
    """What `lists.found` finds for each month (its year and number), in one go through the lines."""
    falling = defaultdict(list)
    for each in plan.counted_in(document):
        if each.due and lists.falls_due(each, plan.day):
            falling[each.due.year, each.due.month].append(each)
    return falling


def _month(document, end, falling) -> Month:
    return Month(end, falling[end.year, end.month], {"month": f"{end:%Y-%m}", "document": document})


def out_of_the_ordinary(shown: list[Month]) -> list[Month]:
    """The months in which more than twice as many lines fall due as in one on average, and at least four.

    On average of the months that have any.
    """
    loads = [each.number for each in shown if each.number]
    usual = sum(loads) / len(loads) if loads else 0
    return [each for each in shown if each.number >= MANY and each.number > TIMES_THE_AVERAGE * usual]


def outside(plan: Plan, document: str, shown: list[Month]) -> Counter:
    """How many counted lines are in none of the months, and why."""
    return plan.kept(("due outside", document), lambda: _outside(plan, document, shown))


def _outside(plan, document, shown) -> Counter:
    inside = {each.line.id for month in shown for each in month.lines}
    return Counter(_why_outside(each, shown) for each in plan.counted_in(document) if each.line.id not in inside)


def _why_outside(standing, shown) -> str:
    if standing.status in CLOSED:
        return "closed"
    if standing.due is None:
        return "no_date"
    if standing.due < shown[0].last.replace(day=1):
        return "earlier"
    return "later" if standing.stands_open else "done"


def picture(plan: Plan, title: str, shown: list[Month]) -> charts.Drawing:
    """A bar for each month, of as many parts as agencies have lines in it."""
    named = names(plan)
    tints = {key: TINTS[place % len(TINTS)] for place, key in enumerate(named)} | {lists.NOBODY: "closed"}
    rows = [(label(month, plan.day), _segments(month, plan, named, tints)) for month in shown]
    return charts.stacked_bars(title, rows, order=tuple(named.values()), head="Month")


def names(plan: Plan) -> dict[str, str]:
    """What the owners are called in the picture, by key; nobody comes last."""
    known = Counter(each.short for each in plan.agencies.values())
    said = {each.key: each.short if known[each.short] == 1 else each.name for each in plan.agencies.values()}
    return {**said, lists.NOBODY: NO_OWNER}


def label(month: Month, day: date) -> str:
    now = ", now" if month.last == month_end(day) else ""
    return days.short_month(month.last) + now


def _segments(month, plan, named, tints) -> list:
    loads = Counter(lists.owner_key(each, plan) for each in month.lines)
    return [charts.Segment(tints[key], named[key], loads[key]) for key in named if loads[key]]


def coming(plan: Plan, document: str) -> list[Standing]:
    """The lines that fall due within 90 days."""
    among = plan.counted_in(document)
    return plan.kept(("coming", document), lambda: [each for each in among if lists.due_within(each, plan.day)])


def at_risk(plan: Plan, document: str) -> list[tuple[Standing, list[str]]]:
    """The lines that fall due within 90 days and may not be met, each with the keys of its reasons; soonest first."""
    return plan.kept(("at risk", document), lambda: _at_risk(plan, document))


def _at_risk(plan, document) -> list:
    soonest = sorted(coming(plan, document), key=lambda each: (each.due, each.line.position))
    found = [(each, reasons(each)) for each in soonest]
    return [(each, why) for each, why in found if why]


def reasons(standing: Standing) -> list[str]:
    """Why it may not be met, the gravest first."""
    leaves = [each for each in (standing.cells or (standing, *standing.parts)) if each.is_open]
    return [reason.key for reason in REASONS if any(reason.holds(each) for each in leaves)]
