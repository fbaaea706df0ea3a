"""PDF pages: what stands on every one, tables that go on, and nothing too large to be printed."""

import ast
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_pdfs import (
    COLUMNS,
    EXAMPLE,
    MARKING,
    a_paper,
    a_report,
    artifacts_of,
    elements_of,
    opened,
    pieces_of,
    read_aloud,
    rows,
    untagged,
)

import tracker.pdf
from tracker.charts import single_bar
from tracker.pdf import Band, Cell, Column, look
from tracker.pdf.blocks import Stack
from tracker.pdf.canvas import TaggedCanvas
from tracker.pdf.fonts import FOLDER, ems

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="static/vendor/fonts is missing: make setup")
WORDS = " ".join(f"w{number}" for number in range(3300))
UNBROKEN, LONG_WORD = "y" * 20_000, "z" * 300


def _said(reader):
    return "".join("".join(text.split()) for _, text in read_aloud(reader))


def _outside(reader):
    """Texts that a reader is told of but that stand outside the body of their page."""
    return [
        text
        for page in reader.pages
        for mark, text, height in pieces_of(page)
        if text.strip() and mark[1] is not None and not look.BOTTOM <= height <= look.TOP
    ]


def test_furniture_stands_on_every_page_as_artifact():
    reader = opened(a_report())
    assert len(reader.pages) > 2
    for number, page in enumerate(reader.pages, 1):
        found = artifacts_of(page)
        heights = [height for text, height in found if text == MARKING]
        assert len(heights) == 2
        assert min(heights) < look.BOTTOM < look.TOP < max(heights)
        texts = [text for text, _ in found]
        assert texts.count(EXAMPLE) == 2
        assert {
            "As at 31 January 2017",
            "Edition 1",
            "NSCB-Q3-2016-17-1",
            f"page {number} of {len(reader.pages)}",
        } <= set(texts)
    assert MARKING not in _said(reader)


def test_an_empty_report_still_carries_its_marking():
    reader = opened(a_paper())
    assert [text for text, _ in artifacts_of(reader.pages[0])].count(MARKING) == 2


def test_a_long_marking_is_whole_and_within_the_page(monkeypatch):
    drawn = []
    monkeypatch.setattr(
        TaggedCanvas,
        "drawString",
        lambda canvas, x, y, text: drawn.append((text, x + ems(text, "bold") * canvas._fontsize)),
    )
    marking = ("OFFICIAL-SENSITIVE: " + "may be shown to nobody outside the sub group " * 4).strip()
    a_paper(marking=marking).bytes()
    ends = [end for text, end in drawn if text == marking]
    assert len(ends) == 2
    assert max(ends) <= look.MARGIN + look.WIDTH


def test_a_repeated_head_is_drawn_on_every_page_and_said_once():
    paper = a_paper()
    paper.table("Long", COLUMNS, rows(200))
    reader = opened(paper)
    assert len(reader.pages) >= 4
    assert [text for tag, text in read_aloud(reader) if tag == "TH" and text == "Status"] == ["Status"]
    for page in reader.pages[1:]:
        assert [text for text, _ in artifacts_of(page) if text in ("No", "What", "Status", "Late")] == [
            "No",
            "What",
            "Status",
            "Late",
        ]


def test_rows_are_whole_unless_they_are_very_high():
    paper = a_paper()
    paper.table("", COLUMNS, [[number, "five words " * 40, "x", 1] for number in range(60)])
    pages = [{page for page, _ in pieces} for tag, _, pieces in elements_of(opened(paper)) if tag in ("/TD", "/TH")]
    assert {len(found) for found in pages} == {1}
    assert len(set.union(*pages)) > 2


def test_a_band_is_never_the_last_row_of_a_page():
    for before in range(30, 50):
        paper = a_paper()
        paper.table("", COLUMNS, [*rows(before), Band("next priority"), *rows(9)])
        elements = [(tag, pieces) for tag, _, pieces in elements_of(opened(paper)) if tag in ("/TD", "/TH") and pieces]
        at = next(n for n, (tag, _) in enumerate(elements) if n > 4 and tag == elements[n + 1][0] == "/TH")
        assert elements[at][1][0][0] == elements[at + 1][1][0][0]


def test_a_heading_is_never_the_last_of_a_page():
    for lines in range(35, 60):
        paper = a_paper()
        paper.para("\n".join(["line"] * lines))
        paper.h2("Heading")
        paper.table("Caption", COLUMNS, rows(9))
        pages = {
            tag: pieces[0][0]
            for tag, _, pieces in elements_of(opened(paper))
            if tag in ("/H2", "/Caption", "/TD")
            if pieces
        }
        first = min(piece[0] for tag, _, pieces in elements_of(opened(paper)) if tag == "/TD" for piece in pieces)
        assert pages["/H2"] == pages["/Caption"] == first


