"""What a report says, in order, before it is drawn: shared by the HTML and the PDF, so that they say the same."""

from dataclasses import dataclass, field
from datetime import date

from tracker.charts import Drawing


@dataclass(frozen=True)
class Status:
    """A status in a table: its colour and its word."""

    colour: str
    word: str


@dataclass(frozen=True)
class Table:
    """Columns (head, width, whether numbers) and rows; a row that is a str is a heading across the table.
    `note` is to be read before it."""

    caption: str
    columns: tuple
    rows: list
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a plain paper: a table or a list; `nothing` is what it says where it has neither."""

    heading: str
    nothing: str
    table: Table | None = None
    items: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Plain:
    """A paper of headed parts, said: an action sheet, an agenda."""

    title: str
    board: str
    marking: str
    example_line: str
    reference: str
    edition: str
    as_at: str
    made: date
    opening: str
    sections: list[Section]
    notes: list[str]
    proof: list[str]


@dataclass(frozen=True)
class Content:
    """A report, said."""

    title: str
    board: str
    marking: str
    example_line: str
    reference: str
    edition: str
    as_at: str
    made: date
    period_line: str
    correction: str
    verdict: str
    pictures: list[tuple[Drawing, str]]
    decisions: list[str]
    worries: list[str]
    successes: list[str]
    figures: list[tuple[str, str]]
    tables: list[tuple[str, Table]]
    reconciliation: list[str]
    rules: list[tuple[str, str]]
    proof: list[str] = field(default_factory=list)
