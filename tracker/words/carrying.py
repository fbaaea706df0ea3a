"""How closing a document, and carrying its lines into the next, are said."""

from datetime import date

from actions.carrying import CARRIED, FATES, Carried
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


def became_of(fate: str, into=()) -> str:
    """Carried into plan-2017-18 2.14. `into`: the lines that it goes on in, as far as they are in force."""
    where = [f"{each.line.document} {each.number}" for each in into]
    if fate == CARRIED:
        return f"Carried into {days.listed(where) or 'the next document'}"
    return days.capital(FATE[fate])


def before(carried, said: str) -> str:
    """What is said of a line in a report, after how often it was carried, if it was. `carried`: from the facts."""
    return f"{of_facts(carried)}. {said}" if carried else said


def of_facts(carried) -> str:
    first = date.fromisoformat(carried.first_due) if carried.first_due else None
    return times(carried.times, first)


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
