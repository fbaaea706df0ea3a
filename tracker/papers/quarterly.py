"""The quarterly sub group report, said from its facts (rules.md section 8)."""

from actions.standing import OPEN
from tracker.papers.content import Content, Status, Table
from tracker.papers.report import day_of, name_of, report
from tracker.words import RATING, STATUS, days
from tracker.words.history import REDACTED
from tracker.words.standing import flag

# Head, width in points, and whether the column holds numbers.
LINES = (
    ("No.", 22, False),
    ("Action", 145, False),
    ("Status", 58, False),
    ("Owner", 56, False),
    ("Due", 59, False),
    ("Moved", 30, True),
    ("Last said", 57, False),
)
RECOMMENDATIONS = (
    ("No.", 22, False),
    ("Recommendation", 138, False),
    ("Status", 84, False),
    ("Owner", 56, False),
    ("Due", 40, False),
    ("Moved", 30, True),
    ("Last said", 57, False),
)
PUT = (("Since", 56, False), ("About", 50, False), ("What is asked", 165, False), ("The options", 156, False))
COLUMNS = {"plan": LINES, "profile": RECOMMENDATIONS}
HELD_BACK = "[text held back]"
WHY_HELD_BACK = (
    "The profile's own words are held back, because its originator's permission to use them in reporting is not recorded. "
    "What is said of a recommendation is what the meeting decided to do."
)
NOTHING = "-"
SHOWN_OTHERWISE = frozenset({"no_owner", "re_dated", "due_soon"})


def content(facts, facts_sha256: str) -> Content:
    """Everything the report says. `facts_sha256` is printed as proof."""
    tables = [(_heading(each), _table(each, day_of(facts.cut_off))) for each in facts.documents]
    return report(facts, facts_sha256, "Quarterly", tables + _before_the_board(facts))


def _before_the_board(facts) -> list[tuple[str, Table]]:
    """What waits for the board with its options, in full; nothing where nothing waits."""
    rows = [
        [
            days.short_day(day_of(each.since)),
            each.number or "In general",
            each.asked or REDACTED,
            each.options or REDACTED,
        ]
        for each in facts.escalations or []
    ]
    as_at = days.day(day_of(facts.cut_off))
    return [("Before the board", Table(f"What waits for the board's answer, as at {as_at}", PUT, rows))] if rows else []


def _heading(document) -> str:
    return "Every action by priority" if document.kind == "plan" else "Recommendations"


def _table(document, as_at) -> Table:
    rows: list = []
    headings = {each.number: f"{each.number} {each.name}" for each in document.priorities}
    latest = None
    for row in document.rows:
        if row.priority != latest:
            latest = row.priority
            rows.append(headings[latest])
        rows.append(_row(row))
    note = "" if document.released else WHY_HELD_BACK
    return Table(f"{name_of(document)}, as at {days.day(as_at)}", COLUMNS[document.kind], rows, note)


def _row(row) -> list:
    flags = [flag(each) for each in row.flags if each not in SHOWN_OTHERWISE]
    text = row.text or HELD_BACK
    return [
        row.number,
        f"{text} ({'; '.join(flags)})" if flags else text,
        Status(row.colour, STATUS[row.status] + (f" into {row.merged_into}" if row.merged_into else "")),
        row.owner or ("No owner" if "no_owner" in row.flags else NOTHING),
        _due(row),
        str(row.moves),
        _last_said(row),
    ]


def _last_said(row) -> str:
    said = [days.short_day(day_of(row.last_update))] if row.last_update else []
    return ", ".join(said + ([RATING[row.rating].lower()] if row.rating else [])) or NOTHING


def _due(row) -> str:
    if row.due is None:
        return "No date" if row.status in OPEN else NOTHING
    due, first = day_of(row.due), day_of(row.original_due)
    moved = f", first {days.short_month(first)}" if first and first != due else ""
    return days.short_month(due) + moved
