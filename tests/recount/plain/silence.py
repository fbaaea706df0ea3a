"""Quarters for which a line owes an update that nobody gave."""

from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from .closed import complete, merged, not_accepted, stopped, to_be_considered
from .days import month_end
from .lines import rows_of
from .settings import setting


def silent(line) -> bool:
    """Some quarter is owed, its update day has passed, and no owner's update speaks for it or a later one."""
    spoken_for = [row["quarter"] for row in rows_of(line, "update") if row["as_owner"]]
    for quarter in quarters_until(line):
        heard = any(said >= quarter for said in spoken_for)
        if update_day(quarter, line) < line.day and open_at_the_end_of(line, quarter) and not heard:
            return True
    return False


def quarters_until(line) -> list[date]:
    """The first days of the quarters from the line's first year to the day."""
    years = range(line.in_force_from.year, line.day.year + 1)
    firsts = [date(year, month, 1) for year in years for month in (1, 4, 7, 10)]
    return [first for first in firsts if line.in_force_from <= first <= line.day]


def update_day(quarter, line) -> date:
    """In the month after the quarter its last day, or the day of it that the board had chosen by the quarter's last day."""
    month_after = month_end(quarter + relativedelta(months=3))
    chosen = setting(line, "update_day", month_end(quarter + relativedelta(months=2)), "last")
    return month_after if chosen == "last" else month_after.replace(day=int(chosen))


def open_at_the_end_of(line, day) -> bool:
    """Whether the line was open then, by the rows that stand now: considered, not stopped and not complete."""
    then = replace(line, day=day, rows=tuple(row for row in line.rows if row["counts_from"] <= day))
    closed = [to_be_considered, not_accepted, merged, stopped, complete]
    return not any(holds(then) for holds in closed)
