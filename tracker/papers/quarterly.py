"""The quarterly sub group report, said from its facts (rules.md section 8)."""

from collections import Counter
from itertools import groupby

from actions.comparing import BACK, FORWARD, KINDS
from actions.standing import OPEN
from tracker.papers import attention, drawn, parts, trace
from tracker.papers.content import Content, Status, Table
from tracker.papers.parts import NOTHING
from tracker.papers.report import day_of, name_of, report
from tracker.words import STATUS, days
from tracker.words.comparing import CHANGE
from tracker.words.standing import flag

# Head, width in points, and whether the column holds numbers.
LINES = (
    ("No.", 22, False),
    ("Action", 158, False),
    ("Status", 66, False),
    ("Owner", 60, False),
    ("Due", 60, False),
    ("Moved", 28, True),
    ("Last said", 74, False),
)
RECOMMENDATIONS = (
    ("No.", 36, False),
    ("Recommendation", 180, False),
    ("Status", 78, False),
    ("Owner", 60, False),
    ("Due", 42, False),
    ("Moved", 28, True),
    ("Last said", 70, False),
)
WAY = {kind.key: kind.direction for kind in KINDS}
NOT_CIRCULATED = "The words of this document are left out of the edition for wider circulation."
# How a line changed since the report before, where its status does not say it.
WORTH_SAYING = frozenset({"newly_overdue", "worse", "better", "reopened", "new"})
COLUMNS = {"plan": LINES, "profile": RECOMMENDATIONS}
HELD_BACK = "[text held back]"
WHY_HELD_BACK = (
    "The profile's own words are held back, because its originator's permission to use them in reporting is not recorded. "
    "What is said of a recommendation is what the meeting decided to do."
)
BEFORE = (parts.CLOSED, parts.AGENCIES, attention.EXCEPTIONS, attention.REQUESTS, attention.CLAIMS)
AFTER = (attention.CALENDAR, attention.CROSSING, parts.CHALLENGES, parts.PUT_WHOLE, attention.COMING)


def content(facts, facts_sha256: str) -> Content:
    """Everything the report says. `facts_sha256` is printed as proof."""
    before, after = (parts.tables(facts, which) for which in (BEFORE, AFTER))
    lines = [(_heading(each), _table(each, facts)) for each in facts.documents]
    return report(facts, facts_sha256, "Quarterly", [*before, *lines, *after], drawn.of_quarter(facts))


def _heading(document) -> str:
    return "Every action by priority" if document.kind == "plan" else "Recommendations"


def _table(document, facts) -> Table:
    rows: list = []
    headings = {
        each.number: f"{each.number} {each.name}{_travel(document, each.number)}" for each in document.priorities
    }
    for priority, lines in groupby(document.rows, key=lambda each: each.priority):
        rows += [headings[priority]] if priority in headings else []
        for alone, found in groupby(lines, key=_alone):
            run = list(found)
            rows += _rows(run, document, facts) if alone else [_together(run)]
    note = "" if document.released else NOT_CIRCULATED if facts.redacted_of else WHY_HELD_BACK
    return Table(f"{name_of(document)}, as at {days.day(day_of(facts.cut_off))}", COLUMNS[document.kind], rows, note)


def _travel(document, priority) -> str:
    """Its direction of travel, where a line of it went either way since the report before: ": 2 better, 1 worse"."""
    ways = Counter(WAY.get(row.change) for row in document.rows if row.priority == priority and row.counted)
    return f": {ways[FORWARD]} better, {ways[BACK]} worse since the last report" if ways[FORWARD] or ways[BACK] else ""


def _alone(row) -> bool:
    """Whether there is more to say of a line than that it waits to be considered."""
    return bool(row.text or row.flags or row.change or row.status != "to_be_considered")


def _together(lines) -> list:
    """A run of lines of which there is nothing to say but that they wait, in one row: 19 to 23."""
    first, last = lines[0], lines[-1]
    number = first.number if first is last else f"{first.number} to {last.number}"
    text = HELD_BACK if first is last else f"{HELD_BACK}: {', '.join(each.number for each in lines)}"
    return [number, text, Status(first.colour, STATUS[first.status]), NOTHING, NOTHING, NOTHING, NOTHING]


def _rows(run, document, facts) -> list:
    """A run of lines, each with a number that leads to it on the page."""
    numbers = [trace.line(document.reference, each.number, facts) for each in run]
    return [[number, *_row(*pair)] for number, *pair in zip(numbers, run, [None, *run[:-1]], strict=True)]


def _row(row, before) -> list:
    """What is said of a line; of a text that repeats that of the row before only that it does."""
    flags = [flag(each) for each in row.flags if each not in parts.SHOWN_OTHERWISE]
    flags += [CHANGE[row.change].lower()] if row.change in WORTH_SAYING else []
    text = "The same" if before and row.text and row.text == before.text else row.text or HELD_BACK
    return [
        f"{text} ({'; '.join(flags)})" if flags else text,
        Status(row.colour, STATUS[row.status] + (f" into {row.merged_into}" if row.merged_into else "")),
        row.owner or ("No owner" if "no_owner" in row.flags else NOTHING),
        _due(row),
        str(row.moves),
        parts.last_said(row),
    ]


def _due(row) -> str:
    if row.due is None:
        return "No date" if row.status in OPEN else NOTHING
    due, first = day_of(row.due), day_of(row.original_due)
    moved = f", first {days.short_month(first)}" if first and first != due else ""
    return days.short_month(due) + moved
