"""A sheet with the board's name before its title, and the marking that it bears on its day."""

from datetime import date

from actions.settings import as_at
from tracker import logo
from tracker.page import example_line
from tracker.sheets import Column, Sheet


def sheet(title: str, day: date, columns: tuple[Column, ...], rows: list[list]) -> Sheet:
    chosen = as_at(day)
    return Sheet(f"{chosen['board_name']}: {title}", day, marking(chosen), columns, rows, logo.on(day))


def marking(chosen: dict) -> str:
    """What everything that leaves by these settings bears."""
    return " ".join(filter(None, (chosen["marking"], example_line())))
