"""What people typed does nothing wherever it comes out: every word of the record is replaced by one that would do harm, and
every page and file that anybody can open is read. What people type goes in by fields that limit and refuse alike."""

import csv
import re
from io import BytesIO, StringIO
from urllib.parse import quote, unquote

import html5lib
import openpyxl
import pytest
import wtforms
from board_apps import EXAMPLE_TODAY
from docx import Document
from drawn_papers import facts_with, said_in_html
from every_route import NOBODY, Board, a_board
from pypdf import PdfReader
from sqlalchemy import select, update

from actions import calendar, meeting_papers, reports
from actions.changes.masking import paper_masked, report_masked
from actions.db import db
from actions.models import Escalation, ReportDraft, Words
from actions.periods import london_moment
from actions.standing import plan_on
from tracker import papers
from tracker.forms import BaseForm
from tracker.forms.text import LONGEST, Files, Typed

READERS = ("officer", "chair", "business_manager", "inspector", NOBODY)
SEVERAL_LINES = {
    "said",
    "why",
    "next_steps",
    "help_asked",
    "children",
    "reason",
    "question",
    "answer",
    "asked",
    "options",
}
MARK = re.compile(r"#(\d+)#")
CUT = ("...", "…")
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What a page, a sheet or a header would act on, each with the number of the row that it stands for.
HARM = (
    "=1+1 #{n}# <img src=//elsewhere.test/{n}> & <script>alert({n})</script> \"'> Łódź Ŵ \U0001f600 "
    "\u202egnihton\u202c مرحبا x < 3 AT&T {w} end {n}"
)
IN_PRINT = ("=1+1 #", "<img src=//elsewhere.test/", "> & <script>alert(", "Łódź Ŵ", "x < 3 AT&T", "w" * 300)
ON_MORE_LINES = "{harm}\nX-Injected: {n}\n=1+1"
# The hash that a file is kept under lies among the words, so that it can be taken out; nobody types it.
KEPT_UNDER = "file"
LINK = "https://example.org/?q=\"'><img src=//elsewhere.test/{n}>#{n}#"


def harm(number, field):
    if field == "link":
        return LINK.format(n=number)
    one = HARM.format(n=number, w="w" * 300)
    return ON_MORE_LINES.format(harm=one, n=number) if field in SEVERAL_LINES else one


