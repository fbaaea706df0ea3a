"""How days and months are said."""

from datetime import date, datetime
from functools import lru_cache

from actions.periods import LONDON, Half, Quarter, complete_months, month_end

# The days of a list come again in every row, and on the next page.
MANY = 2_000


@lru_cache(maxsize=MANY)
def day(value: date | None) -> str:
    """30 April 2015."""
    return f"{value.day} {value:%B %Y}" if value else "no date"


def moment(value: datetime) -> str:
    """30 April 2015 at 14:05, as the clock in London shows it."""
    there = value.astimezone(LONDON)
    return f"{day(there.date())} at {there:%H:%M}"


@lru_cache(maxsize=MANY)
def month(value: date | None) -> str:
    """April 2015."""
    return f"{value:%B %Y}" if value else "no date"


def short_day(value: date) -> str:
    """30 Apr 2015, for tables."""
    return f"{value.day} {value:%b %Y}"


def short_month(value: date) -> str:
    """Apr 2015, for tables."""
    return f"{value:%b %Y}"


@lru_cache(maxsize=MANY)
def by_the_end(value: date | None) -> str:
    """by the end of April 2015; another day of a month: by 16 April 2015."""
    if value is None:
        return "no date set"
    return f"by the end of {month(value)}" if value == month_end(value) else f"by {day(value)}"


def times(number: int) -> str:
    """once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number) or f"{number} times"


def count(number: int, one: str, many: str | None = None) -> str:
    """1 action, 2 actions."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@lru_cache(maxsize=MANY)
def lateness(due: date, on: date) -> str:
    """How long past: complete months; under one, days."""
    months = complete_months(due, on)
    return count(months, "month") if months else count((on - due).days, "day")


def months(first: date, last: date) -> str:
    """October to December 2016; one month: April 2015; over a new year: November 2016 to January 2017."""
    if (first.year, first.month) == (last.year, last.month):
        return month(last)
    return f"{first:%B} to {month(last)}" if first.year == last.year else f"{month(first)} to {month(last)}"


@lru_cache(maxsize=MANY, typed=True)
def quarter(value) -> str:
    """Q3 2016-17 (October to December 2016)."""
    period = value if isinstance(value, Quarter | Half) else Quarter(value)
    label = period.label
    return f"{label[8:]} {label[:7]} ({months(period.first, period.last)})"


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is: "Joint report by Police and NCC"."""
    return text[:1].upper() + text[1:]


def listed(words) -> str:
    """a, b and c."""
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def file_size(size: int | None) -> str:
    """12 KB, 3.4 MB."""
    if size is None:
        return ""
    return f"{max(1, round(size / 1024))} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
