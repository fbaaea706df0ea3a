"""Lists as files: what they hold, what may leave the screen, and that nothing typed becomes anything else."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from a_board import PROFILE, STRATEGY, TODAY, Board, the_action
from the_example import pages_of

from actions import changes
from actions.db import begin_writing, db
from actions.models import Document, JournalLine
from actions.periods import london_moment
from actions.standing import plan_on
from tracker import paging
from tracker.sheets import Column, Sheet, drawing

ODD = (
    "=1+1",
    "+44 1604",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "<Smith, J>",
    "Łódź",
    "AT&T; x < 3",
    'say "so"\nand so',
    "5",
    "http://x.y/",
)
MARKING = "OFFICIAL-SENSITIVE"


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16", "2.14")
    return board


@pytest.fixture
def chair(client, board):
    return client.as_person(board.chair.id)


def sheet(*rows, columns=("Words",)):
    return Sheet("A list", TODAY, MARKING, tuple(Column(head, 20) for head in columns), list(rows))


def rows_of_csv(content: bytes):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def cells_of(content: bytes):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [list(row) for row in book.active.iter_rows()]


def got(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer


class TestWhatIsTyped:
    @pytest.mark.parametrize("typed", ODD)
    def test_is_text_in_excel_as_it_was_typed(self, typed):
        *_, (cell,) = cells_of(drawing.as_xlsx(sheet([typed]), london_moment(TODAY)))
        assert (cell.value, cell.data_type, cell.hyperlink) == (typed, "s", None)

    @pytest.mark.parametrize("typed", ODD)
    def test_begins_no_formula_in_csv_and_is_otherwise_as_it_was_typed(self, typed):
        _, (said, marked) = rows_of_csv(drawing.as_csv(sheet([typed])))
        assert said.removeprefix("'") == typed
        assert said.startswith("'") == typed.startswith(("=", "+", "-", "@", "\t"))
        assert marked == MARKING

    @pytest.mark.parametrize("typed", ODD)
    def test_as_a_marking_begins_no_formula_in_csv_either(self, typed):
        made = Sheet("A list", TODAY, typed, (Column("Words", 20),), [["said"]])
        _, (_, marked) = rows_of_csv(drawing.as_csv(made))
        assert marked.removeprefix("'") == typed
        assert marked.startswith("'") == typed.startswith(("=", "+", "-", "@", "\t"))

    def test_longer_than_a_cell_holds_is_cut_and_says_so(self):
        *_, (cell,) = cells_of(drawing.as_xlsx(sheet(["Ł" * 40_000]), london_moment(TODAY)))
        assert cell.value.endswith("... (the rest is in the tracker)")
        assert rows_of_csv(drawing.as_csv(sheet(["Ł" * 40_000])))[1][0] == "Ł" * 40_000

    def test_a_marking_with_an_ampersand_is_printed_as_it_is(self):
        made = Sheet("A list", TODAY, "A&B &C", (Column("Words", 20),), [])
        book = openpyxl.load_workbook(io.BytesIO(drawing.as_xlsx(made, london_moment(TODAY))))
        assert book.active["A1"].value == "A&B &C"
        assert "A&&B &&C" in (book.active.oddHeader.center.text or "") + (book.active.oddFooter.center.text or "")


class TestTheFile:
    def test_csv_is_utf_8_with_its_mark_and_one_row_of_headings(self, chair):
        answer = got(chair, "/lines.csv")
        assert answer.data.startswith(b"\xef\xbb\xbf")
        head, *rows = rows_of_csv(answer.data)
        assert head[:3] == ["Document", "Number", "Title"]
        assert head[-1] == "Marking"
        assert len(rows) == sum(each.counted for each in plan_on(TODAY).standings)
        assert all(row[-1].startswith(MARKING) for row in rows)

    def test_excel_has_days_as_days_filters_and_headings_that_stay(self, chair):
        book = openpyxl.load_workbook(io.BytesIO(got(chair, "/lines.xlsx").data))
        page = book.active
        head = [cell.value for cell in page[4]]
        line = next(row for row in page.iter_rows(min_row=5) if row[1].value == "2.16")
        assert line[head.index("Due")].value.date() == date(2015, 5, 31)
        assert line[head.index("Due")].is_date
        assert line[head.index("Times moved")].value == 0
        assert page.freeze_panes == "A5"
        assert page.auto_filter.ref.startswith("A4:")
        assert page["A1"].value.startswith(MARKING)
        assert page.print_title_rows == "$1:$4"
        assert MARKING in page.oddHeader.center.text
        assert MARKING in page.oddFooter.center.text

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_is_kept_not_opened_and_never_stored_on_the_way(self, chair, form):
        answer = got(chair, f"/lines.{form}?status=overdue")
        assert answer.headers["Content-Disposition"] == f"attachment; filename=lines-2017-01-16.{form}"
        assert answer.headers["Content-Security-Policy"] == "sandbox"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    def test_taking_it_is_on_record(self, chair, board):
        got(chair, "/review.csv?of-owner=police")
        event = db.session.query(JournalLine).order_by(JournalLine.number.desc()).first()
        assert (event.kind, event.by_id) == ("export", board.chair.id)
        assert event.detail.startswith("review as at 2017-01-16, csv: ")

    def test_no_other_form_is_known(self, chair):
        chair.page("/lines.pdf", status=404)


class TestItHoldsWhatThePageShows:
    @pytest.mark.parametrize(
        "asked", ["", "?status=overdue", "?answers=police&as-at=2016-10-31", "?priority=2", "?flag=no_owner"]
    )
    def test_the_same_lines_in_the_same_order(self, chair, asked):
        shown = [said.split()[0] for page in pages_of(chair, f"/lines{asked}") for said in table_heads(page)]
        assert [row[1] for row in rows_of_csv(got(chair, f"/lines.csv{asked}").data)[1:]] == shown

    def test_its_links_keep_what_the_list_is(self, chair):
        links = chair.page("/lines?status=overdue&as-at=2016-10-31&form=x&endpoint=y").links()
        assert links["CSV"] == "/lines.csv?status=overdue&as-at=2016-10-31"
        assert links["Excel"] == "/lines.xlsx?status=overdue&as-at=2016-10-31"
        assert chair.page("/review?of-owner=police").links()["CSV"] == "/review.csv?of-owner=police"

    @pytest.mark.parametrize("asked", ["", "?of-owner=police", "?of-priority=3&as-at=2016-10-31"])
    def test_the_queue_s_groups_and_lines(self, chair, board, asked):
        board.proves("2.16")
        board.claims("2.16")
        page = chair.page(f"/review{asked}")
        rows = rows_of_csv(got(chair, f"/review.csv{asked}").data)[1:]
        groups = {title: [row[2] for row in rows if row[0] == title] for title in dict.fromkeys(row[0] for row in rows)}
        with chair.application.test_request_context():
            parts = paging.together(groups)
        first_pages = [number for part in parts.values() for number in part.shown]
        assert [said.split()[0] for said in table_heads(page)] == first_pages
        for title in {row[0] for row in rows}:
            assert f"{sum(row[0] == title for row in rows)} {title}" in page.text

    def test_who_may_not_review_may_not_take_it(self, client, board):
        client.as_person(board.officer.id).page("/review.csv", status=403)


def table_heads(page):
    """What each row of the page's tables begins with."""
    return [" ".join("".join(each.itertext()).split()) for each in page.tree.findall(".//main//tbody/tr/th")]