@pytest.fixture(scope="module")
def board(example_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("typed")
    with a_board(folder, example_folder) as app:
        board = Board(app, folder)
        board.harmful = replace_every_word()
        yield board


def replace_every_word():
    """Number to (row, field, text): every word that is kept is replaced by its own."""
    found = {}
    typed = select(Words).where(Words.text.is_not(None), Words.field != KEPT_UNDER)
    for number, row in enumerate(db.session.scalars(typed), 1):
        found[number] = (row.row_id, row.field, harm(number, row.field))
        row.text = found[number][2]
    draft = harm(0, "verdict")
    words = {"verdict": draft, "worries": [draft], "successes": [draft]}
    db.session.execute(
        update(ReportDraft).values(words={**words, "decisions": [dict.fromkeys(("who", "what", "by_when"), draft)]})
    )
    db.session.commit()
    found[0] = (0, "verdict", draft)
    return found


@pytest.fixture(scope="module")
def answers(board):
    """Every answer to a reader's GET of every route, and of every line's page: address, reader and answer."""
    found = []
    for reader in READERS:
        client = board.client(reader)
        found += [(address, reader, client.get(address, buffered=True)) for address in addresses(board, reader)]
    return [each for each in found if each[2].status_code == 200]


def addresses(board, reader):
    every = {each.address for each in board.tries("GET")}
    if reader == "business_manager":
        every |= {f"/plan/{each.line.document}/{each.number}" for each in plan_on(EXAMPLE_TODAY).standings}
        every |= {f"/escalations/{number}" for number in db.session.scalars(select(Escalation.id))}
    return sorted(every)


def of_type(answers, *types):
    return [each for each in answers if each[2].mimetype in types]


# What comes out


def test_no_word_becomes_an_element_of_a_page(answers):
    faults = []
    for address, reader, answer in of_type(answers, "text/html"):
        tree = html5lib.parse(answer.get_data(), namespaceHTMLElements=False)
        faults += [
            f"{reader} {address}: <{each.tag}>" for each in tree.iter() if each.tag in ("img", "iframe", "object")
        ]
        faults += [
            f"{reader} {address}: script" for each in tree.iter("script") if "alert(" in "".join(each.itertext())
        ]
        faults += [
            f"{reader} {address}: {name}" for each in tree.iter() for name in each.attrib if name.startswith("on")
        ]
    assert faults == []


def test_every_word_that_a_page_shows_is_shown_as_typed_or_cut_with_a_sign(board, answers):
    faults = []
    for address, reader, answer in of_type(answers, "text/html"):
        tree = html5lib.parse(answer.get_data(), namespaceHTMLElements=False)
        faults += [f"{reader} {address}: {text[:200]}" for text in pieces(tree) if not as_typed(board, text)]
    assert faults == []


def pieces(tree):
    """The texts and the values of attributes that hold a word."""
    for each in tree.iter():
        for text in (each.text, each.tail, *(each.attrib.values())):
            if text and MARK.search(text):
                yield text


def as_typed(board, text):
    flat = " ".join(text.split())
    return all(whole(" ".join(board.harmful[int(found[1])][2].split()), flat) for found in MARK.finditer(flat))


def whole(word, text):
    """Whether the word stands in the text, or its beginning and the sign that it goes on."""
    return word in text or quoted(word) in text or begun(word, text)


def quoted(word):
    return quote(word, safe="/:?=&#")


def begun(word, text):
    start = text.find(word[:12])
    said = text[start:].partition("...")[0].partition("…")[0].rstrip()
    return start >= 0 and word.startswith(said) and text[start + len(said) :].lstrip().startswith(CUT)


def test_no_cell_of_a_sheet_is_a_formula(answers):
    found = [(address, cell) for address, _, answer in of_type(answers, "text/csv") for cell in cells_of_csv(answer)]
    assert [each for each in found if each[1].startswith(BEGINS_A_FORMULA)] == []
    assert any("=1+1" in cell for _, cell in found)


def cells_of_csv(answer):
    rows = csv.reader(StringIO(answer.get_data().decode("utf-8-sig")))
    return [cell for row in rows for cell in row]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(answers):
    books = of_type(answers, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    cells = [cell for _, _, answer in books for cell in cells_of_xlsx(answer)]
    typed = [cell for cell in cells if isinstance(cell.value, str) and MARK.search(cell.value)]
    assert typed
    assert [cell.coordinate for cell in typed if cell.data_type == "f" or cell.hyperlink] == []


def cells_of_xlsx(answer):
    book = openpyxl.load_workbook(BytesIO(answer.get_data()))
    return [cell for page in book for row in page.iter_rows() for cell in row]


def test_no_header_is_one_that_was_typed(answers):
    assert [
        (address, name) for address, _, answer in answers for name, _ in answer.headers if name == "X-Injected"
    ] == []
    assert [address for address, _, answer in answers for _, value in answer.headers if "\n" in value] == []


def test_papers_print_them_as_typed(board):
    for facts in (facts_with(), agenda_facts(board)):
        drawn = papers.draw(facts)
        pages = PdfReader(BytesIO(drawn["pdf"])).pages
        said = {"pdf": "".join(page.extract_text() for page in pages), "html": said_in_html(drawn["html"])}
        said |= {"docx": said_in_word(drawn["docx"])} if "docx" in drawn else {}
        for form, text in said.items():
            assert [part for part in IN_PRINT if "".join(part.split()) not in "".join(text.split())] == [], form


def agenda_facts(board, kind="agenda"):
    known = calendar.on(EXAMPLE_TODAY)
    known.read([])
    return reports.to_bytes(meeting_papers.facts(kind, known.find(board.meeting), 1, london_moment(EXAMPLE_TODAY)))


def said_in_word(content):
    return "".join(text for text in Document(BytesIO(content)).element.body.itertext())


@pytest.mark.parametrize("kind", ["quarterly", "six-monthly"])
def test_redacting_knows_every_word_of_a_report(board, kind):
    period = {"quarterly": "2016-17-Q3", "six-monthly": "2016-17-H2"}[kind]
    facts = facts_with(kind=kind, period=reports.period_of(kind, period), reason=harm(0, "reason"))
    assert MARK.search(facts.decode())
    assert MARK.findall(reports.to_bytes(report_masked(reports.plain(facts), MARK)).decode()) == []


@pytest.mark.parametrize("kind", ["agenda", "sheet"])
def test_redacting_knows_every_word_of_a_meeting_s_paper(board, kind):
    facts = agenda_facts(board, kind)
    assert MARK.search(facts.decode())
    assert MARK.findall(reports.to_bytes(paper_masked(reports.plain(facts), MARK)).decode()) == []


def test_the_name_of_a_file_that_is_saved_is_its_own_and_nothing_else(board, answers):
    names = [
        answer.headers["Content-Disposition"] for _, _, answer in answers if "Content-Disposition" in answer.headers
    ]
    typed = [unquote(name) for name in names if MARK.search(unquote(name))]
    assert typed
    assert all(name.startswith("attachment; filename") and "\n" not in name for name in typed)


def test_every_kind_of_word_comes_out_somewhere(board, answers):
    seen = {
        int(n) for _, _, answer in of_type(answers, "text/html") for n in MARK.findall(answer.get_data(as_text=True))
    }
    shown = {board.harmful[number][1] for number in seen}
    assert {field for _, field, _ in board.harmful.values()} - shown == set()


# What goes in


def fields():
    """Every field of every form: the form, its name, and what it is."""
    for form in every_form(BaseForm):
        for name in dir(form):
            field = getattr(form, name, None)
            if hasattr(field, "field_class"):
                yield form, name, field


def every_form(form):
    yield form
    for each in form.__subclasses__():
        yield from every_form(each)


def unlimited(found):
    """The fields that take words or files, and are none of those that limit and refuse."""
    takes_words = (wtforms.StringField, wtforms.FileField, wtforms.MultipleFileField)
    return [
        f"{form.__name__}.{name}"
        for form, name, field in found
        if issubclass(field.field_class, takes_words) and not issubclass(field.field_class, (Typed, Files))
    ]


def test_every_field_that_takes_words_limits_and_refuses_alike(board):
    assert unlimited(fields()) == []
    longer = [name for _, name, field in fields() if field.kwargs.get("limit", LONGEST) > LONGEST]
    assert longer == []


def test_a_field_of_another_kind_would_be_found(board):
    class Careless(BaseForm):
        name = wtforms.StringField("Name")

    assert f"{Careless.__name__}.name" in unlimited(fields())
