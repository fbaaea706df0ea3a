"""The quarterly report's tables."""

from tracker.papers.quarterly import HELD_BACK
from tracker.papers.report import day_of, name_of
from tracker.papers.tables.parts import Part, columns, flags, last_said, typed
from tracker.words import STATUS

GENERAL = "In general"
LINES = columns(
    Document=40,
    Priority=30,
    Number=9,
    Title=50,
    Status=18,
    Merged_into=9,
    Owner=20,
    Due=13,
    First_due=13,
    Times_moved=9,
    Last_said=13,
    Rating=9,
    Flags=30,
)


def _lines(facts) -> list:
    return [_line(document, row) for document in facts.documents for row in document.rows]


def _line(document, row) -> list:
    priorities = {each.number: f"{each.number} {each.name}" for each in document.priorities}
    return [
        name_of(document),
        priorities.get(row.priority),
        row.number,
        row.text or HELD_BACK,
        STATUS[row.status],
        row.merged_into,
        row.owner,
        day_of(row.due),
        day_of(row.original_due),
        row.moves,
        *last_said(row),
        flags(row),
    ]


def _before_the_board(facts) -> list:
    return [
        [day_of(each.since), each.number or GENERAL, typed(each.asked), typed(each.options)]
        for each in facts.escalations or []
    ]


TABLES = (
    Part("Lines", LINES, _lines),
    Part("Before the board", columns(Since=13, About=12, What_is_asked=60, The_options=60), _before_the_board),
)
