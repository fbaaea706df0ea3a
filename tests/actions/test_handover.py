"""When an officer leaves, their lines show at once; when they are given on, history stays with the action."""

import pytest
from paper_board import engage, forbidden

from actions import changes, handover, queries
from actions.db import db
from actions.models import Person
from actions.permissions import viewers
from actions.standing import plan_on


@pytest.fixture
def owned(board):
    """2.6 is Health's by its officer, 2.7 Health's by nobody named."""
    board.own("2.6", person=row(board.health))
    board.own("2.7")
    board.own("2.8", agency="probation", person=row(board.probation))
    return board


def row(person):
    return db.session.get(Person, person.id)


def leaves(board, person, role="officer"):
    changes.end_appointment(row(person), role, by=board.office, at=board.at)


def left_behind(board, day=None):
    day = day or board.day
    return [each.number for each in handover.left_behind(plan_on(day), viewers(day))]


def test_nobody_has_left_while_everybody_is_there(owned):
    assert left_behind(owned) == []


def test_what_an_officer_leaves_behind_shows_on_the_day(owned):
    day = owned.day
    leaves(owned.on(2015, 3, 1), owned.health)
    assert left_behind(owned) == ["2.6"]
    assert left_behind(owned, day) == []


def test_it_still_has_its_owner_and_every_officer_of_the_agency_may_answer(owned):
    leaves(owned, owned.health)
    standing = owned.stands("2.6")
    assert (standing.owner_id, "no_owner" in standing.flags) == (owned.agency("health"), False)
    assert owned.line("2.6") not in {each.line.id for each in queries.waiting_for_chair(owned.day)["orphans"]}
    owned.says("2.6", by=owned.health_lead)


def test_who_keeps_another_role_of_the_agency_has_not_left(owned):
    changes.appoint(row(owned.health), "agency_lead", by=None, at=owned.at)
    leaves(owned, owned.health)
    assert left_behind(owned) == []


def test_what_is_closed_leaves_nothing_behind(owned):
    owned.completes("2.6")
    leaves(owned, owned.health)
    assert left_behind(owned) == []


def test_an_agency_s_own_line_is_left_behind_too(owned):
    key = (owned.line("1.3"), owned.agency("health"))
    given = {"agency_id": owned.agency("health"), "person": row(owned.health), "by": owned.office, "at": owned.at}
    changes.assign([key], **given)
    leaves(owned, owned.health)
    assert left_behind(owned) == ["1.3", "2.6"]


def test_the_agency_s_lead_gives_it_on_within_the_agency_and_what_was_said_stays(owned):
    owned.says("2.6", "amber")
    leaves(owned, owned.health)
    successor = engage("officer", "health", title="Safeguarding nurse")
    owned.own("2.6", by=owned.health_lead, person=row(successor))
    assert left_behind(owned) == []
    facts = owned.stands("2.6").facts
    assert (facts.owner_person_id, facts.rated.rating) == (successor.id, "amber")
    told = [(entry.event.verb, entry.event.by_id) for entry in queries.history(owned.line("2.6"), owned.day)]
    assert told == [("assign", owned.health_lead.id), ("update", owned.health.id), ("assign", owned.office.id)]
    leaves(owned, owned.probation)
    with forbidden():
        owned.own("2.8", by=owned.health_lead, person=row(successor))


def test_the_lines_of_one_person(owned):
    lines = plan_on(owned.day).answerable()
    assert [each.number for each in handover.lines_of(owned.health.id, lines)] == ["2.6"]
    assert handover.lines_of(owned.office.id, lines) == []
