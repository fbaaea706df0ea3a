"""The ledger's rows that count on a day and stand."""

from datetime import date

from .decided import ACCEPTED_AT_A_MEETING

DATES = ("counts_from", "new_due", "due", "first", "quarter", "forecast", "recheck_on", "minuted_on")


def rows_that_stand(ledger, day) -> list[dict]:
    """The rows that count by the end of the day, in their order, without what was set aside by then."""
    rows = [with_dates(row) for row in sorted(ledger, key=lambda row: row["number"])]
    rows = [row for row in rows if row["counts_from"] <= day]
    set_aside = {row["decision"] for row in rows if row["verb"] == "set_aside"}
    gone = set_aside | {row["number"] for row in rows if brought_by(row, set_aside)}
    accepted = {row["number"] for row in rows if row["verb"] in ACCEPTED_AT_A_MEETING and row["number"] in set_aside}
    gone |= {row["number"] for row in rows if row["verb"] == "assign" and row["number"] - 1 in accepted}
    return [row for row in rows if row["number"] not in gone]


def brought_by(row, decisions) -> bool:
    """Whether the row is a duty that one of these decisions brought. (The owner that an acceptance brought is the row
    after it.)"""
    return row["verb"] == "owe_duty" and row["decision"] in decisions


def with_dates(row) -> dict:
    return {name: date.fromisoformat(value) if name in DATES and value else value for name, value in row.items()}
