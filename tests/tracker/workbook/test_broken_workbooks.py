"""What is wrong with a workbook is refused with a sentence, and nothing of it is kept."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from a_workbook import downloaded, green, previews, updates, upload

from tracker.workbook.layout import HEADINGS_ROW, PLACE


def renamed(book):
    book.sheet.title = "Sheet1"


def moved(book):
    for row in range(HEADINGS_ROW, book.sheet.max_row + 1):
        said, why = book.cell("said", row), book.cell("why", row)
        said.value, why.value = why.value, said.value


def foreign(book):
    book.cell("number", book.row("2.16")).value = "3.2"


def formula(book):
    book.cell("said", book.row("2.16")).value = "=1+1"


def old(book):
    book.book["Identity"]["B2"].value = "2015-16-Q3"


def twice(book):
    row, last = book.row("2.16"), book.sheet.max_row + 1
    for key in PLACE:
        book.cell(key, last).value = book.cell(key, row).value


def text_in_a_date(book):
    book.fill("2.16", answer="Amber", why="Staff left.", next_steps="Recruit.", forecast="in June")


def no_reason(book):
    book.fill("2.16", answer="Amber", next_steps="Recruit.", forecast=date(2017, 6, 1))


def elsewhere(book):
    book.book["Identity"]["B1"].value = "ncc"


def no_answer(book):
    book.fill("2.16", answer=None)


BROKEN = {
    "renamed sheet": (renamed, "The sheet “Lines” is missing"),
    "moved column": (moved, "should say “What was done”"),
    "foreign id": (foreign, "not an open line of your agency"),
    "formula": (formula, "formula"),
    "old quarter": (old, "quarter that is closed"),
    "two answers": (twice, "has a row already"),
    "text in a date": (text_in_a_date, "this is no date"),
    "missing reason": (no_reason, "Say why it is amber"),
    "another agency's": (elsewhere, "made for another agency"),
    "words without an answer": (no_answer, "choose an answer, or empty the row"),
}


class TestBroken:
    @pytest.mark.parametrize("kind", BROKEN)
    def test_it_is_refused_with_a_sentence(self, officer, kind):
        break_it, sentence = BROKEN[kind]
        book = green(officer).fill("2.14", answer="Green", said="Mapped.")
        break_it(book)
        assert sentence in upload(officer, book, 400).text
        assert (previews(), updates(), updates("2.14")) == ([], [], [])

    def test_an_officer_of_another_agency_cannot_use_it(self, client, board):
        book = green(client.as_person(board.officer.id))
        assert "made for another agency" in upload(client.as_person(board.other.id), book, 400).text
        book.book["Identity"]["B1"].value = "ncc"
        assert "not an open line of your agency" in upload(client, book, 400).text
        assert (previews(), updates()) == ([], [])

    def test_all_that_is_wrong_is_told_at_once(self, officer):
        book = green(officer, said=None).fill("2.14", answer="Amber", why="Staff left.", next_steps="Recruit.")
        rows = book.row("2.16"), book.row("2.14")
        told = set(upload(officer, book, 400).errors())
        assert told == {
            f"I{rows[0]}: Say in a line what was done",
            f"L{rows[1]}: Enter the month by which it will be back on course",
        }

    def test_a_sheet_of_a_gigabyte(self, officer):
        target = BytesIO()
        with (
            zipfile.ZipFile(BytesIO(downloaded(officer))) as old,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for each in old.infolist():
                if each.filename != "xl/worksheets/sheet2.xml":
                    new.writestr(each, old.read(each))
            with new.open("xl/worksheets/sheet2.xml", "w") as sheet:
                for _ in range(1024):
                    sheet.write(b" " * 1024 * 1024)
        assert "unpacks to more" in upload(officer, target.getvalue(), 400).text
        assert previews() == []

    @pytest.mark.parametrize(("name", "member"), [("police.xlsm", "x"), ("police.xlsx", "xl/vbaProject.bin")])
    def test_a_file_with_macros(self, officer, name, member):
        target = BytesIO(downloaded(officer))
        with zipfile.ZipFile(target, "a") as book:
            book.writestr(member, b"macro")
        assert "macros are not accepted" in upload(officer, target.getvalue(), 400, name).text

    @pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0 old"])
    def test_no_workbook_at_all(self, officer, content):
        assert "There is a problem" in upload(officer, content, 400).text

    def test_entities_that_grow(self, officer):
        target = BytesIO()
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
        with zipfile.ZipFile(BytesIO(downloaded(officer))) as old, zipfile.ZipFile(target, "w") as new:
            for each in old.infolist():
                new.writestr(each, bomb if each.filename.endswith("sheet2.xml") else old.read(each))
        assert "more than a workbook needs" in upload(officer, target.getvalue(), 400).text

    def test_a_better_rating_without_a_sentence_why(self, officer, board):
        board.says("2.16", "red")
        assert "Say why it is better now" in upload(officer, green(officer), 400).text
        assert len(updates()) == 1
