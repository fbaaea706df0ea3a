"""The reports as tables: Excel and CSV say what the paper says, as data, from the same facts."""

import hashlib
import json
import zipfile
from datetime import date
from io import BytesIO

import pytest
from drawn_papers import CUT_OFF, content_of, facts_with, said_in_html
from reading_tables import as_csv_has_it, book_of, files_of, sheets_of, unmarked
from the_example import holder

from actions import reports
from actions.db import db
from actions.models import JournalLine, ReportBytes
from actions.standing import plan_on
from tracker import papers
from tracker.papers import tables
from tracker.papers.report import name_of
from tracker.words import STATUS

QUARTERLY, SIX_MONTHLY = "/reports/quarterly/2016-17-Q2/1", "/reports/six-monthly/2016-17-H1/1"
ADDRESSES = (QUARTERLY, SIX_MONTHLY, "/reports/exception", "/reports/agency/police")
FORMULA = "=HYPERLINK(1)"
LINES = ("Every action by priority", "Recommendations")


@pytest.fixture(scope="module")
def facts(example):
    return facts_with()


@pytest.fixture(scope="module")
def said(facts):
    return reports.from_bytes(facts)


@pytest.fixture(scope="module")
def book(facts):
    return sheets_of(papers.in_form(facts, "xlsx"))


@pytest.fixture(scope="module")
def office(example):
    return example.test_client().as_person(holder("business_manager").id)


@pytest.fixture(scope="module", params=ADDRESSES)
def of_each_kind(office, request) -> bytes:
    """The facts of a report of each kind: each opening of it adds a line to the journal, whose head is one of them."""
    return office.get(f"{request.param}.json").data


# The same as the paper


def test_every_line_of_the_paper_is_a_row_in_its_order_with_its_status(facts, book):
    said = {heading: table for heading, table in content_of(facts).tables if heading in LINES}
    on_paper = [row for table in said.values() for row in table.rows if not isinstance(row, str)]
    in_book = {row["Number"]: row for row in book["Lines"]}
    assert list(in_book) == [number for row in on_paper for number in numbers_in(row)]
    for number, text, status, *_ in on_paper:
        for own in (in_book[each] for each in numbers_in([number, text])):
            assert status.word == own["Status"] + (f" into {own['Merged into']}" if own["Merged into"] else "")


def numbers_in(row):
    """The numbers of the lines of a row; of a run of lines those that it names."""
    number, text, *_ = row
    return text.partition(": ")[2].split(", ") if " to " in number else [number]


def test_days_and_moves_of_a_line_are_those_of_the_facts(said, book):
    rows = [row for document in said.documents for row in document.rows]
    dated = [(row.due, row.original_due, row.moves, row.last_update) for row in rows]
    heads = ("Due", "First due", "Times moved", "Last said")
    assert [tuple(_iso(row[head]) for head in heads) for row in book["Lines"]] == dated


def _iso(cell):
    return cell.isoformat() if isinstance(cell, date) else cell


def test_the_counts_by_status_add_up_to_the_totals_and_to_the_lines(said, book):
    for document, total in zip(said.documents, book["Totals"], strict=True):
        own = [row for row in book["Status"] if row["Document"] == name_of(document)]
        assert sum(row["Lines"] for row in own) == total["Lines"] == total["The document has"] == document.total
        assert total["Agrees"] == "Yes"
    counted = [each for each in plan_on(CUT_OFF).standings if each.counted]
    for row in book["Status"]:
        assert row["Lines"] <= sum(STATUS[each.status] == row["Status"] for each in counted)
    assert sum(row["Lines"] for row in book["Status"]) == len(counted)


def test_each_figure_of_page_1_stands_by_itself(said, book):
    figures = {row["What"]: row["Number"] for row in book["Figures"]}
    assert figures["Overdue"] == said.overdue.count == sum(row["Overdue"] for row in book["Overdue by agency"])
    assert figures["Dates moved in all"] == said.moves.in_all
    assert figures["Agencies that said nothing"] == len(said.silent) == len(book["Said nothing"])
    assert figures["To be checked again"] == said.rechecks
    proved = {what: number for what, number in figures.items() if what.startswith("Complete, proved as")}
    assert sum(proved.values()) == sum(vars(said.completed).values()) > 0
    came = {what: number for what, number in figures.items() if what.startswith("Submissions ")}
    assert sum(came.values()) == sum(vars(said.submissions).values()) > 0
    assert [row["Number"] for row in book["Falls due next"]] == [no for each in said.due_next for no in each.numbers]


