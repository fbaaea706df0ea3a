"""The pictures of a report beyond page 1, from its facts: status by priority, movement, overdue by agency, due dates,
re-dating."""

from collections import Counter
from datetime import date

from actions import queries
from actions.periods import month_end, months_after
from actions.standing import OPEN
from tracker import charts, pictures
from tracker.papers.report import KINDS, day_of
from tracker.words import days
from tracker.words.comparing import CHANGE

HALF_WIDTH = 240  # points: two stand side by side
MONTHS = 12
TONES = {
    "newly_overdue": "red",
    "worse": "tint1",
    "reopened": "purple",
    "re_dated": "tint5",
    "better": "tint2",
    "completed": "blue",
    "new": "grey",
    "left": "closed",
    "unchanged": "tint4",
}
assert TONES.keys() == CHANGE.keys()
MOVED = {0: ("tint4", "Never moved"), 1: ("tint2", "Once"), 2: ("tint3", "Twice"), 3: ("tint1", "Three times or more")}
WAYS = (("tint1", "Worse", "worse"), ("tint2", "Better", "better"))


def of_quarter(facts) -> list[charts.Drawing]:
    """The first is as wide as the page, the others half as wide. None of facts kept before rows said what is counted."""
    if not any(_counted(each) for each in facts.documents):
        return []
    plan = queries.newest_plan(facts.documents)
    return [
        *([_by_priority(_counted_by_priority(plan))] if plan else []),
        *([_movement(facts)] if facts.compared_with else []),
        _overdue(facts),
        _coming(facts),
        _re_dated(facts),
    ]


def of_half(facts) -> list[charts.Drawing]:
    counts = [(_name(each), {count.status: count.count for count in each.counts}) for each in facts.priorities]
    return [_by_priority(counts), _ways(facts.priorities), _overdue(facts)]


def _name(priority) -> str:
    return f"{priority.number} {priority.name}"


def _counted_by_priority(plan) -> list:
    return [
        (_name(each), Counter(row.status for row in _counted(plan) if row.priority == each.number))
        for each in plan.priorities
    ]


def _counted(document) -> list:
    return [each for each in document.rows if each.counted]


def _by_priority(counts) -> charts.Drawing:
    return pictures.bars("Where the actions of each priority stand", counts)


def _movement(facts) -> charts.Drawing:
    """How many of a document's lines changed in which way since the report before."""
    known = [each for each in facts.documents if any(count.change is not None for count in each.counts)]
    rows = [(_kind(each), _changes(each)) for each in known]
    title = "How they moved since the last report"
    return charts.stacked_bars(title, rows, order=tuple(CHANGE.values()), head="Lines", width=HALF_WIDTH)


def _kind(document) -> str:
    return KINDS[document.kind].capitalize()


def _changes(document) -> list:
    found = Counter(each.change or "unchanged" for each in _counted(document))
    return [charts.Segment(TONES[kind], CHANGE[kind], found[kind]) for kind in CHANGE if found[kind]]


def _ways(priorities) -> charts.Drawing:
    rows = [
        (str(each.number), [charts.Segment(tone, word, getattr(each, name)) for tone, word, name in WAYS])
        for each in priorities
    ]
    title = "Better and worse since the half began, by priority"
    return charts.stacked_bars(title, rows, order=[word for _, word, _ in WAYS], head="Priority", width=HALF_WIDTH)


def _overdue(facts) -> charts.Drawing:
    rows = [(each.agency, [charts.Segment("red", "Overdue", each.count)]) for each in facts.overdue.by_agency]
    return charts.stacked_bars("Overdue, by agency", rows, head="Agency", width=HALF_WIDTH)


def _coming(facts) -> charts.Drawing:
    """The open lines by the month in which they fall due, from the month of the cut-off on."""
    first = month_end(day_of(facts.cut_off))
    months = [months_after(first, number) for number in range(MONTHS)]
    due = Counter(_due(row) for document in facts.documents for row in _counted(document) if row.status in OPEN)
    counts = [(days.short_month(month), due[month], "tint3") for month in months]
    return charts.timeline_of_due("What falls due in the next twelve months", counts, width=HALF_WIDTH, height=52)


def _due(row) -> date | None:
    due = day_of(row.due)
    return due and month_end(due)


def _re_dated(facts) -> charts.Drawing:
    rows = [(_kind(each), _moves(each)) for each in facts.documents]
    order = [word for _, word in MOVED.values()]
    return charts.stacked_bars("How often their dates moved", rows, order=order, head="Lines", width=HALF_WIDTH)


def _moves(document) -> list:
    found = Counter(min(row.moves, max(MOVED)) for row in _counted(document))
    return [charts.Segment(*MOVED[times], found[times]) for times in MOVED if found[times]]
