"""What a file must be to be read as a plan: XLSX or CSV; a broken one is refused with row and reason, and nothing is kept."""

import zipfile
from io import BytesIO

import an_untidy_sheet as untidy
import openpyxl
import pytest
from a_board import Board
from a_plan_to_import import imports, send_file

from tracker.importing import opening
from tracker.importing.opening import open_sheet
from tracker.workbook.opening import Refused

ROW = 8


@pytest.fixture
def office(client, app):
    return client.as_person(Board().office.id)


def with_cell(value):
    book = openpyxl.load_workbook(BytesIO(untidy.workbook()))
    book["Action plan"].cell(ROW, 2).value = value
    return saved(book)


def saved(book):
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def with_an_error():
    return with_cell("#REF!")


def with_a_formula_never_worked_out():
    return with_cell("=A1&B1")


def with_too_long_a_text():
    return with_cell("long " * 900)


def with_piled_marks():
    return with_cell("a" + "\u0301" * 30)


def with_nothing():
    return saved(openpyxl.Workbook())


def with_too_many_rows():
    book = openpyxl.Workbook()
    for row in range(1, opening.MOST_ROWS + 3):
        book.active.cell(row, 1).value = "x"
    return saved(book)


def unpacking_to_too_much():
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    return target.getvalue()


def no_workbook():
    return b"%PDF-1.7 plan"


def an_old_one():
    return b"\xd0\xcf\x11\xe0" + b"0" * 600


BROKEN = [
    (with_an_error, "plan.xlsx", f"Row {ROW}, column B: holds the error #REF!"),
    (with_a_formula_never_worked_out, "plan.xlsx", f"Row {ROW}, column B: holds a formula without its result"),
    (with_too_long_a_text, "plan.xlsx", f"Row {ROW}, column B: Shorten this to 4,000 characters"),
    (with_piled_marks, "plan.xlsx", f"Row {ROW}, column B: Delete the marks"),
    (with_nothing, "plan.xlsx", "There is nothing in the file"),
    (with_too_many_rows, "plan.xlsx", "has more than 1,000 rows"),
    (unpacking_to_too_much, "plan.xlsx", "unpacks to more than a plan can hold"),
    (no_workbook, "plan.xlsx", "The file is damaged or no Excel workbook. Open it in Excel"),
    (an_old_one, "plan.xls", "has a password or an old format"),
    (untidy.workbook, "plan.xlsm", "Workbooks with macros are not accepted"),
    (untidy.workbook, "plan.csv", "is called .csv and is an Excel workbook"),
    (lambda: b'No,Action\n1.1,"open', "plan.csv", "a quotation mark is not closed"),
    (lambda: b"No,Action\n1.1,Wri\x00te\n", "plan.csv", "Row 2, column B: Delete the character that cannot be shown"),
    (lambda: b"a\nb" + b"," * 40 + b"c\n", "plan.csv", "Row 2: the file has more than 40 columns"),
    (lambda: b"", "plan.csv", "There is nothing in the file"),
]


@pytest.mark.parametrize(("make", "name", "message"), BROKEN, ids=[make.__name__ for make, _, _ in BROKEN])
def test_a_broken_file_is_refused_with_row_and_reason(office, make, name, message):
    page = send_file(office, make(), name, status=400)
    assert any(message in each for each in page.errors()), page.errors()
    assert imports() == []


def test_each_cell_that_cannot_be_read_is_named():
    content = b"No,Action\n1.1,Wri\x00te\n1.2,Fine\n1.3,Re\x00ad\n"
    with pytest.raises(Refused) as refused:
        open_sheet(content, "plan.csv")
    assert [each.split(":")[0] for each in refused.value.problems] == ["Row 2, column B", "Row 4, column B"]


# CSV

SAVED_AS = {
    "UTF-8 with commas": ("utf-8", ","),
    "UTF-8 with a mark": ("utf-8-sig", ","),
    "Western Windows with semicolons": ("cp1252", ";"),
    "with tabs": ("utf-8", "\t"),
}


@pytest.mark.parametrize(("encoding", "mark"), SAVED_AS.values(), ids=SAVED_AS)
def test_csv_is_read_however_it_was_saved(encoding, mark):
    lines = [["No", "Action", "When"], ["1.1", '"Café, and\nmore"', "Apr-15"]]
    content = "\r\n".join(mark.join(cells) for cells in lines).encode(encoding)
    assert open_sheet(content, "Plan.CSV").rows == [lines[0], ["1.1", "Café, and\nmore", "Apr-15"]]


# Workbooks


def test_the_sheet_that_looks_like_a_plan_is_read():
    book = openpyxl.load_workbook(BytesIO(untidy.workbook()))
    book.move_sheet("Notes", -1)
    sheet = open_sheet(saved(book), "plan.xlsx")
    assert (sheet.name, sheet.unread) == ("Action plan", ("Notes",))


def test_another_sheet_is_read_where_it_is_named():
    assert open_sheet(untidy.workbook(), "plan.xlsx", "notes").name == "Notes"
    with pytest.raises(Refused, match="no sheet “Plans” in the workbook, which holds: Action plan, Notes"):
        open_sheet(untidy.workbook(), "plan.xlsx", "Plans")


def test_a_hidden_sheet_is_not_read():
    book = openpyxl.load_workbook(BytesIO(untidy.workbook()))
    book["Notes"].sheet_state = "hidden"
    assert open_sheet(saved(book), "plan.xlsx").unread == ()


def test_cells_come_as_words_numbers_and_days():
    cells = open_sheet(untidy.workbook(), "plan.xlsx").rows
    assert cells[untidy.row_of("2.10") - 1][0] == 2.1
    days = [cell for row in cells for cell in row if isinstance(cell, dict)]
    assert {"day": "2016-11-30", "shown": "dd/mm/yyyy"} in days


def test_a_character_that_no_code_page_has_is_refused_and_not_changed():
    with pytest.raises(Refused, match="CSV UTF-8"):
        open_sheet(b"Action,Due\nCaf\x8f,Apr 2015\n", "a.csv")
