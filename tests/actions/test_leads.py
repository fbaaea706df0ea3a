"""Who leads for an agency on a day, and which lines ask each agency to name its lead (1.3 unless the board says others)."""

from datetime import date

import pytest
from paper_board import engage

from actions import changes
from actions.db import db
from actions.leads import Lead, asks_for_a_lead, named_lead
from actions.models import Person
from actions.standing import plan_on


def asking(day) -> list[str]:
    """The numbers of the lines that ask for a lead."""
    plan = plan_on(day)
    return [each.number for each in plan.standings if asks_for_a_lead(each, plan)]


def test_one_line_of_the_strategy_asks_for_a_lead_and_it_is_asked_of_each_agency(board):
    assert asking(board.day) == ["1.3"]
    assert plan_on(board.day).find("strategy-2015-16", "1.3").cells


@pytest.mark.parametrize(
    ("named", "numbers"),
    [
        ("strategy-2015-16 2.3", ["2.3"]),
        ("strategy-2015-16 1.3,strategy-2015-16  2.3", ["1.3", "2.3"]),
        ("plan-2017-18 1.3", []),
        ("", []),
    ],
)
def test_the_board_says_which_lines_do_from_a_day_on(board, named, numbers):
    changes.set_setting("lines_on_leads", named, by=board.office, at=board.at, first_day=date(2015, 3, 1))
    assert asking(date(2015, 3, 1)) == numbers
    assert asking(date(2015, 2, 28)) == ["1.3"]


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
