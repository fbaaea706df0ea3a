"""What a report says, in order, before it is drawn: shared by the HTML and the PDF, so that they say the same."""

from dataclasses import dataclass, field
from datetime import date

from tracker.charts import Drawing
from tracker.logo import Logo


@dataclass(frozen=True)
class Status:
    """A status in a table: its colour and its word."""

    colour: str
    word: str


class LineRef(str):
    """A line's number; on a page it leads to that line, by `href`."""

    href: str

    def __new__(cls, number: str, href: str):
        made = super().__new__(cls, number)
        made.href = href
        return made


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
    logo: Logo | None = None


@dataclass(frozen=True)
class Content:
    """A report, said. `behind_figures` and `behind_pictures`: the lists behind them, which its page
    shows (trace.py). `left_out`: what it says in the place of words that are not in it."""

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
    more_pictures: list[Drawing]
    tables: list[tuple[str, Table]]
    reconciliation: list[str]
    rules: list[tuple[str, str]]
    proof: list[str] = field(default_factory=list)
    left_out: str = ""
    chair: str = "chair"
    logo: Logo | None = None
    behind_figures: dict = field(default_factory=dict)
    behind_pictures: list = field(default_factory=list)

    @property
    def has_lists(self) -> bool:
        return any(self.behind_pictures) or any(self.behind_figures.values())
