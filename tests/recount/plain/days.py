"""Ends of months."""

from datetime import date

from dateutil.relativedelta import relativedelta


def last_day_of_month(month) -> date | None:
    """2015-04 is 30 April 2015."""
    return month_end(date.fromisoformat(f"{month}-01")) if month else None


def month_end(day) -> date:
    return day + relativedelta(day=31)
