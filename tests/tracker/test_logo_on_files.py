"""The board's logo stands on what is taken away, too: a Word file, an inspection pack, and an agency's workbook. What pages,
PDFs, lists and mails do with it: test_settings_reach.py."""

from io import BytesIO

import pytest
from a_board import TODAY, Board
from a_pack import unpacked, use_files_of
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from actions import changes, reports
from actions.db import begin_writing, db
from actions.periods import london_moment
from tracker import papers
from tracker.workbook.layout import COLUMNS, INSTRUCTIONS, LINES

WORDS, COLOUR = "TSP & co", "#4c2c92"


@pytest.fixture
def board(app):
    use_files_of(app)
    board = Board()
    board.own("2.14", "2.16")
    return board


@pytest.fixture
def with_logo(board):
    begin_writing()
    for key, value in (("logo_text", WORDS), ("logo_colour", COLOUR)):
        changes.set_setting(key, value, by=board.office, at=london_moment(TODAY))
    db.session.commit()
    return board


def header_in_word():
    content = papers.in_form(reports.to_bytes(reports.exception(TODAY)), "docx")
    return Document(BytesIO(content)).sections[0].header.paragraphs


def workbook_of(app, board):
    client = app.test_client().as_person(board.officer.id)
    return load_workbook(BytesIO(client.get("/my-update/workbook.xlsx").data))


def test_in_word_it_stands_above_the_marking_in_white_on_the_board_s_colour(with_logo):
    its, marking, *_ = header_in_word()
    assert (its.text.strip(), marking.text.split("\t")[0]) == (WORDS, "OFFICIAL-SENSITIVE")
    (run,) = its.runs
    assert str(run.font.color.rgb) == "FFFFFF"
    assert f"#{run._r.rPr.find(qn('w:shd')).get(qn('w:fill'))}" == COLOUR


def test_on_every_page_of_a_pack(with_logo, tmp_path):
    pack = unpacked(tmp_path)
    for name in pack.html_pages():
        (its,) = pack.tree(name).findall(".//{*}svg[@class='logo']")
        assert (its.get("aria-label"), its.find("{*}rect").get("fill")) == (WORDS, COLOUR), name


def test_on_the_first_sheet_of_a_workbook_and_in_the_way_of_nothing(app, with_logo):
    book = workbook_of(app, with_logo)
    cell = book[INSTRUCTIONS]["A3"]
    assert (cell.value, f"#{cell.fill.fgColor.rgb[2:].lower()}") == (WORDS, COLOUR)
    assert [each.value for each in book[LINES][3]] == [each.heading for each in COLUMNS]


def test_a_board_without_one_has_nothing_in_its_place(app, board, tmp_path):
    assert header_in_word()[0].text.startswith("OFFICIAL-SENSITIVE\t")
    assert not any("<svg" in page for page in unpacked(tmp_path).html_pages().values())
    assert workbook_of(app, board)[INSTRUCTIONS]["A3"].value is None
