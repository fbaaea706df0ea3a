"""How the workbook is laid out: its sheets, its columns, and what the drop-down says."""

from dataclasses import dataclass

INSTRUCTIONS, LINES, IDENTITY = "Instructions", "Lines", "Identity"
HEADINGS_ROW = 3
FIRST_ROW = HEADINGS_ROW + 1
MOST_ROWS = 500
ANSWERS = {"green": "Green", "amber": "Amber", "red": "Red", "unchanged": "Nothing has changed"}


@dataclass(frozen=True)
class Column:
    """A column of the sheet of lines; `width` in characters. Only unlocked ones are read as answers."""

    key: str
    heading: str
    width: int
    locked: bool = False


COLUMNS = (
    Column("document", "Document", 17, locked=True),
    Column("number", "Number", 9, locked=True),
    Column("title", "What is to be done", 36, locked=True),
    Column("status", "Status", 16, locked=True),
    Column("due", "Due by the end of", 17, locked=True),
    Column("last_rating", "Last rating", 12, locked=True),
    Column("last_words", "Last words", 40, locked=True),
    Column("answer", "Your answer", 21),
    Column("said", "What was done", 40),
    Column("why", "Why is it amber or red?", 32),
    Column("next_steps", "What happens next?", 32),
    Column("forecast", "Back on course by", 18),
    Column("help_asked", "What help do you ask for?", 32),
    Column("children", "What does it mean for children?", 32),
    Column("why_better", "Why is it better than last time?", 32),
)
PLACE = {column.key: place for place, column in enumerate(COLUMNS)}
WORDS = ("said", "why", "next_steps", "help_asked", "children", "why_better")


def cell_name(key: str, row: int) -> str:
    """How people call a cell of that column in that row (counted from 1): H4."""
    return f"{chr(ord('A') + PLACE[key])}{row}"
