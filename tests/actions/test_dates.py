"""Due dates (rules.md sections 3 and 6): asking, agreeing, declining, first dates, extensions. The original is kept."""

from datetime import date

import pytest
from paper_board import forbidden, refused

from actions import changes
from actions.errors import RuleBroken
from actions.standing import plan_on


@pytest.fixture
def owned(board):
    board.own("2.6", "2.7", "2.11", "3.2", "5.2")
    return board


def test_a_request_is_a_flag_and_changes_no_date(owned):
    owned.asks("2.6", 2015, 9)
    standing = owned.stands("2.6")
    assert ("date_asked" in standing.flags, standing.due, standing.moves) == (True, date(2015, 5, 31), 0)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"new_due": None}, "new_due"),
        ({"new_due": date(2015, 5, 1)}, "new_due"),  # the month it is due in now
        ({"new_due": date(2015, 4, 1)}, "new_due"),  # an earlier one
        ({"reason": " "}, "reason"),
        ({"children": ""}, "children"),
    ],
)
def test_asking_needs_a_later_month_a_reason_and_the_effect_on_children(owned, asked, field):
    with refused(field):
        owned.asks("2.6", 2015, 9, **asked)


def test_a_month_that_has_passed_is_not_asked_for(owned):
    owned.on(2015, 9, 1)
    with refused("new_due"):
        owned.asks("2.6", 2015, 8)
    owned.asks("2.6", 2015, 9)


def test_only_one_request_waits(owned):
    owned.asks("2.6", 2015, 9)
    with refused("new_due"):
        owned.asks("2.6", 2015, 10)
    changes.withdraw_request(owned.line("2.6"), by=owned.health, at=owned.at)
    assert "date_asked" not in owned.stands("2.6").flags
    owned.asks("2.6", 2015, 10)


def test_what_does_not_wait_is_not_withdrawn(owned):
    with refused("new_due"):
        changes.withdraw_request(owned.line("2.6"), by=owned.health, at=owned.at)


def test_there_is_no_date_to_move_where_there_is_none_or_only_a_duty(owned):
    with refused("new_due"):
        owned.asks("3.2", 2015, 9)
    with refused("new_due"):
        owned.asks("5.2", 2016, 9)
    owned.completes("2.11")  # delivered, its duty runs on
    with refused("new_due"):
        owned.asks("2.11", 2015, 9)


# Agreeing and declining


def test_an_agreed_date_is_the_due_date_and_a_move_and_the_original_stays(owned):
    owned.moves("2.6", 2015, 9)
    standing = owned.stands("2.6")
    assert (standing.due, standing.original_due, standing.moves) == (date(2015, 9, 30), date(2015, 5, 31), 1)
    assert "re_dated" in standing.flags
    assert "date_asked" not in standing.flags


def test_another_later_month_may_be_agreed(owned):
    owned.asks("2.6", 2015, 9)
    owned.agrees("2.6", new_due=date(2015, 7, 1))
    assert owned.stands("2.6").due == date(2015, 7, 31)


@pytest.mark.parametrize("month", [date(2015, 5, 1), date(2015, 2, 1)])
def test_but_no_earlier_one(owned, month):
    owned.asks("2.6", 2015, 9)
    with refused("new_due"):
        owned.agrees("2.6", new_due=month)


def test_declined_it_stands_as_before(owned):
    before = owned.stands("2.6")
    owned.asks("2.6", 2015, 9)
    owned.declines("2.6")
    after = owned.stands("2.6")
    assert (after.due, after.moves, after.flags) == (before.due, before.moves, before.flags)


def test_agreeing_and_declining_need_a_reason(owned):
    owned.asks("2.6", 2015, 9)
    with refused("reason"):
        owned.agrees("2.6", reason="")
    with refused("reason"):
        owned.declines("2.6", reason=" ")


def test_a_request_is_answered_once(owned):
    request = owned.asks("2.6", 2015, 9)
    owned.agrees("2.6")
    with refused("outcome"):
        owned.declines("2.6", by=owned.deputy, request_id=request.id)
    with refused("outcome"):
        owned.agrees("2.6", by=owned.deputy, request_id=request.id)


def test_an_overdue_line_with_a_new_date_is_no_longer_overdue(owned):
    assert owned.on(2015, 6, 1).status("2.6") == "overdue"
    owned.moves("2.6", 2015, 9)
    assert owned.status("2.6") == "not_started"


# The third move


@pytest.fixture
def moved_twice(owned):
    owned.moves("2.6", 2015, 7)
    owned.moves("2.6", 2015, 9)
    owned.asks("2.6", 2015, 12)
    return owned


