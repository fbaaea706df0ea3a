"""Page 1 of a report counts what a line is made of: an agency's cells, or itself with the parts that are owed."""

from dataclasses import replace
from datetime import date

from actions import reports
from actions.periods import Quarter
from actions.reports import behind, page_one
from actions.standing import plan_on

DAY = date(2017, 7, 10)


def page_1(board):
    return reports.facts(reports.Asked("quarterly", Quarter.containing(DAY).previous, DAY, edition=0))


def test_a_part_whose_claim_waits_past_its_day_awaits_a_decision(board):
    board.on(2017, 1, 5).takes_on("16")
    for part in ("16b", "16c", "16d"):
        board.completes(part)
    board.on(2017, 6, 20).claims("16a")
    board.moves("16", 2017, 12)
    board.says("16")
    board.day = DAY
    whole = board.shown("16")
    assert (whole.status, whole.due, board.stands("16a").due) == ("on_track", date(2017, 12, 31), date(2017, 6, 30))
    assert page_1(board)["overdue"]["await_decision"] == 1


def test_what_is_overdue_for_a_part_of_it_is_late_since_that_was_due(board):
    board.on(2017, 1, 5).takes_on("16")
    board.moves("16", 2017, 12)
    board.day = DAY
    assert (board.shown("16").status, board.shown("16").due) == ("overdue", date(2017, 12, 31))
    assert board.shown("16").late_since == date(2017, 6, 30)
    assert overdue_of_the_profile()["oldest"] == {"number": "16", "due": date(2017, 6, 30), "months": 0}
    board.day = date(2017, 10, 31)
    assert overdue_of_the_profile(board.day)["oldest"]["months"] == 4


def overdue_of_the_profile(day=DAY):
    """What page 1 would say if there were nothing but the profile."""
    plan = replace(plan_on(day), standings=plan_on(day).of("profile-2016"))
    asked = reports.Asked("quarterly", Quarter.containing(DAY).previous, day, edition=0)
    return page_one(plan, asked, None, behind.lines(plan, asked))["overdue"]


def test_a_part_that_is_an_example_says_nothing_of_how_the_whole_is_proved(board):
    board.on(2017, 1, 5).takes_on("20")
    board.takes_on("20a")
    board.completes("20a", assurance="told", reason="As reported.")
    board.completes("20", assurance="impact")
    assert page_1(board)["completed"] == {"impact": 1}
