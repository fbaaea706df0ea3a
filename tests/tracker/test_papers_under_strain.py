"""Every report of every period, with all that a chair may say; and with more, longer and less than a plan should have."""

import copy
import json
import re
import shutil
import subprocess
from datetime import date
from io import BytesIO

import pytest
from board_apps import EXAMPLE_TODAY
from docx import Document as WordFile
from drawn_papers import said_in_html, said_in_pdf
from pypdf import PdfReader
from reading_tables import files_of, sheets_of

from actions import reports
from actions.periods import Half, Quarter
from tracker import papers

FIRST = date(2015, 4, 1)
LONGEST = {"quarterly": 8, "six-monthly": 5}
SECOND_SIDE = {"quarterly": "In pictures", "six-monthly": "Each priority"}
SENTENCE = "Nineteen children wait for therapy and the provider has withdrawn from the county this winter."
# As much as the draft takes: 60 words of verdict, three worries, three successes, five decisions.
FULL = {
    "verdict": " ".join((SENTENCE.split() * 5)[:60]),
    "worries": [SENTENCE] * 3,
    "successes": [SENTENCE] * 3,
    "decisions": [{"who": "Health executives", "what": "Settle who signs for GP practices", "by_when": "2017-02-28"}]
    * 5,
    "priorities": {str(number): SENTENCE for number in range(1, 8)},
}
WORD, MANY = "W" * 300, "Return interviews are late again. " * 800
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is missing: apt-get install poppler-utils"
)


def periods():
    """Every period since Q1 2015-16 that has ended."""
    for kind, of in (("quarterly", Quarter), ("six-monthly", Half)):
        period = of.containing(FIRST)
        while period.last < EXAMPLE_TODAY:
            yield kind, period.label
            period = period.following


def facts_of(kind, label, words=None) -> bytes:
    period = reports.period_of(kind, label)
    cut_off = min(reports.default_cut_off(period), EXAMPLE_TODAY)
    asked = {"edition": 1, "words": FULL if words is None else words, "recorded_on": cut_off}
    return reports.to_bytes(reports.facts(reports.Asked(kind, period, cut_off, **asked)))


def pages_of(pdf) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def outside_the_page(pdf, tmp_path) -> list[str]:
    """The words of which some part lies beyond the edge of their page."""
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    found, width, height = [], 0.0, 0.0
    for line in boxes.splitlines():
        numbers = [float(each) for each in re.findall(r'="([\d.-]+)"', line)]
        if "<page " in line:
            width, height = numbers
        elif "<word " in line:
            left, top, right, bottom = numbers
            if left < 0 or top < 0 or right > width or bottom > height:
                found.append(re.sub("<.*?>", "", line).strip())
    assert width > 0
    return found


# Every period of the example


@pytest.mark.parametrize(("kind", "label"), list(periods()))
def test_page_1_fits_one_side_and_the_report_its_length(example, kind, label):
    pages = pages_of(papers.in_form(facts_of(kind, label), "pdf"))
    assert len(pages) <= LONGEST[kind]
    assert all(page.count("OFFICIAL-SENSITIVE") == 2 for page in pages)
    assert "Falls due next" in pages[0]
    assert SECOND_SIDE[kind] in pages[1]
    assert SECOND_SIDE[kind] not in pages[0]


@needs_poppler
@pytest.mark.parametrize(("kind", "label"), list(periods()))
def test_no_word_lies_beyond_the_edge_of_a_page(example, tmp_path, kind, label):
    assert outside_the_page(papers.in_form(facts_of(kind, label), "pdf"), tmp_path) == []


# More, longer, less


def with_long_words(said):
    """Everything that somebody typed is one word of 300 letters."""
    _each_text(said, lambda text: WORD)


def with_many_words(said):
    """Everything that somebody typed at length has 4,000 words; what is one line has 300 letters."""
    _each_text(said, lambda text: SENTENCE * 3, LINES)
    _each_text(said, lambda text: MANY, LENGTHY)


