"""The agency workbook: out, filled in as a person would, back, looked at, applied; what is wrong with it is refused."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from a_board import PROFILE, STRATEGY, TODAY, Board, rows_now, the_action
from checked_page import Page
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from actions import queries
from actions.db import db
from actions.models import JournalLine, Update
from actions.standing import line_on
from tracker.workbook.layout import FIRST_ROW, HEADINGS_ROW, LINES, PLACE
from tracker.workbook.models import WorkbookPreview

MARKED = "OFFICIAL-SENSITIVE Worked example: invented. Not a record of any agency."
AWKWARD = "Łódź, Ŵ, <Smith, J> & x < 3\n=1+1 _x0041_ " + "a" * 300


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16", "2.14")
    return board


@pytest.fixture
def officer(client, board):
    return client.as_person(board.officer.id)


def downloaded(client):
    with client.get("/my-update/workbook.xlsx") as answer:
        assert answer.status_code == 200
        return answer.data


class Book:
    """A downloaded workbook in a person's hands."""

    def __init__(self, content):
        self.book = openpyxl.load_workbook(BytesIO(content))
        self.sheet = self.book[LINES]

    def row(self, number):
        rows = range(FIRST_ROW, self.sheet.max_row + 1)
        return next(row for row in rows if self.cell("number", row).value == number)

    def cell(self, key, row):
        return self.sheet.cell(row, PLACE[key] + 1)

    def fill(self, number, **values):
        for key, value in values.items():
            cell = self.cell(key, self.row(number))
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        return self

    def bytes(self):
        target = BytesIO()
        self.book.save(target)
        return target.getvalue()


def upload(client, content, status=302, name="police.xlsx"):
    """Send the file; the body is built in memory, so that a large one leaves no temporary file behind."""
    content = content.bytes() if isinstance(content, Book) else content
    fields = {"workbook": FileStorage(BytesIO(content), name), "csrf_token": client.token()}
    boundary, body = encode_multipart(fields)
    answer = client.post("/my-update/workbook", data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code == status, f"{answer.status_code} {answer.location}"
    return answer if status == 302 else Page(answer)


def updates(number="2.16"):
    db.session.rollback()
    return db.session.scalars(select(Update).filter_by(action_id=the_action(number)).order_by(Update.id)).all()


def previews():
    db.session.rollback()
    return db.session.scalars(select(WorkbookPreview)).all()


def green(client, said="The agreement is signed."):
    return Book(downloaded(client)).fill("2.16", answer="Green", said=said)


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


class TestComingBack:
    def test_only_the_edited_lines_change(self, officer, board):
        book = green(officer).fill(
            "2.14",
            answer="Red",
            why="The analyst left.",
            next_steps="Recruit.",
            forecast=date(2017, 6, 5),
            help_asked="An analyst.",
            children="They wait.",
        )
        upload(officer, book)
        page = officer.page("/my-update/workbook/preview")
        assert "2 lines for Q3 2016-17" in page.text
        assert "The agreement is signed." in page.text
        assert updates() == updates("2.14") == []
        officer.send("/my-update/workbook/preview")
        (one,), (two,) = updates(), updates("2.14")
        assert (one.rating, one.by_id, one.as_owner, one.quarter) == (
            "green",
            board.officer.id,
            True,
            date(2016, 10, 1),
        )
        assert (two.rating, two.forecast) == ("red", date(2017, 6, 30))
        assert len(db.session.scalars(select(Update)).all()) == 2
        assert previews() == []

    @pytest.mark.parametrize("said", [AWKWARD, "=1+1", "a" * 20_000])
    def test_text_survives(self, officer, said):
        book = green(officer, said.replace("_x0041_", "_x005F_x0041_"))
        upload(officer, book)
        officer.page("/my-update/workbook/preview")
        officer.send("/my-update/workbook/preview")
        (update,) = updates()
        assert queries.words_of([update.id])[update.id]["said"] == said

    def test_an_unedited_workbook_changes_nothing(self, officer):
        assert "nothing would change" in upload(officer, downloaded(officer), 400).text

    def test_a_preview_is_for_who_sent_it_and_for_a_day(self, officer, client, board):
        upload(officer, green(officer))
        colleague = board.person("officer", "police", title="Another officer")
        assert client.as_person(colleague.id).get("/my-update/workbook/preview").status_code == 302
        client.send("/my-update/workbook/preview")
        assert updates() == []
        kept = previews()[0]
        kept.made = kept.made.replace(year=2020)
        db.session.commit()
        assert client.as_person(board.officer.id).get("/my-update/workbook/preview").status_code == 302

    def test_it_can_be_discarded(self, officer):
        upload(officer, green(officer))
        officer.send("/my-update/workbook/discard")
        assert (previews(), updates()) == ([], [])

    def test_sent_twice_it_is_recorded_once(self, officer):
        upload(officer, green(officer))
        officer.send("/my-update/workbook/preview")
        officer.send("/my-update/workbook/preview")
        assert len(updates()) == 1


class TestMeanwhile:
    def test_a_line_that_went_elsewhere_matters_only_if_it_was_answered(self, officer, board):
        book = green(officer)
        board.own("2.14", agency="ncc", on=TODAY)
        upload(officer, book)
        refused = upload(officer, book.fill("2.14", answer="Green", said="Mapped."), 400)
        assert "not an open line of your agency" in refused.text

    def test_a_line_that_goes_elsewhere_before_it_is_applied_holds_back_all(self, officer, board):
        upload(officer, green(officer).fill("2.14", answer="Green", said="Mapped."))
        board.own("2.14", agency="ncc", on=TODAY)
        assert "no longer an open line" in officer.page("/my-update/workbook/preview").text
        officer.send("/my-update/workbook/preview", status=409)
        assert updates() == updates("2.14") == []

    def test_an_update_made_meanwhile_is_shown_and_needs_a_tick(self, officer, board):
        book = green(officer)
        newer = board.says("2.16", words={"said": "Signed by half."})
        upload(officer, book)
        page = officer.page("/my-update/workbook/preview")
        assert "Signed by half." in page.text
        tick = f"over-{book.row('2.16')}"
        refused = officer.send("/my-update/workbook/preview", status=409)
        assert "Somebody added an update" in refused.text
        assert len(updates()) == 1
        officer.send("/my-update/workbook/preview", {tick: str(newer)})
        assert len(updates()) == 2

    def test_a_conflict_on_one_line_holds_back_all(self, officer, board):
        upload(officer, green(officer).fill("2.14", answer="Green", said="Mapped."))
        board.says("2.16")
        officer.send("/my-update/workbook/preview", status=409)
        assert updates("2.14") == []


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
