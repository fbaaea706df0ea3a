"""What forms offer to choose from the record: agencies, and the officers who answer for them."""

from datetime import date

from actions.standing import Plan
from tracker import everybody
from tracker.forms import choice

LONGEST_NAME = 90
ANSWER_FOR_AN_AGENCY = ("officer", "agency_lead")


def agencies(plan: Plan, first: str) -> list:
    """The agencies taking part, by key; `first` is what is shown while none is chosen."""
    return [choice("", first), *(choice(each.key, each.name) for each in plan.agencies.values())]


def agency_called(plan: Plan, key: str | None):
    """The agency taking part that has this key, or None."""
    return next((each for each in plan.agencies.values() if each.key == key), None)


def lines(plan: Plan, none: str) -> list:
    """Every line of the plan, by the number of its row; `none` is what is shown for no line."""
    named = ((each.line.id, f"{each.number} {each.line.name}") for each in plan.standings)
    return [choice("", none), *(choice(str(number), name[:LONGEST_NAME]) for number, name in named)]


def officers(people: dict, plan: Plan) -> dict:
    """The officers and leads of today, by agency number, in the order of their numbers."""
    found: dict = {number: [] for number in plan.agencies}
    for person in people.values():
        if person.has(*ANSWER_FOR_AN_AGENCY) and person.agency_id in found:
            found[person.agency_id].append(person)
    return found


def officer_choices(plan: Plan, day: date, first: str, only: int | None = None, among=None) -> list:
    """Officers to choose, grouped by agency; `only`: those of one agency; `among`: those of these numbers."""
    by_agency = officers(everybody.on(day), plan)
    return [choice("", first)] + [
        choice(str(person.id), person.title or "An officer", group=plan.agencies[number].name)
        for number, held in by_agency.items()
        if only in (None, number)
        for person in held
        if among is None or person.id in among
    ]
