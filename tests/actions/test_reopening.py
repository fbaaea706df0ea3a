"""Reopening what is complete, and starting positions (rules.md section 6)."""

from datetime import date

import pytest
from paper_board import refused


@pytest.fixture
def complete(board):
    board.own("2.6")
    board.completes("2.6", recheck_months=6)
    return board


# Reopening


def test_reopened_it_is_open_with_a_new_date_that_is_no_move(complete):
    complete.on(2015, 9, 1).reopens("2.6", 2015, 12)
    standing = complete.stands("2.6")
    assert (standing.status, standing.due, standing.moves) == ("not_started", date(2015, 12, 31), 0)
    assert standing.original_due == date(2015, 5, 31)
    assert "recheck_due" not in standing.flags


def test_reopening_needs_a_reason_and_a_month_to_come(complete):
    complete.on(2015, 9, 1)
    with refused("reason"):
        complete.reopens("2.6", 2015, 12, reason="")
    for month in ((), (2015, 8)):
        with refused("new_due"):
            complete.reopens("2.6", *month)
    complete.reopens("2.6", 2015, 9)


def test_what_was_reopened_owes_no_update_for_quarters_in_which_it_was_complete(complete):
    complete.on(2016, 1, 5).reopens("2.6", 2016, 12)
    assert complete.on(2016, 4, 30).status("2.6") == "not_started"
    assert complete.on(2016, 8, 1).status("2.6") == "no_update"


def test_a_reopened_line_that_was_nothing_but_its_duty_is_overdue_after_its_new_date(board):
    board.own("5.2")
    board.ends_duty("5.2")
    board.completes("5.2")
    board.on(2016, 1, 5).reopens("5.2", 2016, 2)
    assert board.on(2016, 3, 1).status("5.2") == "overdue"


# Starting positions


def test_a_minuted_position_is_shown_as_minuted_and_not_checked(board):
    board.own("2.6")
    board.minuted("2.6", "amber")
    standing = board.stands("2.6")
    assert (standing.status, standing.facts.rated.minuted, standing.last_update) == ("at_risk", True, None)


def test_reported_complete_by_a_minute_waits_for_the_chair_without_evidence(board):
    board.own("2.6")
    board.minuted("2.6")
    assert (board.status("2.6"), "no_evidence" in board.stands("2.6").flags) == ("reported_complete", True)
    board.accepts("2.6", assurance="told", reason="As minuted")
    assert board.status("2.6") == "complete"


def test_a_position_is_minuted_late_by_the_day_of_the_minute(board):
    board.own("2.6")
    board.on(2015, 7, 1).minuted("2.6", minuted_on=date(2015, 5, 31))
    assert "claimed_late" not in board.stands("2.6").flags
    board.minuted("2.7", minuted_on=date(2015, 6, 1))
    assert "claimed_late" in board.stands("2.7").flags


def test_a_starting_position_is_only_for_a_line_without_history(board):
    board.own("2.6", "2.7", "2.8")
    board.says("2.6")
    board.claims("2.7")
    board.minuted("2.8", "green")
    for number in ("2.6", "2.7", "2.8"):
        with refused("rating"):
            board.minuted(number, "green")


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"minute": ""}, "minute"),
        ({"minuted_on": None}, "minuted_on"),
        ({"minuted_on": date(2015, 2, 4)}, "minuted_on"),  # a day to come
        ({"rating": "blue"}, "rating"),
    ],
)
def test_what_a_starting_position_needs(board, missing, field):
    with refused(field):
        board.minuted("2.6", **{"rating": "green", **missing})
