"""Partners who do not work on the pages: one answers by a link without an account, another in a workbook offline."""

from io import BytesIO

import openpyxl
import pytest

from tracker.workbook.layout import FIRST_ROW, LINES, PLACE

pytestmark = pytest.mark.browser

OFFICE, LEAD, POLICE = "business.manager@board.example", "lead.ncc@board.example", "lead.police@board.example"
HOLDER = "Service manager, <Smith, J> Łódź"
SAID = "Every home was telephoned; =1+1 & x < 3. " + "w" * 300


def test_an_answer_by_link_counts_once_it_is_confirmed(served_on_sqlite, visitor):
    office, lead = visitor(served_on_sqlite, OFFICE), visitor(served_on_sqlite, LEAD)
    partner = visitor(served_on_sqlite)
    link = makes_a_link(office)
    partner.goes_to(link)
    answers(partner)
    refuses(lead, "It speaks of another quarter.")
    partner.goes_to(link)
    partner.sees("Your answer was not taken", "It speaks of another quarter.")
    answers(partner)
    confirms(lead)
    lead.goes_to("/plan/strategy-2015-16/2.11")
    lead.sees(SAID[:40], HOLDER)


def makes_a_link(office):
    """Its path; the link is shown once."""
    office.goes_to("/people/links")
    office.page.get_by_label("Agency", exact=True).select_option("ncc")
    office.chooses("Q3 2016-17 (October to December 2016)")
    office.types("Who gets it", HOLDER)
    office.enters_day("Last day on which it works", "31", "1", "2017")
    office.presses("Make the link")
    return office.page.locator("#answer-link").inner_text().removeprefix(office.address)


def answers(partner):
    partner.follows("2.11 Guidance for residential and foster care providers")
    partner.presses("Save this answer")
    partner.sees_problems("Choose green, amber or red")
    partner.chooses("Green")
    partner.types("What was done", SAID)
    partner.presses("Save this answer")
    partner.sees("It counts once it is confirmed", "waiting to be confirmed")


def refuses(lead, why):
    lead.goes_to("/by-link")
    lead.follows("Refuse it")
    lead.presses("Refuse it")
    lead.sees_problems("Say why it is refused")
    lead.types("Why is it refused?", why)
    lead.presses("Refuse it")


def confirms(lead):
    lead.goes_to("/by-link")
    lead.sees(SAID[:40])
    lead.chooses("Confirm this answer to 2.11")
    lead.presses("Confirm what is ticked")
    lead.sees("Nothing that came by link waits")


def test_a_workbook_is_filled_in_offline_and_looked_at_before_it_counts(served_on_sqlite, visitor, tmp_path):
    officer = visitor(served_on_sqlite, POLICE)
    officer.goes_to("/my-update/workbook")
    file = filled_in(officer.downloads("Download the workbook"), tmp_path / "police.xlsx", "Amber")
    officer.attaches("The workbook, filled in", file)
    officer.presses("Upload and look at the changes")
    officer.sees("There is a problem")
    somebody_says_it_meanwhile(visitor(served_on_sqlite, POLICE))
    officer.attaches("The workbook, filled in", filled_in(file.read_bytes(), file, "Green"))
    officer.presses("Upload and look at the changes")
    officer.sees("What your workbook changes", "Added since you downloaded the workbook", SAID[:40])
    officer.presses("Record these answers")
    officer.sees("There is a problem")
    officer.chooses("I have read what was added to 5.2, and my answer still holds")
    officer.presses("Record these answers")
    officer.goes_to("/plan/strategy-2015-16/5.2")
    officer.sees(SAID[:40])


def filled_in(content, to, answer):
    """The workbook with an answer for 5.2: complete for green, and without its reasons for amber."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book[LINES]
    row = next(
        row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, PLACE["number"] + 1).value == "5.2"
    )
    sheet.cell(row, PLACE["answer"] + 1).value = answer
    sheet.cell(row, PLACE["said"] + 1).value = SAID
    sheet.cell(row, PLACE["said"] + 1).data_type = "s"
    book.save(to)
    return to


def somebody_says_it_meanwhile(colleague):
    colleague.goes_to("/my-update/strategy-2015-16/5.2")
    colleague.chooses("Green")
    colleague.types("What was done", "Nine notices were served.")
    colleague.presses("Save this update")
    colleague.sees("Your update on 5.2 is saved")
