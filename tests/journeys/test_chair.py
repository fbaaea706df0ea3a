"""The chair decides on what waits, and on nothing of their own agency."""

import pytest

pytestmark = pytest.mark.browser

CHAIR, DEPUTY = "chair@board.example", "deputy.chair@board.example"
WHO_CHECKED = "The deputy telephoned the centre's director on 12 January 2017."
NOT_YET = "Six months are counted, but not who was told of them."
HOLDS = "The centre opens in March, and its counting with it."


@pytest.fixture
def chair(served, visitor, room):
    return visitor(served, CHAIR, size=room)


def test_what_waits_is_decided(chair):
    finds_claims_first(chair)
    accepts_what_was_checked(chair)
    sends_one_back(chair)
    agrees_a_date(chair)
    meets_a_line_of_the_own_agency(chair)


def finds_claims_first(chair):
    chair.is_on("Review")
    places = [chair.text.find(words) for words in ("Claims", "Requests for a new date", "Overdue, longest first")]
    assert -1 < places[0] < places[1] < places[2], places
    chair.tabs_to("Begin with 1.3")
    chair.strikes("Enter")
    chair.is_on("1.3")


def accepts_what_was_checked(chair):
    chair.sees("Letter of the new contractor")
    assert chair.downloads("Download Letter of the new contractor").startswith(b"%PDF")
    chair.chooses("Accept the claim")
    chair.chooses("Checked")
    chair.presses("Decide and next")
    chair.sees_problems("who checked what")
    chair.types("Who checked what", WHO_CHECKED)
    chair.presses("Decide and next")
    chair.sees("The claim on 1.3 is accepted")


def sends_one_back(chair):
    chair.is_on("2.3")
    chair.sees("Daventry District Council")
    chair.chooses("Send it back")
    chair.types("Reason", NOT_YET)
    chair.presses("Decide and next")
    chair.sees("The claim on 2.3 is sent back")
    chair.goes_to("/plan/strategy-2015-16/2.3?agency=daventry")
    chair.sees("sent back", NOT_YET)
    chair.goes_to("/plan/strategy-2015-16/1.3?agency=secure-training-centres")
    chair.sees("Complete", WHO_CHECKED)


def agrees_a_date(chair):
    chair.picks("Review")
    chair.page.get_by_role("region", name="Requests for a new date").get_by_role("link").first.focus()
    chair.strikes("Enter")
    chair.sees("The request for a new date", "Secure training centres")
    chair.chooses("Agree to a new date")
    chair.types("Reason", HOLDS)
    chair.presses("Decide and next")
    chair.sees("The new date for 2.3 is agreed")
    chair.goes_to("/plan/strategy-2015-16/2.3?agency=secure-training-centres")
    chair.sees("by the end of March 2017", "Re-dated once", HOLDS)


def meets_a_line_of_the_own_agency(chair):
    chair.picks("Review")
    chair.follows("5.3")
    chair.sees("You may not decide this", "your own agency answers for it")
    assert chair.page.get_by_role("button", name="Decide and next").count() == 0


def test_of_two_decisions_on_one_claim_one_stands(served, visitor, room):
    chair, deputy = (visitor(served, address, size=room) for address in (CHAIR, DEPUTY))
    for each in (chair, deputy):
        each.follows("2.10")
    chair.chooses("Accept the claim", "Checked")
    chair.types("Who checked what", WHO_CHECKED)
    chair.presses("Decide and next")
    chair.sees("The claim on 2.10 is accepted")
    deputy.chooses("Send it back")
    deputy.types("Reason", NOT_YET)
    deputy.presses("Decide and next")
    assert deputy.status == 409
    deputy.sees("decided a moment ago by somebody else", NOT_YET)
    deputy.does_not_see("No evidence has been added")
    deputy.goes_to("/plan/strategy-2015-16/2.10")
    deputy.sees("Complete")
    deputy.does_not_see(NOT_YET)
