"""Lists as files for people's own tools: CSV with one row of headings, and Excel."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.logo import Logo


@dataclass(frozen=True)
class Column:
    """`width` in characters, as Excel counts them. A cell holds a text, a whole number, a day or None."""

    head: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """A list on a day. `marking`: what every page and row of it bears; `logo`: the board's logo, if it has one."""

    title: str
    as_at: date
    marking: str
    columns: tuple[Column, ...]
    rows: list[list]
    logo: Logo | None = None


@dataclass(frozen=True)
class Book:
    """Lists that belong together, each by the name of its sheet (31 characters at most, as Excel has it). `made`: the
    moment that its properties name."""

    title: str
    made: datetime
    sheets: dict[str, Sheet]
