"""A sheet with the board's name before its title, and the marking that it bears on its day."""

from datetime import date

from actions import queries
from tracker.page import example_line
from tracker.sheets import Column, Sheet


def sheet(title: str, day: date, columns: tuple[Column, ...], rows: list[list]) -> Sheet:
    settings = queries.settings(day)
    marking = " ".join(filter(None, (settings["marking"], example_line())))
    return Sheet(f"{settings['board_name']}: {title}", day, marking, columns, rows)
