"""The decisions that stand on a line, and which of them somebody may set aside (rules.md section 6)."""

from actions.models.record import OUTCOMES
from actions.permissions import Permission, Viewer, may
from actions.queries import Entry
from actions.standing import Standing

# What holds for a whole document is not undone on one of its lines.
ON_ONE_LINE = frozenset(OUTCOMES) - {"set_aside", "extend_document", "extend_line", "carry"}


def stand(past: list[Entry]) -> list[Entry]:
    """The decisions of a line's history that were not set aside, newest first."""
    aside = {entry.event.ref for entry in past if entry.event.verb == "set_aside"}
    return [entry for entry in past if entry.event.verb in ON_ONE_LINE and entry.event.id not in aside]


def open_to(past: list[Entry], person: Viewer, standing: Standing) -> list[Entry]:
    """Those that this person may set aside: their own while they may decide there, or any in the board's name.
    `standing`: the line as it stands today."""
    if may(person, Permission.RECORD_FOR_BOARD):
        return stand(past)
    if not may(person, Permission.DECIDE, standing):
        return []
    return [entry for entry in stand(past) if entry.event.by_id == person.id]
