"""Who leads for an agency on a day (for 1.3, which asks each agency to name its lead)."""

from datetime import date

from paper_board import engage

from actions import changes
from actions.db import db
from actions.leads import ASK_FOR_A_LEAD, Lead, named_lead
from actions.models import Person
from actions.standing import plan_on


def test_the_line_that_asks_for_a_lead_is_there_and_asks_it_of_each_agency(board):
    for document, number in ASK_FOR_A_LEAD:
        assert plan_on(board.day).find(document, number).cells


def test_it_is_whoever_was_appointed_agency_lead_and_since_when(board):
    assert named_lead(board.agency("health"), board.day) == Lead("health_lead", board.day)
    assert named_lead(board.agency("police"), board.day) is None


def test_of_several_the_one_appointed_last(board):
    board.on(2015, 4, 1)
    engage("agency_lead", "health", title="Agency lead, Health", on=board.day)
    assert named_lead(board.agency("health"), board.day) == Lead("Agency lead, Health", date(2015, 4, 1))
    assert named_lead(board.agency("health"), date(2015, 3, 31)).title == "health_lead"


def test_not_once_the_role_has_ended(board):
    person = db.session.get(Person, board.health_lead.id)
    changes.end_appointment(person, "agency_lead", by=board.office, at=board.at)
    assert named_lead(board.agency("health"), board.day) is None


def test_not_after_its_last_day(board):
    engage("agency_lead", "ncc", last_day=date(2015, 3, 31))
    assert named_lead(board.agency("ncc"), date(2015, 3, 31)) is not None
    assert named_lead(board.agency("ncc"), date(2015, 4, 1)) is None
