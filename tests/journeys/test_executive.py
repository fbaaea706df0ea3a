"""A report comes into being, an executive reads it, and nothing changes it any more."""

import hashlib

import pytest

pytestmark = pytest.mark.browser

CHAIR, OFFICE = "chair@board.example", "business.manager@board.example"
EXECUTIVE, OFFICER = "board.chair@board.example", "lead.police@board.example"
VERDICT = "The plan is largely done; therapy and somebody to talk to on coming home are not."
REPORT = "/reports/quarterly/2016-17-Q3/1"


def test_a_report_is_frozen_and_read(served, visitor, room):
    the_chair_finds_the_words(visitor(served, CHAIR, size=room))
    the_office_freezes_it(visitor(served, OFFICE, size=room))
    executive = visitor(served, EXECUTIVE, size=room)
    lands_on_it(executive)
    kept = opens_its_editions(executive)
    something_is_said_afterwards(visitor(served, OFFICER, size=room))
    assert [executive.fetches(f"{REPORT}.{ending}").body() for ending in ("pdf", "html")] == kept
    looks_at_the_plan_as_it_was(executive)


def the_chair_finds_the_words(chair):
    chair.picks("Reports")
    chair.follows("Quarterly report, Q3 2016-17")
    chair.enters_day("Stands as at", 15, "January", 2017)
    chair.types("The chair's verdict", VERDICT)
    chair.presses("Save the draft")
    chair.sees("The draft is saved")


def the_office_freezes_it(office):
    office.picks("Reports")
    office.follows("Quarterly report, Q3 2016-17")
    office.finds_typed("The chair's verdict", VERDICT)
    assert office.fetches("/reports/quarterly/2016-17-Q3/preview.pdf").body().startswith(b"%PDF")
    office.presses("Freeze edition 1")
    office.sees("Edition 1 is frozen", VERDICT)


def lands_on_it(executive):
    executive.is_on("Quarterly report, Q3 2016-17")
    executive.sees("Edition 1", VERDICT, "15 January 2017")


def opens_its_editions(executive):
    """The bytes of the PDF and of the HTML edition, which are those whose hashes the page shows."""
    kept = [executive.fetches(f"{REPORT}.{ending}").body() for ending in ("pdf", "html")]
    executive.sees(*(hashlib.sha256(each).hexdigest() for each in kept))
    assert kept[0].startswith(b"%PDF")
    executive.follows("Open the HTML edition")
    assert VERDICT in executive.page.inner_text("body")
    assert executive.page.locator("nav, form, script, [src^='http']").count() == 0
    executive.goes_to(REPORT)
    return kept


def something_is_said_afterwards(officer):
    officer.follows("5.2")
    officer.chooses("Nothing has changed")
    officer.presses("Save this update")
    officer.sees("Your update on 5.2 is saved")


def looks_at_the_plan_as_it_was(executive):
    executive.picks("Plan")
    executive.changes_day("2016-06-30")
    executive.finds_past_day()
    executive.follows("overdue")
    executive.finds_past_day()
    executive.page.get_by_role("main").get_by_role("row").get_by_role("link").first.focus()
    executive.strikes("Enter")
    executive.finds_past_day()
    executive.picks("Reports")
    executive.finds_past_day()
    executive.does_not_see("Q3 2016-17", "Q1 2016-17")
    executive.sees("Q4 2015-16")
    with executive.arriving():
        executive.page.get_by_role("link", name="Go to today").click()
    executive.sees("Q3 2016-17")


def test_a_search_keeps_the_day(to_be_read, visitor):
    executive = visitor(to_be_read, EXECUTIVE)
    executive.picks("Plan")
    executive.changes_day("2016-06-30")
    executive.types("Search", "therapeutic")
    executive.presses("Search")
    executive.sees("4.2")
    executive.finds_past_day()
