"""Months and quarters, worked out afresh for the reference model (rules.md section 3)."""

from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """The last day of the month that lies so many months after that of `day`."""
    year, month = divmod(day.year * 12 + day.month + months, 12)
    return date(year, month + 1, 1) - timedelta(1)


def month_end(day: date) -> date:
    return months_after(day, 0)


def quarter_of(day: date) -> date:
    """The first day of the quarter in which a day falls."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(first: date) -> date:
    return months_after(first, 2) + timedelta(1)


def update_day(first: date) -> date:
    """The last day of the month after the quarter that begins on `first`."""
    return months_after(first, 3)


def quarters(first: date, last: date) -> list[date]:
    """The first days of the quarters from that of `first` to that of `last`."""
    found = [quarter_of(first)]
    while next_quarter(found[-1]) <= last:
        found.append(next_quarter(found[-1]))
    return found


def open_quarters(day: date) -> list[date]:
    """Those that have begun and whose update day has not passed."""
    return [each for each in quarters(months_after(day, -6), day) if update_day(each) >= day]


def quarter_by_default(day: date, answered: date | None) -> date:
    """The earliest still open and not yet answered; when all are, the latest."""
    choices = open_quarters(day)
    return next((each for each in choices if answered is None or each > answered), choices[-1])
