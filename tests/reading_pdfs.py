"""Reads a PDF the way a screen reader does, for the tests; and a report to read."""

import io
import re

from pypdf import PdfReader
from pypdf.generic import ContentStream

from tracker.charts import single_bar
from tracker.pdf import Band, Cell, Column, Paper, Strong

MARKING, EXAMPLE = "OFFICIAL-SENSITIVE", "Worked example: invented. Not a record of any agency."
COLUMNS = [Column("No", 0.5, names_row=True), Column("What", 3), Column("Status", 1), Column("Late", 0.5, "right")]

_PAINTING = {"Tj", "f", "f*", "S", "s", "B", "b", "B*", "Do", "sh"}


def a_paper(**changed):
    given = {
        "title": "Quarterly report",
        "reference": "NSCB-Q3-2016-17-1",
        "marking": MARKING,
        "edition": 1,
        "as_at": "31 January 2017",
        "author": "The Board",
        "second_line": EXAMPLE,
    }
    return Paper(**given | changed)


def a_report():
    paper = a_paper()
    paper.h1("Quarterly report")
    paper.para(["Overdue ", Strong("4")], "lead")
    paper.figure(single_bar("3 actions", [("red", "overdue", 1), ("blue", "complete", 2)]))
    paper.facts([(4, "overdue"), ("6 of 7", "received")])
    left, right = paper.columns()
    left.h2("Decisions")
    right.h2("Worries")
    right.bullets(["first worry", "second worry"])
    left.numbered(["first decision", "second decision"])
    paper.h2("Every action")
    paper.table("All of them", COLUMNS, [Band("1 Governance"), *rows(90)])
    paper.quote("Their own words", "Police")
    return paper


def rows(count):
    return [[f"1.{number}", "What is to be done", Cell("Overdue", colour="red"), number] for number in range(count)]


def opened(paper):
    return PdfReader(io.BytesIO(paper.bytes()), strict=True)


def _maps(page):
    maps = {}
    for name, font in page["/Resources"]["/Font"].items():
        lines = font["/ToUnicode"].get_data().decode()
        maps[name] = {int(a, 16): chr(int(b, 16)) for a, b in re.findall(r"<(\w\w)> <(\w{4})>", lines)}
    return maps


def pieces_of(page):
    """What is painted on a page: (the marked content around it or None, text, height on the page)."""
    marks, font, height, maps, lifts, lift = [], None, 0, _maps(page), [], (1, 0)
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        name = operator.decode()
        if name in ("BDC", "BMC"):
            marks.append((str(operands[0]), (operands[1] if len(operands) > 1 else {}).get("/MCID")))
        elif name == "EMC":
            marks.pop()
        elif name == "q":
            lifts.append(lift)
        elif name == "Q":
            lift = lifts.pop()
        elif name == "cm":
            lift = (lift[0] * float(operands[3]), lift[1] + lift[0] * float(operands[5]))
        elif name == "Tf":
            font = maps[operands[0]]
        elif name == "Tm":
            height = lift[1] + lift[0] * float(operands[5])
        elif name in _PAINTING:
            text = "".join(font[byte] for byte in operands[0].original_bytes) if name == "Tj" else ""
            yield (marks[-1] if marks else None), text, height
        assert len(marks) <= 1, "marked content inside marked content"
    assert (marks, lifts) == ([], [])


def texts_of(reader):
    texts = {}
    for number, page in enumerate(reader.pages):
        for mark, text, _ in pieces_of(page):
            if mark and mark[1] is not None:
                texts[number, mark[1]] = texts.get((number, mark[1]), "") + text
    return texts


def elements_of(reader):
    """(tag, dictionary, own pieces as (page, MCID)) in logical order."""
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}

    def walk(element):
        pieces, below = [], []
        for kid in (entry.get_object() for entry in element["/K"]):
            if isinstance(kid, int):
                pieces.append((numbers[element.raw_get("/Pg").idnum], kid))
            elif kid.get("/Type") == "/MCR":
                pieces.append((numbers[kid.raw_get("/Pg").idnum], kid["/MCID"]))
            else:
                assert kid["/P"].get_object() == element
                below.append(kid)
        yield element["/S"], element, pieces
        for kid in below:
            yield from walk(kid)

    yield from walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"].get_object())


def read_aloud(reader):
    texts = texts_of(reader)
    return [(tag[1:], "".join(texts[piece] for piece in pieces)) for tag, _, pieces in elements_of(reader) if pieces]


def artifacts_of(page):
    return [(text, height) for mark, text, height in pieces_of(page) if mark and mark[0] == "/Artifact"]


def untagged(reader):
    return [text for page in reader.pages for mark, text, _ in pieces_of(page) if mark is None]
