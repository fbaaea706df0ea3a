"""The officer's way through with JavaScript switched off: every field is in sight, and nothing is lost."""

import pytest

pytestmark = pytest.mark.browser

WHY = "The homes' own inspection took their managers away in December."
LINK = "https://homes.example/telephone-round"


def test_a_card_is_answered_without_javascript(served, visitor, room, paper):
    officer = visitor(served, "lead.ncc@board.example", size=room, javascript=False)
    is_told_what_amber_needs(officer)
    completes_it(officer, paper)
    officer.follows("2.11")
    officer.follows("All that is known of 2.11")
    officer.sees("At risk", WHY, "Telephone round: calls.txt")
    changes_the_day(officer)


def is_told_what_amber_needs(officer):
    officer.chooses("Amber")
    officer.types("Why is it amber or red?", WHY)
    officer.types("What happens next?", "")
    officer.presses("Save 2.11")
    assert officer.status == 400
    officer.sees("There is a problem", "Say what happens next")
    officer.page.get_by_role("link", name="Say what happens next").click()
    assert "What happens next?" in officer.focused()
    officer.finds_typed("Why is it amber or red?", WHY)


def completes_it(officer, paper):
    officer.types("What happens next?", "Each home is telephoned.")
    officer.enters_month("When will it be back on course?", "3", "2017")
    officer.attaches("Files", paper("calls.txt"), paper("homes.csv", b"home,asked\n1,yes\n"))
    officer.unfolds("It is a link, or is held by the agency")
    officer.types("Address of the link", LINK)
    officer.types("What the evidence is", "Telephone round")
    officer.presses("Save this update")
    officer.sees("Your update on 2.11 is saved", "5 of 5 answered")
    officer.picks("My update")
    officer.sees("none to go")


def changes_the_day(officer):
    officer.changes_day("2016-06-30")
    officer.finds_past_day()
    officer.does_not_see(WHY)


def test_a_card_stands_where_the_script_does_not_come(to_be_read, visitor, size):
    officer = visitor(to_be_read, "lead.ncc@board.example", size=size)
    officer.page.route("**/tracker.js", lambda route: route.abort("blockedbyclient"))
    officer.goes_to("/my-update")
    officer.sees("If amber or red", "If red", "What help do you ask for?")
    officer.presses("Save 2.11")
    officer.sees("There is a problem")
