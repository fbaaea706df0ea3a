"""How closing a document, and carrying its lines into the next, are said."""

from actions.carrying import FATES, Carried
from tracker.words import days

FATE = {
    "complete": "complete",
    "carried": "carried",
    "unfinished": "closed unfinished",
    "stopped": "stopped",
    "merged": "merged",
    "not_accepted": "not accepted",
}
assert tuple(FATE) == FATES


def times(number: int, first_due) -> str:
    """Carried twice; first due April 2015."""
    first = f"; first due {days.month(first_due)}" if first_due else ""
    return f"Carried {days.times(number)}{first}"


def in_full(found: Carried) -> str:
    """Carried twice; first due April 2015. In the board's plans since February 2015; its date was moved 3 times before."""
    moved = f"; its date was moved {days.times(found.moves)} before" if found.moves else ""
    return f"{times(found.times, found.first_due)}. In the board's documents since {days.month(found.since)}{moved}."


def became(counts) -> str:
    """20 complete, 15 carried: every fate that occurs, in order."""
    return ", ".join(f"{counts[key]} {word}" for key, word in FATE.items() if counts.get(key))


def added(counts) -> str:
    """20 complete + 15 carried."""
    return became(counts).replace(", ", " + ")
