"""The board's settings on a day: rows of the ledger that count from a day, over what holds unless it was changed.

One query a transaction, whatever is asked and of however many days.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy import select

from actions import journal, models, periods
from actions.db import db
from actions.periods import Half, Quarter, london_day
from actions.settings.table import BY_KEY, DEFAULTS, GROUPS, MEDIA, SETTINGS, Setting

__all__ = [
    "BY_KEY",
    "DEFAULTS",
    "GROUPS",
    "MEDIA",
    "SETTINGS",
    "Change",
    "Setting",
    "as_at",
    "changes_of",
    "days",
    "latest_closed_quarter",
    "look",
    "open_quarters",
    "reference",
    "update_day",
]


class Change(NamedTuple):
    """A setting was given a value, from a day on. `recorded_on`: the day on which that was known."""

    number: int
    key: str
    value: str
    counts_from: date
    recorded_on: date
    by_id: int | None


def as_at(day: date, known_on: date | None = None) -> dict[str, str]:
    """Every setting as it counted at the end of `day`: of its rows the latest; as it was known on another day."""
    found = {
        each.key: each.value
        for each in _changes()
        if each.counts_from <= day and (known_on is None or each.recorded_on <= known_on)
    }
    return {**DEFAULTS, **found}


def changes_of(key: str, day: date) -> list[Change]:
    """What was recorded by the end of `day` about a setting, the latest first; some of it may count from a day to come."""
    return [each for each in reversed(_changes()) if each.key == key and each.recorded_on <= day]


def days(key: str, day: date) -> int:
    """A setting that is a number of days."""
    return int(as_at(day)[key])


def look(day: date) -> dict:
    """The board's logo for what is kept as facts: its words and colour; nothing where it has none."""
    chosen = as_at(day)
    return {"words": chosen["logo_text"], "colour": chosen["logo_colour"]} if chosen["logo_text"] else {}


def reference(day: date, *parts) -> str:
    """NSCB-Q3-2016-17-1: what a paper is called, after the board's short name."""
    return "-".join(map(str, (as_at(day)["board_short"], *parts)))


def update_day(period: Quarter | Half, known_on: date | None = None) -> date:
    """The day until which a quarter stays open, by the setting that counts on its last day: changing it later moves the
    update day of no quarter that has ended."""
    return periods.update_day(period, as_at(period.last, known_on)["update_day"])


def latest_closed_quarter(day: date) -> Quarter:
    """The latest quarter whose update day has passed on `day`."""
    return periods.latest_closed_quarter(day, update_day)


def open_quarters(day: date) -> tuple[Quarter, ...]:
    """The quarters for which an update is welcome on `day`: those whose update day has not passed, earliest first."""
    return periods.open_quarters(day, update_day)


def _changes() -> list[Change]:
    return journal.kept("settings", _read)


def _read() -> list[Change]:
    return [
        Change(row.id, row.key, row.value, row.counts_from, london_day(row.at), row.by_id)
        for row in db.session.execute(_rows())
        if row.key in BY_KEY
    ]


@cache
def _rows():
    row = models.Setting
    return select(row.id, row.key, row.value, row.counts_from, row.at, row.by_id).order_by(row.id)