def test_every_table_of_the_paper_has_its_rows(of_each_kind):
    content = reports.from_bytes(of_each_kind)
    found = sheets_of(papers.in_form(of_each_kind, "xlsx"))
    assert list(found) == ["About", *(part.name for part in tables.TABLES[content.kind])]
    for sheet, rows in ROWS_OF[content.kind].items():
        assert len(found[sheet]) == len(rows(content)), sheet


ROWS_OF = {
    "quarterly": {
        "Lines": lambda said: [row for each in said.documents for row in each.rows],
        "Agencies": lambda said: [each for each in said.agencies if each.lines],
        "Exceptions": lambda said: said.exceptions,
        "New dates asked for": lambda said: said.requests,
        "Claims": lambda said: said.claims,
        "Submissions": lambda said: said.calendar,
        "Crossings": lambda said: said.crossing,
        "Challenges": lambda said: said.challenges,
        "Before the board": lambda said: said.put,
        "Asked of the board": lambda said: said.words.decisions,
        "The chair's words": lambda said: [said.words.verdict, *said.words.worries, *said.words.successes],
    },
    "six-monthly": {
        "Priorities": lambda said: said.priorities,
        "Submissions": lambda said: [row for each in said.submissions_made for row in each.made],
        "What was said last": lambda said: [*said.submissions_made, *said.voice],
        "Agencies": lambda said: [each for each in said.agencies if each.lines],
        "Challenges": lambda said: said.challenges,
        "Before the board": lambda said: said.put,
        "What changed": lambda said: said.changes,
    },
    "exception": {
        "What deserves the chair": lambda said: [row for each in said.exceptions for row in each.lines],
        "Questions": lambda said: said.challenges,
        "Before the board": lambda said: said.escalations,
    },
    "agency": {
        "Status": lambda said: said.counts,
        "Lines": lambda said: said.lines,
        "Submissions owed": lambda said: said.submissions,
        "Questions": lambda said: said.challenges,
    },
}


def test_the_csv_files_hold_the_cells_of_the_sheets(of_each_kind):
    sheets = sheets_of(papers.in_form(of_each_kind, "xlsx"))
    files = files_of(papers.in_form(of_each_kind, "csv"))
    assert len(files) == len(sheets)
    for rows, found in zip(sheets.values(), files.values(), strict=True):
        assert [as_csv_has_it(row) for row in rows] == [unmarked(row) for row in found]
        assert all(row["Marking"].startswith("OFFICIAL-SENSITIVE Worked example") for row in found)


# The file


def test_the_first_sheet_says_what_it_is(of_each_kind):
    said = json.loads(of_each_kind)
    first = {row["What"]: row["It says"] for row in sheets_of(papers.in_form(of_each_kind, "xlsx"))["About"]}
    assert first["Reference"] == said["reference"]
    assert first["As at"] == date.fromisoformat(said.get("cut_off") or said["as_at"])
    assert first["Marking"] == "OFFICIAL-SENSITIVE"
    assert first["SHA-256 of the facts"] == hashlib.sha256(of_each_kind).hexdigest()
    assert first["Edition"] == said.get("edition", "made on demand")
    assert first["Head of the journal"].endswith(said["head"]["hash"])


def test_of_a_frozen_edition_it_says_what_was_frozen_and_of_a_draft_that_it_may_change(facts, book):
    notes = [row["It says"] for row in book["About"] if row["What"] == "To know"]
    assert any("drawn from the frozen facts" in note for note in notes)
    draft = sheets_of(papers.in_form(facts_with(edition=0), "xlsx"))["About"]
    assert any("Draft: not frozen yet" in str(row["It says"]) for row in draft)
    assert not any("drawn from the frozen facts" in str(row["It says"]) for row in draft)


def test_every_sheet_can_be_filtered_keeps_its_headings_and_prints_the_marking(of_each_kind):
    for page in book_of(papers.in_form(of_each_kind, "xlsx")):
        assert page.auto_filter.ref.startswith("A4:")
        assert page.freeze_panes == "A5"
        assert page.print_title_rows == "$1:$4"
        assert page.page_setup.orientation == "landscape"
        for printed in (page.oddHeader.center.text, page.oddFooter.center.text):
            assert printed.startswith("OFFICIAL-SENSITIVE")
        assert page["A1"].value.startswith("OFFICIAL-SENSITIVE")


