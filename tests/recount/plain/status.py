"""Status: the first row that holds, from the top."""

from .claims import delivered, waiting_claim
from .closed import complete, merged, not_accepted, stopped, to_be_considered
from .decided import current_due
from .due import date_passed, due_shown, plan_over_without_a_date
from .duties import duty_behind
from .said import forecast, is_rated
from .silence import silent

WORST_FIRST = (
    "overdue",
    "off_track",
    "no_update",
    "at_risk",
    "date_to_be_set",
    "to_be_considered",
    "not_started",
    "on_track",
    "reported_complete",
    "complete",
)
CLOSED = {"not_accepted", "merged", "stopped"}
NOT_OPEN = CLOSED | {"to_be_considered", "complete"}
ANY = set(WORST_FIRST) | CLOSED
OPEN = ANY - NOT_OPEN


def own_status(line) -> str:
    """Where the line stands by itself."""
    for status, holds in STATUS_ROWS:
        if holds(line):
            return status
    return "not_started"


def reported_complete(line) -> bool:
    """6. A claim waits."""
    return waiting_claim(line) is not None


def overdue(line) -> bool:
    """7. Its date has passed; or a duty is behind; or it has no date and its document's last day has passed."""
    return date_passed(line) or duty_behind(line) or plan_over_without_a_date(line)


def off_track(line) -> bool:
    """8. The latest rating is red."""
    return is_rated(line, "red")


def no_update(line) -> bool:
    """9. It owes an update for a quarter whose update day has passed, and none speaks for that quarter or a later one."""
    return silent(line)


def at_risk(line) -> bool:
    """10. The latest rating is amber, or the officer's forecast is after the due date."""
    return is_rated(line, "amber") or forecast_is_late(line)


def forecast_is_late(line) -> bool:
    """The due date is the one that is shown."""
    said, due = forecast(line), due_shown(line)
    return said is not None and due is not None and said > due


def date_to_be_set(line) -> bool:
    """11. It has no due date."""
    return current_due(line) is None


def on_track(line) -> bool:
    """12. The latest rating is green; or delivered and its duty answered so far (row 7 took those that are behind)."""
    return is_rated(line, "green") or delivered(line)


STATUS_ROWS = [
    ("to_be_considered", to_be_considered),
    ("not_accepted", not_accepted),
    ("merged", merged),
    ("stopped", stopped),
    ("complete", complete),
    ("reported_complete", reported_complete),
    ("overdue", overdue),
    ("off_track", off_track),
    ("no_update", no_update),
    ("at_risk", at_risk),
    ("date_to_be_set", date_to_be_set),
    ("on_track", on_track),
]
