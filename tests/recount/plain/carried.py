"""Documents that were closed, what became of their lines, and where lines were carried from."""

from datetime import date, timedelta

from .closed import complete, merged, not_accepted, stopped
from .lines import rows_of

BECAME = [
    ("carried", lambda line: bool(rows_of(line, "carry_into"))),
    ("unfinished", lambda line: bool(rows_of(line, "close_unfinished"))),
    ("not_accepted", not_accepted),
    ("merged", merged),
    ("stopped", stopped),
    ("complete", complete),
]


def closing_of(reference, rows, day) -> dict | None:
    """The decision that closed the document, once its last day is over."""
    closings = [row for row in rows if row["verb"] == "close_document" and row["document"] == reference]
    return closings[-1] if closings and day > closings[-1]["new_due"] else None


def day_shown(closing, day) -> date:
    """A closed document stands as at its last day; where it was closed later, as on the day before."""
    return max(closing["new_due"], closing["counts_from"] - timedelta(days=1)) if closing else day


def known_when_closed(row, closing, day) -> bool:
    """Whether the row was there when the document closed: what was done later changes nothing of how its lines stand."""
    if closing is None or row["counts_from"] <= day_shown(closing, day) or row["number"] < closing["number"]:
        return True
    return row["verb"] in ("carry_into", "close_unfinished")


def fate(line) -> str | None:
    return next((name for name, holds in BECAME if holds(line)), None)


def gone_on(line) -> dict:
    """What is said of a line of a closed document, and of one that was carried into its own."""
    said = {}
    if line.closed_on:
        into = [row["carried_into"] for row in rows_of(line, "carry_into") if in_force(row["carried_into"], line)]
        said = {"closed_on": line.closed_on.isoformat(), "fate": fate(line)}
        said |= {"carried_into": [named(each) for each in into]} if into else {}
    if line.carried_from:
        said["carried_from"] = [{"document": row["document"], "number": row["action"]} for row in line.carried_from]
    return said


def in_force(carried_into, line) -> bool:
    return (carried_into["document"], carried_into["action"]) in line.adopted


def named(carried_into) -> dict:
    return {"document": carried_into["document"], "number": carried_into["action"]}
