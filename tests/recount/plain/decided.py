"""What was decided of a line: whether it was considered, its dates, its owner."""

from datetime import date

from .lines import rows_of

ACCEPTED_AT_A_MEETING = ("accept_recommendation", "accept_in_part")
CONSIDERED = (*ACCEPTED_AT_A_MEETING, "merge", "not_accept")
GIVES_A_DATE = (*ACCEPTED_AT_A_MEETING, "agree", "set_date", "reopen", "extend_line")


def considered(line) -> str | None:
    """What the meeting decided about a recommendation, if that stands."""
    decided = rows_of(line, *CONSIDERED)
    return decided[-1]["verb"] if decided else None


def current_due(line, before=None) -> date | None:
    """The date most recently set (`before`: by the rows before that number); at first, the document's."""
    given = [row["new_due"] for row in rows_of(line, *GIVES_A_DATE) if before is None or row["number"] < before]
    return given[-1] if given else line.due


def original_due(line) -> date | None:
    """The document's date; where it has none, the first that a decision gave."""
    given = [row["new_due"] for row in rows_of(line, *GIVES_A_DATE)]
    return line.due or (given[0] if given else None)


def moves(line) -> int:
    """Of a cell: its own; a date agreed for the whole before each agency was asked is not its move."""
    return len([row for row in rows_of(line, "agree") if row.get("cell") == line.cell])


def owner(line) -> str | None:
    """The agency of the latest assignment; nobody once that takes part no more."""
    assigned = rows_of(line, "assign")
    return assigned[-1]["agency"] if assigned and assigned[-1]["agency"] not in line.gone else None