def test_from_the_third_move_on_only_the_board_agrees(moved_twice):
    for person in (moved_twice.chair, moved_twice.deputy):
        with refused("outcome"):
            moved_twice.agrees("2.6", by=person)
    moved = moved_twice.agrees("2.6", by=moved_twice.office, minute="NSCB, 4")
    assert (moved.by_the_board, moved_twice.stands("2.6").moves) == (True, 3)


def test_the_chair_cannot_speak_for_the_board_by_typing_a_minute(moved_twice):
    with refused("outcome"):
        moved_twice.agrees("2.6", by=moved_twice.chair, minute="NSCB, 4")


def test_the_office_names_the_minute(moved_twice):
    with refused("outcome"):
        moved_twice.agrees("2.6", by=moved_twice.office)


def test_declining_a_third_is_the_chairs(moved_twice):
    moved_twice.declines("2.6")


def test_the_office_cannot_agree_to_a_first_or_second(owned):
    owned.asks("2.6", 2015, 9)
    with forbidden():
        owned.agrees("2.6", by=owned.office, minute="NSCB, 4")


def test_only_months_that_the_owner_asked_for_are_counted(owned):
    owned.set_date("3.2", 2015, 6)  # a first date
    owned.extends(lines=owned.open_lines(date(2016, 9, 1)))  # an extension of the whole plan
    owned.completes("2.7")
    owned.reopens("2.7", 2016, 12)  # a reopening
    assert [owned.stands(number).moves for number in ("3.2", "2.6", "2.7")] == [0, 0, 0]


# A first date


def test_a_first_date_is_the_original_too(owned):
    owned.set_date("3.2", 2015, 6)
    standing = owned.stands("3.2")
    assert (standing.due, standing.original_due) == (date(2015, 6, 30), date(2015, 6, 30))


def test_a_first_date_is_given_once_and_is_not_in_the_past(owned):
    owned.on(2015, 4, 1)
    for month in ((), (2015, 3)):
        with refused("new_due"):
            owned.set_date("3.2", *month)
    owned.set_date("3.2", 2015, 4)
    with refused("new_due"):
        owned.set_date("3.2", 2015, 9)


# Extending the whole plan


def test_every_open_line_is_named_or_the_extension_is_refused(owned):
    owned.on(2016, 3, 24)
    lines = owned.open_lines()
    for left_out in ("2.6", "1.3"):
        rest = {number: how for number, how in lines.items() if number != owned.line(left_out)}
        with pytest.raises(RuleBroken, match=left_out):
            owned.extends(lines=rest)


def test_a_line_named_without_a_month_is_not_named(owned):
    with refused("lines"):
        owned.extends(lines={**owned.open_lines(), owned.line("2.6"): None})


def test_extended_lines_get_their_month_and_carried_ones_stay_as_they_are(owned):
    lines = {**owned.open_lines(), owned.line("2.6"): date(2016, 9, 1)}
    owned.on(2016, 3, 24).extends(lines=lines)
    assert owned.stands("2.6").due == date(2016, 9, 30)
    assert owned.stands("2.7").due == date(2015, 5, 31)
    assert owned.stands("2.7").facts.last_day == date(2017, 3, 31)


def test_an_extension_reaches_every_cell(owned):
    owned.on(2016, 3, 24).extends(lines={**owned.open_lines(), owned.line("1.3"): date(2016, 9, 1)})
    assert {cell.due for cell in plan_on(owned.day).by_id[owned.line("1.3")].cells} == {date(2016, 9, 30)}


def test_before_it_was_extended_the_plan_had_ended(owned):
    owned.on(2016, 4, 4).extends()
    assert "plan_ended" in owned.stands("2.6", day=date(2016, 4, 3)).flags
    assert "plan_ended" not in owned.stands("2.6", day=date(2016, 4, 4)).flags
    assert owned.stands("3.2", day=date(2016, 4, 3)).status == "overdue"
    assert owned.stands("3.2", day=date(2016, 4, 4)).status != "overdue"


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"minute": ""}, "minute"),
        ({"last_day": None}, "last_day"),
        ({"last_day": date(2016, 3, 31)}, "last_day"),  # the day it has now
    ],
)
def test_an_extension_needs_the_boards_minute_and_a_later_day(owned, missing, field):
    with refused(field):
        owned.extends(**missing)


def test_no_line_is_extended_to_an_earlier_month(owned):
    with refused("lines"):
        owned.extends(lines={**owned.open_lines(), owned.line("2.6"): date(2015, 4, 1)})