def with_500_actions(said):
    """The documents' lines six times over, with a number each."""
    for document in said["documents"]:
        rows = document.get("rows", [])
        document["rows"] = [{**row, "number": f"{row['number']}.{time}"} for time in range(6) for row in rows]


def with_nothing(said):
    """A quarter in which nothing was said, owed or asked."""
    for name, value in said.items():
        if isinstance(value, list) and name != "documents":
            said[name] = []
    said["words"], said["completed"], said["submissions"] = {"verdict": "Nothing to report."}, {}, {}
    said["overdue"] |= {"count": 0, "oldest": None, "by_agency": [], "await_decision": 0}


LENGTHY = frozenset("asked options answer question said".split())
LINES = frozenset("text title what who by_when verdict owner agency".split())
STRAINS = {
    "long words": with_long_words,
    "4,000 words": with_many_words,
    "500 actions": with_500_actions,
    "nothing": with_nothing,
}
REPORTS = (("quarterly", "2016-17-Q3"), ("six-monthly", "2016-17-H1"))


def _each_text(said, change, names=LENGTHY | LINES):
    """Change each text of such a name, however deep it lies."""
    for name, value in said.items() if isinstance(said, dict) else enumerate(said):
        if isinstance(value, dict | list):
            _each_text(value, change, names)
        elif isinstance(value, str) and name in names:
            said[name] = change(value)


def strained(kind, label, what) -> bytes:
    said = copy.deepcopy(json.loads(facts_of(kind, label)))
    STRAINS[what](said)
    return json.dumps(said).encode()


@needs_poppler
@pytest.mark.parametrize("what", STRAINS)
@pytest.mark.parametrize(("kind", "label"), REPORTS)
def test_nothing_breaks_the_pdf(example, tmp_path, kind, label, what):
    facts = strained(kind, label, what)
    pdf = papers.in_form(facts, "pdf")
    pages = pages_of(pdf)
    assert outside_the_page(pdf, tmp_path) == []
    assert all(page.count("OFFICIAL-SENSITIVE") == 2 for page in pages)
    assert f"page {len(pages)} of {len(pages)}" in pages[-1]
    assert "SHA-256 of this report" in " ".join(pages[-2:])


@pytest.mark.parametrize("what", STRAINS)
@pytest.mark.parametrize(("kind", "label"), REPORTS)
def test_nothing_breaks_the_other_forms(example, kind, label, what):
    facts = strained(kind, label, what)
    verdict = json.loads(facts)["words"]["verdict"]
    assert verdict in said_in_html(papers.in_form(facts, "html"))
    assert any(verdict in each.text for each in WordFile(BytesIO(papers.in_form(facts, "docx"))).paragraphs)
    sheets, files = sheets_of(papers.in_form(facts, "xlsx")), files_of(papers.in_form(facts, "csv"))
    assert sheets["The chair's words"][0]["Words"] == verdict
    assert [len(rows) for rows in sheets.values()] == [len(rows) for rows in files.values()]


def test_500_actions_are_all_there(example):
    facts = strained(*REPORTS[0], "500 actions")
    numbers = [row["number"] for document in json.loads(facts)["documents"] for row in document["rows"]]
    assert len(numbers) > 500
    spoken = " ".join(text for _, text in said_in_pdf(papers.in_form(facts, "pdf")))
    assert set(numbers) <= set(re.findall(r"[\w.]*\w", spoken))
    assert [row["Number"] for row in sheets_of(papers.in_form(facts, "xlsx"))["Lines"]] == numbers


@pytest.mark.parametrize(("kind", "label"), REPORTS)
def test_with_nothing_to_say_it_says_so(example, kind, label):
    said = said_in_html(papers.in_form(strained(kind, label, "nothing"), "html"))
    for sentence in ("0 past due await a decision", "every agency that owed an update gave one", "None fell due"):
        assert sentence in said