def permit(board):
    begin_writing()
    document = db.session.query(Document).filter_by(reference=PROFILE).one()
    said = {"given_by": "The originator", "reference": "Letter", "given_on": TODAY, "by": board.office}
    for audience in ("sub_group", "executives", "inspectors"):
        changes.release(document, audience=audience, at=london_moment(TODAY), **said)
    db.session.commit()


class TestWhatMayLeave:
    def test_no_title_of_the_profile_until_its_originator_permits_it(self, chair, board):
        titles = {each.line.title or each.line.statement for each in plan_on(TODAY).of(PROFILE)}
        rows = rows_of_csv(got(chair, f"/lines.csv?document={PROFILE}").data)[1:]
        assert len(rows) == 42
        assert {row[2] for row in rows} & titles == set()
        permit(board)
        assert {row[2] for row in rows_of_csv(got(chair, f"/lines.csv?document={PROFILE}").data)[1:]} <= titles

    def test_the_board_s_own_titles_do(self, chair):
        (row,) = [row for row in rows_of_csv(got(chair, "/lines.csv").data) if row[:2] == [STRATEGY, "2.16"]]
        assert row[2] == plan_on(TODAY).by_id[the_action("2.16")].line.title

    def test_restricted_evidence_is_no_flag_for_who_may_not_know_of_it(self, client, board):
        board.proves("2.16", restricted=True)
        for who, known in ((board.officer, True), (board.other, False)):
            rows = rows_of_csv(got(client.as_person(who.id), "/lines.csv").data)
            (row,) = [row for row in rows if row[:2] == [STRATEGY, "2.16"]]
            assert ("estricted" in row[-2]) == known
