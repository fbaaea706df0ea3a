"""Ticking many lines, for the tests of owners and of starting positions."""

from a_board import STRATEGY, TODAY, the_action, the_agency

from actions.db import db
from actions.standing import plan_on

OWNERS = "/ownership"
STARTING = "/ownership/starting-position"


def key(number, agency=None, document=STRATEGY):
    line = the_action(number, document)
    return f"{line}-{the_agency(agency)}" if agency else str(line)


def where(number, agency=None):
    """The line (or an agency's cell of it) as it stands today."""
    db.session.rollback()
    found = plan_on(TODAY).find(STRATEGY, number)
    return next(cell for cell in found.cells if cell.cell == the_agency(agency)) if agency else found


def owner(number, agency=None):
    facts = where(number, agency).facts
    return facts.owner_id, facts.owner_person_id


def giving(*lines, agency="police", person="", doing="assign", **more):
    return {"lines": list(lines), "doing": doing, "agency": agency, "person": str(person), **more}


def boxes(page):
    return [each.get("value") for each in page.tree.iter("input") if each.get("name") == "lines"]


def as_in_days(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
