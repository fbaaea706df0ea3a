"""Lists as files for people's own tools: CSV with one row of headings, and Excel."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Column:
    """`width` in characters, as Excel counts them. A cell holds a text, a whole number, a day or None."""

    head: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """A list on a day. `marking`: what every page and row of it bears."""

    title: str
    as_at: date
    marking: str
    columns: tuple[Column, ...]
    rows: list[list]


@dataclass(frozen=True)
class Book:
    """Lists that belong together, each by the name of its sheet (31 characters at most, as Excel has it). `made`: the
    moment that its properties name."""

    title: str
    made: datetime
    sheets: dict[str, Sheet]