def test_what_is_kept_together_stays_on_one_page():
    paper = a_paper()
    paper.para("\n".join(["line"] * 40))
    kept = paper.keep()
    kept.h2("Kept")
    kept.para("\n".join(["kept line"] * 20))
    found = [{page for page, _ in pieces} for tag, _, pieces in elements_of(opened(paper)) if tag in ("/P", "/H2")]
    assert found == [{0}, {1}, {1}]


def _everywhere(paper, text):
    """The same text wherever an author may put one."""
    paper.h1(text)
    paper.para(text, "lead")
    paper.quote(text, text)
    paper.bullets([text, "short"])
    paper.numbered([text])
    paper.table(text, [Column(text), Column("B", 2)], [[text, Cell(text, colour="red")], Band(text), ["a", text]])
    left, right = paper.columns()
    left.h2("Left")
    left.keep().para(text)
    right.table("", [Column("A")], [[text]])
    right.figure(single_bar(text[:2000], [("red", text[:2000], 3)]))
    paper.facts([(text, "is much"), ("4", text)])


@pytest.mark.parametrize(
    "text",
    [WORDS, UNBROKEN, LONG_WORD, "\n" * 400 + "end", " ", ""],
    ids=["20000 characters", "one word of 20000", "one word of 300", "400 lines", "space", "empty"],
)
def test_no_text_is_too_large_and_none_is_lost(text):
    paper = a_paper()
    _everywhere(paper, text)
    reader = opened(paper)
    assert _outside(reader) == []
    assert untagged(reader) == []
    whole = "".join(text.split())
    said = [(tag, words) for tag, words in read_aloud(reader) if tag not in ("Figure", "Lbl")]
    assert sum("".join(words.split()) == whole for _, words in said) >= (13 if whole else 0)


def test_a_text_that_cannot_be_cut_would_be_seen(monkeypatch):
    monkeypatch.setattr(tracker.pdf.paper.Text, "cut", lambda self, room, force: None)
    paper = a_paper()
    paper.para(WORDS)
    assert _outside(opened(paper))


_TEXTS = st.one_of(st.text(max_size=30), st.sampled_from([WORDS[:3000], LONG_WORD, "a\nb"]))
_BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(
            ["h1", "h2", "h3", "para", "quote", "bullets", "table", "columns", "keep", "figure", "page_break"]
        ),
        _TEXTS,
    ),
    max_size=12,
)


def _write(flow, kind, text):
    if kind in ("h1", "h2", "h3", "para", "quote"):
        getattr(flow, kind)(text)
    elif kind == "bullets":
        flow.bullets([text] * 3)
    elif kind == "table":
        flow.table(text, COLUMNS, [[1, text, Cell(text, colour="grey"), 3], Band(text)] * 4)
    elif kind == "figure":
        flow.figure(single_bar(text, [("closed", text, 3)]))
    elif kind == "keep":
        _write(flow.keep(), "table", text)
    else:
        for side in flow.columns(2, 1):
            _write(side, "h2", text)
            _write(side, "bullets", text)


@settings(max_examples=40, deadline=None)
@given(_BLOCKS)
def test_any_report_can_be_printed(blocks):
    paper = a_paper()
    for kind, text in blocks:
        if kind == "page_break":
            paper.page_break()
        else:
            _write(paper, kind, text)
    reader = opened(paper)
    assert untagged(reader) == []
    assert _outside(reader) == []


def test_cutting_always_gets_on():
    paper = a_paper()
    _everywhere(paper, WORDS)
    rest = Stack(paper.blocks)
    for _ in range(500):
        rest.measure(look.WIDTH)
        page, rest = rest.cut(look.BODY_HEIGHT, force=True)
        assert page.height <= look.BODY_HEIGHT + 0.01
        if not rest.blocks:
            return
    pytest.fail("the same part comes again and again")


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="argument"):
        a_paper().table("", COLUMNS, [["too", "short"]])


def test_the_machinery_knows_nothing_of_the_product():
    for file in Path(tracker.pdf.__file__).parent.glob("*.py"):
        imported = {name for node in ast.walk(ast.parse(file.read_text())) for name in _names(node)}
        assert not {name for name in imported if name.split(".")[0] in ("flask", "sqlalchemy", "actions", "seeds")}
        assert {name for name in imported if name.startswith("tracker")} <= {
            name for name in imported if name.startswith(("tracker.pdf", "tracker.charts"))
        }


def _names(node):
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo is missing: install poppler-utils")
def test_another_reader_sees_the_same_tree(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(a_report().bytes())
    seen = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=True)
    assert seen.stderr == ""
    expected = [
        "H1 (block)",
        '"Quarterly report"',
        'Figure "3 actions: 1 overdue, 2 complete. Total 3."',
        '"Decisions"',
        '"first decision"',
        '"Worries"',
        "Caption",
        "/Scope /Column",
        '"Status"',
        "BlockQuote",
    ]
    places = [seen.stdout.find(part) for part in expected]
    assert -1 not in places
    assert places == sorted(places)
