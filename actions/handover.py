"""Lines whose officer has left, so that somebody else takes them on (docs/decisions/0010-when-an-officer-leaves.md)."""

from actions.permissions import Permission, Viewer, may
from actions.standing import Plan, Standing


def has_left(standing: Standing, people: dict[int, Viewer]) -> bool:
    """Whether the officer named for an open line may answer for it no more; `people`: the viewers of the line's day."""
    return standing.is_open and _is_gone(standing, people)


def left_behind(plan: Plan, people: dict[int, Viewer]) -> list[Standing]:
    """The lines of which that is so."""
    named = plan.where(lambda each: _is_gone(each, people))
    return [each for each in named if each.is_open]


def _is_gone(standing, people) -> bool:
    number = standing.facts.owner_person_id
    return number is not None and not may(people.get(number), Permission.UPDATE, standing)


def lines_of(person_id: int, lines) -> list[Standing]:
    """The open lines for which a person is the officer named."""
    return [each for each in lines if each.is_open and each.facts.owner_person_id == person_id]
