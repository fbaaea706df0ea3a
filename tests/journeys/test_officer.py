"""The lead officer of an agency answers for what is theirs."""

import pytest

pytestmark = pytest.mark.browser

NCC = "lead.ncc@board.example"
WHY = "The homes' own inspection took their managers away in December."
NEXT = "Each home is telephoned in the week of 23 January."
DONE = "Every return interview of the last three months was read by two managers."
LATER = "The analyst's post is empty until April."
CHILDREN = "Their ethnicity is recorded twice in the meantime, so nobody is missed."
MINUTES = b"Notes of twelve telephone calls to homes, 13 January 2017"
AUDIT = b"home,interviews,within 72 hours\n1,14,14\n2,9,8\n"


@pytest.fixture
def officer(served, visitor, room):
    return visitor(served, NCC, size=room)


def test_a_quarter_is_answered(officer, paper):
    begins_with_the_most_urgent(officer)
    is_told_what_amber_needs(officer, paper)
    completes_it(officer, paper)
    finds_it_in_the_history(officer)
    reports_another_complete(officer, paper)
    adds_to_what_waits(officer, paper)
    asks_for_a_date_on_a_third(officer)


def begins_with_the_most_urgent(officer):
    officer.is_on("My update")
    officer.sees("4 of 5 answered", "1 to go, by 31 January 2017")
    officer.tabs_to("Green")


def is_told_what_amber_needs(officer, paper):
    officer.chooses("Amber")
    officer.types("Why is it amber or red?", WHY)
    officer.types("What happens next?", "")
    officer.enters_month("When will it be back on course?", "", "")
    officer.unfolds("Evidence for 2.11")
    officer.attaches("Files", paper("calls.txt", MINUTES))
    officer.presses("Save 2.11")
    assert officer.status == 400
    officer.is_on("2.11")
    officer.sees_problems(
        "Say what happens next", "Enter the month by which it will be back on course", "Choose your files again"
    )
    officer.tabs_to("Say what happens next")
    officer.page.keyboard.press("Enter")
    assert "What happens next?" in officer.focused()
    officer.finds_typed("Why is it amber or red?", WHY)


def completes_it(officer, paper):
    officer.page.keyboard.type(NEXT)
    officer.enters_month("When will it be back on course?", "March", "2017")
    officer.attaches("Files", paper("calls.txt", MINUTES))
    officer.unfolds("It is a link, or is held by the agency")
    officer.types("Address of the link", "https://homes.example/telephone-round")
    officer.types("What the evidence is", "Telephone round of homes")
    officer.presses("Save this update")
    officer.is_on("Send my update")
    officer.sees("Your update on 2.11 is saved", "5 of 5 answered")
    officer.picks("My update")
    officer.sees("5 of 5 answered", "none to go")


def finds_it_in_the_history(officer):
    officer.follows("2.11")
    officer.follows("All that is known of 2.11")
    officer.sees("At risk", WHY, NEXT, "by the end of March 2017", "Telephone round of homes")
    assert officer.downloads("Download Telephone round of homes") == MINUTES
    officer.follows("updates", exact=True)
    officer.sees(WHY)


def reports_another_complete(officer, paper):
    officer.picks("My update")
    officer.follows("2.13")
    officer.chooses("Green")
    officer.types("What was done", DONE)
    officer.attaches("Files", paper("audit.csv", AUDIT))
    officer.chooses("Practice", "Report it complete")
    officer.presses("Save this update")
    officer.sees("Your update on 2.13 is saved")
    officer.picks("My update")
    officer.sees("2.13", "Reported complete on 16 January 2017")
    officer.follows("2.13")
    officer.sees("the claim waits for a decision", "audit.csv")


def adds_to_what_waits(officer, paper):
    officer.follows("Add evidence to what was said")
    officer.is_on("Add evidence")
    officer.presses("Add this evidence")
    officer.sees_problems("Choose a file, give a link, say where it is held, or choose what is on record")
    officer.attaches("Choose the files", paper("audit-again.csv", AUDIT), paper("calls.txt", b"Twelve more calls"))
    officer.unfolds("A meeting on record")
    officer.page.get_by_label("A meeting on record").select_option(index=1)
    officer.presses("Add this evidence")
    officer.sees("3 pieces of evidence added to 2.13", "File 1 of 2: the same file is already evidence on 2.13")
    officer.sees("Added after the claim", "not scanned: this tracker has no scanner", "Go to the meeting")


def asks_for_a_date_on_a_third(officer):
    officer.picks("My update")
    officer.follows("18 ")
    officer.follows("Ask for a new date")
    officer.enters_month("Which month do you ask for?", "Sept", "2017")
    officer.types("Why is a new date needed?", LATER)
    officer.presses("Ask for this date")
    officer.sees_problems("Say what the delay means for children")
    officer.finds_typed("Why is a new date needed?", LATER)
    officer.types("What does the delay mean for children?", CHILDREN)
    officer.presses("Ask for this date")
    officer.sees("You have asked for a new date for 18", "New date asked for")
    officer.follows("The request for a new date (September 2017)")
    officer.sees("It waits for the chair", LATER, CHILDREN)
