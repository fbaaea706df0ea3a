"""Flags: beside which statuses each can stand, and when it does."""

from datetime import timedelta

from .claims import claim_of, delivered, evidence_left, waiting_claim
from .decided import current_due, moves, owner
from .due import due_shown, plan_over
from .duties import latest_is_unanswered, running_duties
from .lines import rows_of
from .said import is_rated
from .settings import setting
from .silence import silent
from .status import ANY, CLOSED, OPEN, own_status


def flags(line, status) -> list[str]:
    return [name for name, beside, holds in FLAGS if status in beside and holds(line)]


def flags_with_cells(line, cells, status) -> list[str]:
    """Of an action asked of each agency: some flags are its own, the others are those of its cells."""
    found = set(flags(line, status)) & FLAGS_OF_THE_WHOLE
    for cell in cells:
        of_cell = set(flags(cell, own_status(cell)))
        found |= of_cell - FLAGS_OF_THE_WHOLE | of_cell & {"restricted"}
    return [name for name, _, _ in FLAGS if name in found]


def has_no_owner(line) -> bool:
    return owner(line) is None


def due_soon(line) -> bool:
    due = due_shown(line)
    return due is not None and line.day <= due <= line.day + timedelta(
        days=int(setting(line, "due_soon_days", line.day, "30"))
    )


def re_dated(line) -> bool:
    return moves(line) > 0


def date_asked(line) -> bool:
    """A request that was neither agreed, nor declined, nor withdrawn."""
    settled = {row["request"] for row in rows_of(line, "agree", "decline", "withdraw_request")}
    return any(row["number"] not in settled for row in rows_of(line, "ask_for_date"))


def claimed_late(line) -> bool:
    claim = waiting_claim(line)
    return claim is not None and claim.late


def completed_late(line) -> bool:
    return delivered(line) and claim_of(line).late


def no_evidence(line) -> bool:
    claim = waiting_claim(line)
    return claim is not None and not evidence_left(line, claim)


def submission_late(line) -> bool:
    return any(latest_is_unanswered(duty, line.day) for duty in running_duties(line))


def recheck_due(line) -> bool:
    recheck_on = claim_of(line).acceptance["recheck_on"] if delivered(line) else None
    return recheck_on is not None and recheck_on <= line.day


def challenge_open(line) -> bool:
    ended = {row["challenge"] for row in rows_of(line, "end_challenge")}
    return any(row["number"] not in ended for row in rows_of(line, "challenge"))


def has_restricted_evidence(line) -> bool:
    return any(row["restricted"] and row["number"] not in line.withdrawn for row in rows_of(line, "add_evidence"))


def marked(name):
    def holds(line) -> bool:
        marks = [row["verb"] for row in rows_of(line, "mark", "unmark") if row["mark"] == name]
        return marks[-1:] == ["mark"]

    return holds


def rated_green(line) -> bool:
    return is_rated(line, "green")


def plan_ended(line) -> bool:
    """The document's last day has passed, and the line was neither carried nor given a date beyond it."""
    due = current_due(line)
    beyond = due is not None and line.document_ends is not None and due > line.document_ends
    return plan_over(line) and not rows_of(line, "carry", "carry_into", "close_unfinished") and not beyond


FLAGS = [
    ("no_owner", OPEN, has_no_owner),
    ("due_soon", OPEN, due_soon),
    ("re_dated", ANY, re_dated),
    ("date_asked", OPEN, date_asked),
    ("claimed_late", {"reported_complete"}, claimed_late),
    ("completed_late", ANY - CLOSED - {"reported_complete"}, completed_late),
    ("no_evidence", {"reported_complete"}, no_evidence),
    ("submission_late", OPEN, submission_late),
    ("silent", OPEN, silent),
    ("recheck_due", ANY - CLOSED, recheck_due),
    ("challenge_open", ANY, challenge_open),
    ("restricted", ANY, has_restricted_evidence),
    ("repeat", ANY, marked("repeat")),
    ("said_before", ANY, marked("said_before")),
    ("green_while_overdue", {"overdue"}, rated_green),
    ("waiting_outside", OPEN, marked("waiting_outside")),
    ("plan_ended", OPEN, plan_ended),
]
FLAGS_OF_THE_WHOLE = {
    "no_owner",
    "due_soon",
    "re_dated",
    "date_asked",
    "challenge_open",
    "restricted",
    "repeat",
    "said_before",
    "waiting_outside",
    "plan_ended",
}
