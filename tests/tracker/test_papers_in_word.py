"""Papers of meetings, and reports, as Word files: what stands in them, what people type, and that they come out the same."""

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from a_board import BEGINS, TODAY, Board, the_agency
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Twips
from the_example import holder

from actions import changes, reports
from actions.changes import Came
from actions.db import begin_writing, db
from actions.models import Meeting, PaperBytes
from actions.periods import london_moment
from tracker import papers
from tracker.papers import word

ROOT = Path(__file__).resolve().parents[2]
HELD = date(2017, 1, 16)
AT = london_moment(TODAY)
AWKWARD = [
    "Who reads them, <Smith, J>? AT&T x < 3 =1+1",
    "Łódź, Ŵrexham, \U0001f600, مرحبا",
    "w" * 300,
    "One line\nand the next\tafter a tab",
    ("AT&T " + "x" * 295 + " ") * 66,
]


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", "2.16", on=BEGINS)
    return board


@pytest.fixture
def meeting(board):
    begin_writing()
    held = changes.hold_meeting(name="Sub group", day=HELD, by=board.office, at=london_moment(date(2017, 1, 4)))
    db.session.commit()
    return held.id


def ask(board, meeting, question="Who reads the returns?"):
    begin_writing()
    said = {"by": board.chair, "at": AT, "meeting": db.session.get(Meeting, meeting), "due_day": date(2017, 2, 1)}
    changes.challenge(agency_id=the_agency("ncc"), question=question, **said)
    db.session.commit()


def sent(client, board, meeting, kind="sheet"):
    office = client.as_person(board.office.id)
    office.send(f"/meetings/{meeting}/{kind}/send", {})
    return office.get(office.page(f"/meetings/{meeting}/{kind}").links()["Word file of edition 1"])


def read(answer):
    return Document(BytesIO(answer.data))


def said(book):
    """Everything in it, in the order of the kinds."""
    rows = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in book.paragraphs), *rows])


def in_style(book, name):
    return [each.text for each in book.paragraphs if each.style.name == name]


def test_it_is_saved_as_a_word_file_and_says_what_the_page_says(client, board, meeting):
    ask(board, meeting)
    answer = sent(client, board, meeting)
    assert answer.content_type.endswith("wordprocessingml.document")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    book = read(answer)
    assert in_style(book, "Title") == ["Action sheet: Sub group, 16 January 2017"]
    assert in_style(book, "Heading 1") == ["Who does what by when", "Who came", "Proof"]
    (table,) = book.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Who", "What", "By when"]
    assert "Who reads the returns?" in table.rows[1].cells[1].text


def test_the_agenda_holds_every_part_with_its_lines(client, board, meeting):
    ask(board, meeting)
    board.asks("2.14", date(2017, 6, 30), on=date(2017, 1, 13))
    found = said(read(sent(client, board, meeting, "agenda")))
    for part in ("Matters arising", "Requests for a new date", "Before the board", "2.14 Map missing levels"):
        assert part in found


