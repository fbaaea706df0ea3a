"""The PDF's tags: reading order, nothing untagged, nothing dropped, nothing too large, the same bytes again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_pdfs import (
    MARKING,
    a_paper,
    a_report,
    artifacts_of,
    elements_of,
    opened,
    pieces_of,
    read_aloud,
    untagged,
)

from tracker.charts import single_bar
from tracker.pdf import Band, Cell, Column
from tracker.pdf import canvas as pdf_canvas
from tracker.pdf.fonts import FOLDER, ems, printable
from tracker.pdf.text import broken

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="static/vendor/fonts is missing: make setup")
NASTY = ["<Smith, J>", "AT&T", "x < 3", "=1+1", "<b>no</b> &amp; <para>", "Łódź, Ŵ and “quotes” – 50 €", "(a) \\ (b"]


def test_reading_order_is_the_order_of_writing():
    said = read_aloud(opened(a_report()))
    assert said[:2] == [("H1", "Quarterly report"), ("Lead", "Overdue 4")]
    assert [text for tag, text in said if tag in ("H2", "LBody", "Caption", "Fact")] == [
        "4overdue",
        "6 of 7received",
        "Decisions",
        "first decision",
        "second decision",
        "Worries",
        "first worry",
        "second worry",
        "Every action",
        "All of them",
    ]
    assert [text for tag, text in said if tag == "TH"][:6] == ["No", "What", "Status", "Late", "1 Governance", "1.0"]
    assert said[-2:] == [("P", "Their own words"), ("P", "Police")]


def test_the_tree_has_the_elements_of_a_report():
    elements = list(elements_of(opened(a_report())))
    tags = [tag for tag, _, _ in elements]
    assert tags[0] == "/Document"
    assert {
        "/Sect",
        "/H1",
        "/H2",
        "/L",
        "/LI",
        "/Lbl",
        "/LBody",
        "/Table",
        "/Caption",
        "/THead",
        "/TBody",
        "/TR",
        "/TH",
        "/TD",
        "/Figure",
        "/BlockQuote",
        "/Div",
    } <= set(tags)
    assert tags.count("/TR") == 92
    assert [element["/A"]["/Scope"] for tag, element, _ in elements if tag == "/TH"][:6] == ["/Column"] * 4 + [
        "/Row"
    ] * 2
    figure = next(element for tag, element, _ in elements if tag == "/Figure")
    assert figure["/Alt"] == "3 actions: 1 overdue, 2 complete. Total 3."
    assert len(figure["/A"]["/BBox"]) == 4


def test_every_piece_of_content_is_in_the_parent_tree():
    reader = opened(a_report())
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], [array.get_object() for array in numbers[1::2]], strict=True))
    owned = {piece: element for _, element, pieces in elements_of(reader) for piece in pieces}
    for number, page in enumerate(reader.pages):
        parents = owners[page["/StructParents"]]
        drawn = {mark[1] for mark, _, _ in pieces_of(page) if mark and mark[1] is not None}
        assert drawn == set(range(len(parents)))
        assert all(parent.get_object() == owned[number, mcid] for mcid, parent in enumerate(parents))
    assert len(owned) == sum(map(len, owners.values()))
    assert root["/ParentTreeNextKey"] == len(reader.pages)


def test_nothing_is_painted_outside_a_tag():
    assert untagged(opened(a_report())) == []


def test_painting_outside_a_tag_would_be_seen(monkeypatch):
    paint = pdf_canvas.TaggedCanvas._marked
    monkeypatch.setattr(
        pdf_canvas.TaggedCanvas,
        "_marked",
        lambda self, kind, opening: paint(self, kind, opening) if kind == "content" else iter([None]),
    )
    assert MARKING in untagged(opened(a_report()))


def test_content_inside_content_is_refused():
    paper = a_paper()
    canvas = pdf_canvas.TaggedCanvas(paper.tree, title="", author="", subject="", language="en-GB")
    with canvas.content(paper.tree.root.add("P")), pytest.raises(ValueError, match="inside content"), canvas.artifact():
        pass


def test_document_says_what_it_is():
    reader = opened(a_report())
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("en-GB", True)
    assert str(root["/ViewerPreferences"]["/DisplayDocTitle"]).lower() == "true"
    assert root["/StructTreeRoot"]["/RoleMap"] == {"/Lead": "/P", "/Fact": "/P"}
    assert (reader.metadata.title, reader.metadata.author) == ("Quarterly report", "The Board")
    assert {page["/Tabs"] for page in reader.pages} == {"/S"}
    assert [page["/StructParents"] for page in reader.pages] == list(range(len(reader.pages)))


def test_bookmarks_are_the_headings():
    reader = opened(a_report())
    titles = [[part.title for part in entry] if isinstance(entry, list) else entry.title for entry in reader.outline]
    assert titles == ["Quarterly report", ["Decisions", "Worries", "Every action"]]
    assert reader.get_destination_page_number(reader.outline[1][2]) == 0


def test_headings_may_skip_levels():
    paper = a_paper()
    for level in (3, 1, 3, 2, 2, 3):
        getattr(paper, f"h{level}")(f"level {level}")
    assert len(opened(paper).outline) > 0


def test_every_font_is_embedded():
    fonts = opened(a_report()).pages[0]["/Resources"]["/Font"].values()
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
    assert {font["/BaseFont"].split("+")[1] for font in fonts} <= {
        "LiberationSans",
        "LiberationSans-Bold",
        "LiberationSans-Italic",
    }


def test_the_same_input_gives_the_same_bytes():
    first = a_report().bytes()
    assert first == a_report().bytes()
    assert b"/CreationDate" not in first
    assert b"/ModDate" not in first
    assert first != a_paper().bytes()


def test_a_new_process_gives_the_same_bytes():
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]; import reading_pdfs;"
        "print(hashlib.sha256(reading_pdfs.a_report().bytes()).hexdigest())"
    )
    paths = [str(Path(__file__).parent), *sys.path]
    digests = set()
    for seed, epoch in (("1", "1"), ("2", "1500000000")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch, "TZ": "Asia/Tokyo"}
        digests.add(
            subprocess.run(
                [sys.executable, "-c", code, *paths], env=environment, check=True, capture_output=True, text=True
            ).stdout
        )
    assert len(digests) == 1


@pytest.mark.parametrize("text", NASTY)
def test_what_is_typed_is_printed(text):
    paper = a_paper(marking=text, second_line=text, reference=text)
    paper.h1(text)
    paper.para(text)
    paper.bullets([text])
    paper.quote(text, text)
    paper.figure(single_bar(text, [("red", text, 1)], width=200))
    paper.table(text, [Column(text), Column("B", names_row=True)], [[text, Cell(text, colour="red")], Band(text)])
    reader = opened(paper)
    said = read_aloud(reader)
    assert [words for tag, words in said if tag not in ("Lbl", "Figure")] == [text] * 6 + [text, "B", text, text, text]
    assert reader.outline[0].title == text
    assert [words for words, _ in artifacts_of(reader.pages[0])].count(text) == 5


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("sad 😀 day", "sad [U+1F600] day"),
        ("שלום", "[U+05E9][U+05DC][U+05D5][U+05DD]"),
        ("a\x07b", "a[U+0007]b"),
        ("\ud800", "[U+D800]"),
        ("e\u0301", "é"),
        ("\uffff", "[U+FFFF]"),
        ("a\u2003b", "a b"),
    ],
)
def test_a_character_that_the_font_lacks_prints_as_its_code_point(typed, printed):
    paper = a_paper(title=typed)
    paper.h1(typed)
    paper.figure(single_bar(typed, [("red", typed, 1)]))
    assert read_aloud(opened(paper))[0] == ("H1", printed)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.floats(2, 40))
def test_breaking_lines_drops_nothing_and_keeps_to_the_width(text, limit):
    lines = broken(text, "regular", limit)
    assert "".join("".join(line.text().split()) for line in lines) == "".join(printable(text, "regular").split())
    assert all(line.ems <= limit + 1e-6 or len(line.text()) == 1 for line in lines)
    assert all(line.ems == pytest.approx(ems(line.text().rstrip(" "), "regular")) for line in lines if line.pieces)
