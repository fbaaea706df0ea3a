"""The board office imports an untidy spreadsheet on screen: each doubt is shown with its row and settled; a broken one is
refused with row and reason."""

import an_untidy_sheet as untidy
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

OFFICE = "business.manager@board.example"
TITLE = "Neglect plan 2016-17"
KINDS = {
    "due": "When is row {} due?",
    "owner": "Who owns row {}?",
    "status": "Where did row {} stand?",
    "number": "Number of the action in row {}",
}
# What the office knows better than what was read.
SETTLED = {
    ("due", "1.3"): "Feb-17",
    ("due", "4.2"): "30/09/2016",
    ("status", "2.8"): "Amber",
    ("owner", "2.10"): "Probation",
}
LAST = len(untidy.rows())
DAYS = {
    "In force from": (1, 9, 2016),
    "First day of the plan": (1, 4, 2016),
    "Last day of the plan": (31, 3, 2017),
}


def uploads(office, path):
    office.goes_to("/import")
    office.attaches("The spreadsheet", path)
    office.types("Name of the plan", TITLE)
    office.types("Short reference", "neglect-2016-17")
    for question, day in DAYS.items():
        office.enters_day(question, *day)
    office.presses("Upload and match the columns")


def matches(office):
    office.is_on("Which column holds what?")
    office.sees("Action plan", "Not read: Notes", "C: Lead agency")
    office.enters_day("Day of the meeting at which the statuses were minuted", 12, 12, 2016)
    office.types("Minute", "Sub group, 12 December 2016, item 4")
    office.presses("Read the rows")
    office.is_on("What is in doubt")


def field_of(office, kind, number):
    return office.field(KINDS[kind].format(untidy.row_of(number)))


def sees_every_doubt(office):
    """A card for each row in doubt, with the row as it stands and a field that holds what was read."""
    for kind, number, read in untidy.DOUBTS:
        card = office.page.get_by_role("listitem").filter(has=field_of(office, kind, number))
        expect(card.get_by_role("heading", name=f"Row {untidy.row_of(number)}", exact=True)).to_be_visible()
        expect(card.get_by_role("blockquote")).to_contain_text(f"Agree what {number} asks of every partner")
        expect(field_of(office, kind, number)).to_have_value(read)
    fields = office.page.locator("main [name^=row-]")
    assert fields.count() == len(untidy.DOUBTS) + len(untidy.OF_ROWS_ALONE)


def settles(office):
    for (kind, number), said in SETTLED.items():
        field = field_of(office, kind, number)
        field.select_option(label=said) if kind in ("owner", "status") else field.fill(said)
    office.field(f"What is row {LAST}?").select_option(label="A remark: leave it out")
    office.presses("Settle these and look at the plan")


def answers_wrongly(office):
    field_of(office, "due", "1.7").fill("when we can")
    office.presses("Settle these and look at the plan")
    office.sees_problems(f"Row {untidy.row_of('1.7')}: enter a date such as April 2015 or 30/04/2015, or tbc")
    expect(field_of(office, "due", "1.7")).to_have_value("when we can")
    field_of(office, "due", "1.7").fill("tbc")


def test_an_untidy_spreadsheet_becomes_the_plan(served, room, visitor, paper):
    office = visitor(served, OFFICE, size=room)
    uploads(office, paper("plan.xlsx", untidy.workbook()))
    matches(office)
    sees_every_doubt(office)
    answers_wrongly(office)
    settles(office)
    office.is_on("The plan as it would be adopted")
    office.sees("60 actions under 5 priorities", f"Row {LAST}: “{untidy.UNFINISHED}”", "by the end of February 2017")
    office.presses("Adopt this plan")
    office.is_on(TITLE)
    office.sees("60 actions under 5 priorities", "60 actions")
    for number, words in (("1.3", "by the end of February 2017"), ("2.10", "Probation"), ("2.8", "rated amber")):
        office.goes_to(f"/plan/neglect-2016-17/{number}")
        office.sees(f"Agree what {number} asks of every partner", words)
    office.goes_to("/import/preview")
    office.sees("There is no spreadsheet that waits")


def test_a_broken_spreadsheet_is_refused_with_row_and_reason(served_on_sqlite, visitor, paper):
    office = visitor(served_on_sqlite, OFFICE)
    uploads(office, paper("plan.xlsx", untidy.workbook(error_in=9)))
    office.sees_problems("Row 9, column B: holds the error #REF!")
    office.finds_typed("Name of the plan", TITLE)
    office.goes_to("/import/columns")
    office.sees("There is no spreadsheet that waits")


def test_without_javascript_it_goes_the_same_way(served_on_sqlite, visitor, paper):
    office = visitor(served_on_sqlite, OFFICE, javascript=False)
    uploads(office, paper("plan.xlsx", untidy.workbook()))
    matches(office)
    settles(office)
    office.sees("60 actions under 5 priorities")
    office.presses("Adopt this plan")
    office.is_on(TITLE)
