"""The workbook as it is downloaded: what it lists, what is locked, and what does not leave the screen."""

import zipfile
from io import BytesIO

from a_board import PROFILE, STRATEGY, TODAY, rows_now, the_action
from a_workbook import Book, downloaded

from actions.db import db
from actions.models import JournalLine
from actions.standing import line_on
from tracker.workbook.layout import FIRST_ROW, PLACE

MARKED = "OFFICIAL-SENSITIVE Worked example: invented. Not a record of any agency."


class TestGoingOut:
    def test_it_is_marked_locked_and_lists_the_agencys_open_lines(self, officer):
        sheet = Book(downloaded(officer)).sheet
        assert sheet["A1"].value == MARKED
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == MARKED
        assert sheet.protection.sheet
        numbers = {sheet.cell(row, PLACE["number"] + 1).value for row in range(FIRST_ROW, sheet.max_row + 1)}
        assert {"2.16", "2.14", "1.3", "2.3"} == numbers
        locked = {key: sheet.cell(FIRST_ROW, place + 1).protection.locked for key, place in PLACE.items()}
        assert [key for key, held in locked.items() if held] == list(PLACE)[:7]

    def test_the_download_is_one_line_of_the_journal(self, officer, board):
        before = rows_now()
        downloaded(officer)
        lines = db.session.query(JournalLine).filter_by(kind="export").all()
        assert rows_now() == before + 1
        assert [(each.by_id, each.detail) for each in lines] == [
            (board.officer.id, "workbook of police for 2016-17-Q3")
        ]

    def test_last_words_go_out_as_text(self, officer, board):
        board.says("2.16", words={"said": "=1+1"})
        book = Book(downloaded(officer))
        cell = book.cell("last_words", book.row("2.16"))
        assert (cell.data_type, "=1+1" in cell.value) == ("s", True)

    def test_nobody_but_officers(self, client, board):
        for who in ("office", "chair", "executive", "inspector"):
            client.as_person(getattr(board, who).id)
            for address in ("/my-update/workbook", "/my-update/workbook.xlsx", "/my-update/workbook/preview"):
                assert client.get(address).status_code == 403


class TestTheGate:
    def test_a_recommendations_title_does_not_leave_the_screen(self, officer, board):
        title = line_on(TODAY, the_action("27", PROFILE)).line.title
        board.own("27", document=PROFILE)
        content = downloaded(officer)
        with zipfile.ZipFile(BytesIO(content)) as packed:
            text = b"".join(packed.read(each) for each in packed.infolist()).decode("utf-8", "ignore")
        assert STRATEGY in text
        assert title
        assert title not in text
