"""Two people at one line: the second is shown what the first said before anything of theirs is saved, then both stand."""

import pytest

pytestmark = pytest.mark.browser

LEAD, HELPER = "lead.police@board.example", "missing.police@board.example"
CARD, ACTION = "/my-update/strategy-2015-16/5.2", "/plan/strategy-2015-16/5.2"
FIRST = "Every district sent its figures by 13 January."
SECOND = "Two closure orders were added on 16 January."


def test_of_two_updates_both_stand(served, visitor, room):
    lead, helper = (visitor(served, address, size=room) for address in (LEAD, HELPER))
    for each in (lead, helper):
        each.goes_to(CARD)
    says(lead, FIRST)
    lead.sees("Your update on 5.2 is saved")
    says(helper, SECOND)
    is_shown_the_first(helper)
    helper.presses("Save this update")
    helper.sees("Your update on 5.2 is saved")
    helper.goes_to(ACTION)
    helper.sees(FIRST, SECOND)


def says(person, words):
    person.chooses("Green")
    person.types("What was done", words)
    person.presses("Save this update")


def is_shown_the_first(helper):
    assert helper.status == 409
    helper.sees("Added while you were writing", FIRST)
    helper.sees_problems("")
    helper.finds_typed("What was done", SECOND)
    assert helper.field("Green").is_checked()
