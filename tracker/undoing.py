"""The decisions that stand on a line, and which of them somebody may set aside (rules.md section 6)."""

from actions.permissions import Permission, Viewer, may
from actions.queries import Entry, decisions_that_stand
from actions.standing import Standing

# What holds for a whole document is not undone on one of its lines.
OF_THE_WHOLE_PLAN = frozenset({"extend_line", "carry", "carry_into", "close_unfinished"})


def stand(past: list[Entry]) -> list[Entry]:
    """The decisions of a line's history that stand and are its own, newest first."""
    return [entry for entry in decisions_that_stand(past) if entry.event.verb not in OF_THE_WHOLE_PLAN]


def open_to(past: list[Entry], person: Viewer, standing: Standing) -> list[Entry]:
    """Those that this person may set aside: their own while they may decide there, or any in the board's name.
    `standing`: the line as it stands today."""
    if standing.facts.closing is not None:
        return []
    if may(person, Permission.RECORD_FOR_BOARD):
        return stand(past)
    if not may(person, Permission.DECIDE, standing):
        return []
    return [entry for entry in stand(past) if entry.event.by_id == person.id]
