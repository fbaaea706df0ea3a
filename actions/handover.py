"""Lines whose officer has left, so that somebody else takes them on (docs/decisions/0010-when-an-officer-leaves.md)."""

from actions.permissions import Permission, Viewer, may
from actions.standing import Standing


def has_left(standing: Standing, people: dict[int, Viewer]) -> bool:
    """Whether the officer named for an open line may answer for it no more; `people`: the viewers of the line's day."""
    number = standing.facts.owner_person_id
    return standing.is_open and number is not None and not may(people.get(number), Permission.UPDATE, standing)


def left_behind(lines, people: dict[int, Viewer]) -> list[Standing]:
    """Those of the lines of which that is so."""
    return [each for each in lines if has_left(each, people)]


def lines_of(person_id: int, lines) -> list[Standing]:
    """The open lines for which a person is the officer named."""
    return [each for each in lines if each.is_open and each.facts.owner_person_id == person_id]
