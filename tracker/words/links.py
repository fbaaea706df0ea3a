"""How the state of a link to answer without an account is said."""

from datetime import date

from tracker.words.days import day


def state(link, today: date) -> str:
    """Works until 31 January 2017; Revoked on 16 January 2017; Ended on 31 January 2017."""
    if link.revoked_on:
        return f"Revoked on {day(link.revoked_on)}"
    return f"Works until {day(link.last_day)}" if today <= link.last_day else f"Ended on {day(link.last_day)}"
