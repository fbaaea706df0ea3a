"""The only place that reads the clock: `today` and `now` for the record, `real_now` for sessions and tokens."""

from datetime import UTC, date, datetime, timedelta

from flask import current_app

from actions import journal
from actions.periods import LONDON, london_day, london_moment

EXAMPLE_TODAY = date(2017, 1, 16)


def real_now() -> datetime:
    """The moment it really is, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The London day it is for the record; the worked example has its own."""
    return current_app.config["TODAY"] or london_day(real_now())


def now() -> datetime:
    """The moment for the record, never before the journal's last line."""
    moment = real_now()
    shown = current_app.config["TODAY"]
    if shown:
        local = moment.astimezone(LONDON)
        moment = london_moment(shown, local.hour, local.minute) + timedelta(seconds=local.second)
    last = journal.head().at
    return max(moment, last) if last else moment
