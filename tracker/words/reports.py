"""What a report is called."""

from actions.reports import period_of
from tracker.words import days

NAMES = {"quarterly": "Quarterly report", "six-monthly": "Six-monthly report"}


def name(kind: str, label: str) -> str:
    """Quarterly report, Q3 2016-17 (October to December 2016)."""
    return f"{NAMES[kind]}, {days.quarter(period_of(kind, label))}"
