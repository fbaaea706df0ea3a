"""Starting positions, as minuted, for many lines at once."""

from datetime import date

import pytest
from a_board import PROFILE, Board
from people import viewer_of
from ticking import STARTING, as_in_days, boxes, key, where

from actions.db import db
from actions.models import StartingPosition


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def office(client, board):
    """The business manager's browser."""
    return client.as_person(board.office.id)


@pytest.fixture
def lead(board):
    """Leads the police as an agency."""
    return viewer_of("agency_lead", "police", on=date(2016, 10, 27), title="Agency lead, Police")


def starting(*lines, rating="green", minute="Sub group, 12 January 2017, item 4", day=date(2017, 1, 12)):
    return {"lines": list(lines), "rating": rating, "minute": minute, **as_in_days("minuted_on", day)}


def test_many_lines_get_their_starting_position_at_once(office):
    answer = office.send(STARTING, starting(key("1.1"), key("1.3", "police"), rating="amber"))
    assert where("1.1").rating == where("1.3", "police").rating == "amber"
    assert (
        "The starting position of 2 lines is recorded, as minuted and not checked." in office.page(answer.location).text
    )


def test_reported_complete_waits_for_the_chair(office):
    office.send(STARTING, starting(key("1.1"), rating="reported_complete"))
    assert where("1.1").status == "reported_complete"


def test_a_line_with_a_history_is_not_offered_and_refused(office, board):
    board.own("1.1")
    board.says("1.1")
    assert key("1.1") not in boxes(office.page(STARTING))
    page = office.send(STARTING, starting(key("1.1"), key("1.2")), status=400)
    assert "This line has a history already" in page.errors()
    assert where("1.2").rating is None


BAD_STARTS = {
    "no line": (starting, "Tick at least one line"),
    "no position": (lambda: starting(key("1.1"), rating=""), "Choose where they stood"),
    "an unknown position": (lambda: starting(key("1.1"), rating="blue"), "Choose one of the answers shown"),
    "no minute": (lambda: starting(key("1.1"), minute=" "), "Name the minute"),
    "a minute to come": (
        lambda: starting(key("1.1"), day=date(2017, 1, 17)),
        "Enter the day of the minute; it cannot be a day to come",
    ),
    "a recommendation to be considered": (
        lambda: starting(key("27", document=PROFILE)),
        "This is not open to that as it stands now.",
    ),
}


@pytest.mark.parametrize("case", BAD_STARTS)
def test_a_wrong_starting_position_is_not_recorded(office, case):
    typed, message = BAD_STARTS[case]
    page = office.send(STARTING, typed(), status=400)
    assert message in page.errors()
    assert db.session.query(StartingPosition).count() == 0


def test_a_lead_enters_no_starting_position(client, lead):
    assert client.as_person(lead.id).send(STARTING, starting(key("1.1")), status=403)
