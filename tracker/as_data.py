"""A line as data, in the words that others rely on."""

from actions import carrying
from actions.standing import Plan, Standing


def standing(found: Standing, plan: Plan) -> dict:
    """Where a line stands, with every flag. Days as ISO says them."""
    facts, line = found.facts, found.line
    return {
        "document": line.document,
        "number": line.number,
        "parent": line.parent,
        "national": line.national,
        "status": found.status,
        "colour": found.colour,
        "due": iso(found.due),
        "original_due": iso(found.original_due),
        "owner": agency_key(found.owner_id, plan),
        "rating": found.rating,
        "forecast": iso(facts.rated and facts.rated.forecast),
        "last_update": iso(found.last_update),
        "moves": found.moves,
        "flags": list(found.flags),
    }


def gone_on(found: Standing, plan: Plan) -> dict:
    """Until when a line ran whose document is closed, what became of it, and into which lines it was carried; and from
    which a line came."""
    into = carrying.goes_on_in(found, plan) if found.closed else []
    return {
        "closed_on": iso(found.facts.closed_on),
        "fate": carrying.fate(found),
        "carried_into": [named(each) for each in into],
        "carried_from": [named(each) for each in carrying.came_from(found, plan)],
    }


def named(found: Standing) -> dict:
    return {"document": found.line.document, "number": found.number}


def agency_key(number: int | None, plan: Plan) -> str | None:
    taking = plan.known.get(number)
    return taking and taking.key


def iso(day) -> str | None:
    return day and day.isoformat()
