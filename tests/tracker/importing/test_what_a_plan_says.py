"""What was imported does nothing wherever it comes out: on pages, in sheets, reports and Word files."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from a_board import Board
from a_plan_to_import import COLUMNS, DOUBTS, MATCHED, PREVIEW, REFERENCE, as_filled_in, send_file

HARM = "=1+1 <img src=//elsewhere.test/x> & <script>alert(1)</script> \"'> Łódź \U0001f600"
ROWS = [["No", "Action", "Lead", "When", "RAG"], [f"Priority 1: {HARM}"], ["1.1", f"{HARM}. {HARM}", HARM, HARM, HARM]]
ROWS.append(["1.2", HARM, "Police", "Sep-16", "Amber"])
PAGES = (
    f"/plan/{REFERENCE}",
    f"/plan/{REFERENCE}/priority/1",
    f"/plan/{REFERENCE}/1.1",
    f"/lines?document={REFERENCE}",
    "/search?q=elsewhere",
    "/plan",
    "/recommendations/crosswalk",
    "/due",
    "/ownership",
)
FILES = (
    "/lines.csv",
    "/lines.xlsx",
    "/people/workbooks/police.xlsx",
    *(f"/reports/agency/police.{ending}" for ending in ("html", "pdf", "docx", "xlsx")),
    *(f"/reports/quarterly/2016-17-Q3/preview.{ending}" for ending in ("html", "docx", "xlsx")),
    *(f"/reports/exception.{ending}" for ending in ("html", "pdf", "docx", "xlsx")),
)

DRAFT = {"cut_off-day": "16", "cut_off-month": "1", "cut_off-year": "2017", "verdict": "The plan is new."}


def a_sheet():
    book = openpyxl.Workbook()
    for row, cells in enumerate(ROWS, start=1):
        for column, value in enumerate(cells, start=1):
            cell = book.active.cell(row, column)
            cell.value, cell.data_type = value, "s"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def office(client, app):
    """The business manager, who has adopted a plan that would do harm."""
    client.as_person(Board().office.id)
    send_file(client, a_sheet(), title=HARM)
    client.send(COLUMNS, {**MATCHED, "headings": "1"})
    assert HARM in client.page(DOUBTS).text
    client.send(DOUBTS, as_filled_in(client))
    page = client.page(PREVIEW)
    assert HARM in page.text
    client.send(PREVIEW, {"seen": page.field("seen")})
    return client


def test_pages_show_it_as_words(office):
    for address in PAGES:
        page = office.page(address)
        assert "<script>alert" not in page.html, address
        assert "<img src=//elsewhere" not in page.html, address


def test_the_page_of_the_action_shows_all_of_it(office):
    assert f"{HARM}. {HARM}" in office.page(f"/plan/{REFERENCE}/1.1").text


def test_no_sheet_reckons_it(office):
    with office.get(f"/lines.csv?document={REFERENCE}") as answer:
        rows = list(csv.reader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert any("1+1 <img" in cell for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    with office.get(f"/lines.xlsx?document={REFERENCE}") as answer:
        book = openpyxl.load_workbook(BytesIO(answer.data))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("address", FILES)
def test_every_file_can_be_made_of_it(office, address):
    if "preview" in address:
        office.send("/reports/quarterly/2016-17-Q3/draft", DRAFT)
    with office.get(address) as answer:
        assert answer.status_code == 200
        assert not address.endswith("html") or b"<script>alert(1)" not in answer.data
