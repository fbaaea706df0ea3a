"""What the tables of the reports have in common: a part with its columns, and how facts are said in a cell."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.papers.report import day_of
from tracker.sheets import Column
from tracker.words import RATING, flag
from tracker.words.history import REDACTED


@dataclass(frozen=True)
class Part:
    """A table: the name of its sheet, its columns, and its rows, said from the facts."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable


def columns(**widths: int) -> tuple[Column, ...]:
    """Of `First_due=13`: a column headed "First due"."""
    return tuple(Column(head.replace("_", " "), width) for head, width in widths.items())


def typed(words: str | None) -> str:
    """What somebody typed; [redacted] where it was taken out."""
    return words or REDACTED


def day_or_words(said: str) -> date | str:
    """A day typed as 2017-02-28 as a day, anything else as typed."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return said


def last_said(row) -> list:
    """On which day, and with which rating."""
    return [day_of(row.last_update), row.rating and RATING[row.rating]]


def flags(row) -> str:
    return ", ".join(flag(each) for each in row.flags)


def yes(holds) -> str:
    return "Yes" if holds else "No"