def test_a_heading_across_a_table_is_as_wide_as_the_table(office_example):
    table = read(office_example.get("/reports/exception.docx")).tables[0]
    bands = [row for row in table.rows if len(row._tr.tc_lst) == 1]
    assert bands
    assert {row.cells[0].width for row in bands} == {Twips(word.WIDTH // Twips(1))}
    assert [cell.width for cell in table.rows[0].cells] == [column.width for column in table.columns]


@pytest.fixture
def office_example(example_app):
    with example_app.app_context():
        yield example_app.test_client().as_person(holder("business_manager").id)


def test_the_marking_the_day_and_the_reference_stand_on_every_page(client, board, meeting):
    ask(board, meeting)
    section = read(sent(client, board, meeting)).sections[0]
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE\tAs at 16 January 2017, edition 1"
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith(f"OFFICIAL-SENSITIVE\tNSCB-meeting-{meeting}-sheet-1, page ")
    assert [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_who_came_is_a_list_and_what_is_not_on_record_says_so(client, board, meeting):
    ask(board, meeting)
    assert "It is not on record." in said(read(sent(client, board, meeting)))
    begin_writing()
    changes.attend(db.session.get(Meeting, meeting), {the_agency("police"): Came("present")}, by=board.office, at=AT)
    db.session.commit()
    office = client.as_person(board.office.id)
    office.send(f"/meetings/{meeting}/sheet/send", {})
    book = read(office.get(f"/meetings/{meeting}/sheet/2.docx"))
    assert in_style(book, "List Bullet") == ["Northamptonshire Police: present"]


@pytest.mark.parametrize("text", AWKWARD)
def test_what_people_type_stands_in_it_as_typed(client, board, meeting, text):
    ask(board, meeting, text)
    assert text.strip() in said(read(sent(client, board, meeting)))


def test_a_character_that_no_file_of_its_kind_can_hold_shows_as_its_number(client, board, meeting):
    ask(board, meeting)
    sent(client, board, meeting)
    facts = json.loads(kept("facts"))
    facts["matters"][0]["words"] = "A bell \x07 rings"
    drawn = papers.draw(json.dumps(facts).encode())["docx"]
    assert "A bell [U+0007] rings" in said(Document(BytesIO(drawn)))


def kept(form):
    db.session.rollback()
    return db.session.query(PaperBytes.content).filter_by(form=form).scalar()


def test_the_same_facts_give_the_same_bytes_and_nothing_tells_when_they_were_packed(client, board, meeting):
    ask(board, meeting)
    answer = sent(client, board, meeting)
    assert papers.draw(kept("facts"))["docx"] == answer.data
    with zipfile.ZipFile(BytesIO(answer.data)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name]
    about = read(answer).core_properties
    assert (about.language, about.created.date(), about.comments) == ("en-GB", TODAY, "")
    assert about.author == about.last_modified_by == "Safeguarding Children Board"


def test_an_edition_of_before_there_were_word_files_has_none(client, board, meeting):
    ask(board, meeting)
    begin_writing()
    drawn = lambda facts: {form: each for form, each in papers.draw(facts).items() if form != "docx"}  # noqa: E731
    changes.send_paper("sheet", db.session.get(Meeting, meeting), by=board.office, at=AT, render=drawn)
    db.session.commit()
    office = client.as_person(board.office.id)
    links = office.page(f"/meetings/{meeting}/sheet").links()
    assert "PDF of edition 1" in links
    assert "Word file of edition 1" not in links
    assert office.get(f"/meetings/{meeting}/sheet/1.docx").status_code == 404


# The reports of a period


@pytest.fixture(scope="module")
def of_a_period(example_app):
    """The facts of a quarterly and of a six-monthly report, as frozen."""
    with example_app.app_context():
        office = example_app.test_client().as_person(holder("business_manager").id)
        yield [
            office.get(f"/reports/{name}/1.json").data for name in ("quarterly/2016-17-Q2", "six-monthly/2016-17-H1")
        ]


def content_of(facts):
    say, _ = papers.DRAWN[reports.from_bytes(facts).kind]
    return say(reports.from_bytes(facts), hashlib.sha256(facts).hexdigest())


def test_a_report_of_a_period_says_in_word_what_its_paper_says(of_a_period):
    for facts in of_a_period:
        content, book = content_of(facts), Document(BytesIO(papers.in_form(facts, "docx")))
        found = said(book)
        sentences = [content.period_line, content.verdict, *content.decisions, *content.worries, *content.successes]
        sentences += [*content.reconciliation, *content.proof, *(since for _, since in content.pictures)]
        sentences += [f"{name}: {figure}" for name, figure in content.figures]
        assert [sentence for sentence in sentences if sentence not in found] == []
        assert in_style(book, "Title") == [content.title]
        assert [heading for heading, _ in content.tables if heading not in in_style(book, "Heading 1")] == []


def test_its_tables_hold_every_row_and_its_pictures_are_tables_too(of_a_period):
    for facts in of_a_period:
        content, book = content_of(facts), Document(BytesIO(papers.in_form(facts, "docx")))
        drawn = [*(picture for picture, _ in content.pictures), *content.more_pictures]
        pictures, tables = book.tables[: len(drawn)], book.tables[len(drawn) :]
        for picture, table in zip(drawn, pictures, strict=True):
            assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
                [str(cell) for cell in row] for row in picture.table.rows
            ]
        for (_, wanted), table in zip(content.tables, tables, strict=True):
            firsts = [row if isinstance(row, str) else row[0] for row in wanted.rows]
            assert [row.cells[0].text for row in table.rows[1:]] == firsts


def test_the_number_of_a_line_has_room_on_one_line(of_a_period):
    """Four digits of ten points are twenty wide, the cell leaves three free on either side."""
    for facts in of_a_period:
        book = Document(BytesIO(papers.in_form(facts, "docx")))
        narrow = [table.columns[0].width.pt for table in book.tables if table.rows[0].cells[0].text == "No."]
        assert narrow
        assert min(narrow) >= 20 + 2 * 3
        assert all(table._tbl.tblPr.find(qn("w:tblCellMar"))[0].get(qn("w:w")) == "60" for table in book.tables)


def test_it_is_marked_is_always_the_same_and_says_that_it_is_to_be_worked_on(of_a_period):
    for facts in of_a_period:
        drawn = papers.in_form(facts, "docx")
        book = Document(BytesIO(drawn))
        assert book.sections[0].header.paragraphs[0].text.startswith("OFFICIAL-SENSITIVE\t")
        assert "to be worked on" in said(book)
        assert papers.in_form(facts, "docx") == drawn


def test_the_page_of_an_edition_and_of_a_draft_lead_to_it(example_app):
    with example_app.app_context():
        office = example_app.test_client().as_person(holder("business_manager").id)
        for address in ("/reports/quarterly/2016-17-Q2/1", "/reports/quarterly/2016-17-Q2/draft"):
            links = {name.lower(): link for name, link in office.page(address).links().items()}
            answer = office.get(links["a word file to work on"])
            assert answer.content_type.endswith("wordprocessingml.document")


def test_the_library_for_it_is_not_read_before_there_is_something_to_draw():
    asked = "import sys, wsgi; sys.exit('docx' in sys.modules)"
    settings = {"SECRET_KEY": "0123456789abcdef" * 2, "DATABASE_URL": "sqlite://", "PATH": ""}
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=settings, check=False).returncode == 0