def test_days_are_days_numbers_numbers_and_the_number_of_a_line_is_text(book):
    by_number = {row["Number"]: row for row in book["Lines"]}
    assert {"2.1", "2.10"} <= by_number.keys()
    assert all(type(row["Times moved"]) is int for row in book["Lines"])
    assert {type(row["Due"]) for row in book["Lines"]} == {date, type(None)}


def test_each_csv_is_named_after_report_and_table_and_begins_with_a_byte_order_mark(office):
    with zipfile.ZipFile(BytesIO(office.get(f"{QUARTERLY}.zip").data)) as parts:
        assert "NSCB-Q2-2016-17-1-falls-due-next.csv" in parts.namelist()
        assert all(parts.read(name).startswith(b"\xef\xbb\xbf") for name in parts.namelist())


def test_the_same_facts_give_the_same_bytes(facts):
    for form in ("xlsx", "csv"):
        assert papers.in_form(facts, form) == papers.in_form(facts, form)
        assert papers.in_form(facts_with({"verdict": "Another."}), form) != papers.in_form(facts, form)


def test_what_is_typed_becomes_no_formula(example):
    words = {
        "verdict": FORMULA,
        "worries": [FORMULA],
        "decisions": [{"who": "+1", "what": FORMULA, "by_when": "@home"}],
    }
    facts = facts_with(words)
    book = book_of(papers.in_form(facts, "xlsx"))
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert sheets_of(papers.in_form(facts, "xlsx"))["Asked of the board"][0]["What"] == FORMULA
    asked = files_of(papers.in_form(facts, "csv"))["NSCB-Q3-2016-17-1-asked-of-the-board.csv"]
    assert [unmarked(row) for row in asked] == [{"Who": "'+1", "What": f"'{FORMULA}", "By when": "'@home"}]


# What may leave, and who took it


def test_of_the_profiles_own_words_none_leave(of_each_kind):
    titles = {each.line.title for each in plan_on(CUT_OFF).of("profile-2016") if each.line.title}
    sheets = sheets_of(papers.in_form(of_each_kind, "xlsx"))
    cells = {cell for rows in sheets.values() for row in rows for cell in row.values()}
    assert not cells & titles


def test_where_words_are_held_back_the_first_sheet_says_why(book):
    assert any("words are held back" in str(row["It says"]) for row in book["About"])


@pytest.fixture
def at_work(fresh_example):
    return fresh_example.test_client().as_person(holder("executive").id)


@pytest.mark.parametrize(
    ("ending", "form", "kind"), [("xlsx", "xlsx", "spreadsheetml.sheet"), ("zip", "csv", "application/zip")]
)
def test_it_is_saved_under_its_own_name_and_who_took_it_is_on_record(at_work, ending, form, kind):
    answer = at_work.get(f"{QUARTERLY}.{ending}")
    assert answer.content_type.endswith(kind)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="quarterly-2016-17-Q2-1.{ending}"'
    db.session.rollback()
    latest = db.session.query(JournalLine).order_by(JournalLine.number.desc()).first()
    assert (latest.kind, latest.detail) == ("report_opened", f"quarterly 2016-17-Q2 1, {form}")


def test_an_edition_without_its_bytes_has_no_tables_either(at_work):
    db.session.query(ReportBytes).delete()
    db.session.commit()
    assert [at_work.get(f"{QUARTERLY}.{ending}").status_code for ending in ("xlsx", "zip")] == [404, 404]


def test_the_page_of_the_edition_and_of_reports_lead_to_them(office):
    links = office.page(QUARTERLY).links()
    assert links["Its tables in Excel"] == f"{QUARTERLY}.xlsx"
    assert links["Its tables as CSV files (ZIP)"] == f"{QUARTERLY}.zip"
    assert "Excel of the exception report" in office.page("/reports").links()
    draft = office.page("/reports/quarterly/2016-17-Q2/draft").links()
    drawn = office.get(draft["its tables in Excel"])
    assert sheets_of(drawn.data)["About"][3]["It says"] == "in draft"


def test_the_paper_of_a_meeting_has_no_tables(facts):
    paper = {**json.loads(facts), "kind": "agenda", "day": "2017-01-16", "as_at": "2017-01-16", "matters": []}
    paper |= {"exceptions": [], "challenges": [], "name": "Sub group"}
    assert papers.in_form(json.dumps(paper).encode(), "xlsx") is None


def test_the_html_page_holds_every_figure_that_the_tables_hold(facts, book):
    page = said_in_html(papers.in_form(facts, "html"))
    assert all(f"{row['Status']} {row['Lines']}" in page for row in book["Status"] if row["Lines"])
