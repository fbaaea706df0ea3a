"""The quarterly report drawn from its facts, in this process, beside the same words through bare ReportLab."""

from html import escape
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate
from sqlalchemy import select
from sqlalchemy.orm import undefer

from actions import packs, reports, standing
from actions.db import db
from actions.models import Report, ReportBytes
from actions.packs import INSPECTORS, Reader
from actions.periods import Quarter
from bench.taking_turns import Key, Turn, in_turn, timed
from bench.worlds import app_in
from tracker import clock, papers
from tracker.packs import saying, writing
from tracker.papers.content import Status

QUARTER = "2016-17-Q2"
MARGIN = 54
TO_PDF = Key("The quarterly report, facts to PDF")
TO_HTML = Key("The quarterly report, facts to HTML")
TO_FACTS = Key("The quarterly report, record to facts")
A_PACK = Key("An inspection pack, record to file")


def measure(place, rounds: int) -> dict:
    """The report's parts and the floor R, in turn."""
    with app_in(place):
        facts = newest_facts()
        _, forms = papers.DRAWN["quarterly"]
        tables = said(facts).tables
        return in_turn(
            {
                Key("R"): Turn(lambda: timed(lambda: plain(tables))),
                TO_PDF: Turn(lambda: timed(lambda: forms["pdf"](said(facts)))),
                TO_HTML: Turn(lambda: timed(lambda: forms["html"](said(facts)))),
                TO_FACTS: Turn(lambda: timed(gathered), before=forget),
                A_PACK: Turn(lambda: timed(lambda: pack(place.folder / "pack.zip")), before=forget),
            },
            rounds,
        )


def newest_facts() -> bytes:
    """The kept facts of the newest edition."""
    query = select(ReportBytes).join(Report, Report.id == ReportBytes.report_id)
    query = query.where(ReportBytes.form == "facts", Report.kind == "quarterly").order_by(Report.id.desc())
    return db.session.scalars(query.options(undefer(ReportBytes.content))).first().content


def said(facts: bytes):
    """What the report says."""
    say, _ = papers.DRAWN["quarterly"]
    return say(reports.from_bytes(facts), "0" * 64)


def forget():
    """As after the record has grown."""
    db.session.rollback()
    standing.forget()


def gathered() -> bytes:
    """The facts of the quarter, from the record."""
    quarter = Quarter.parse(QUARTER)
    asked = {"kind": "quarterly", "period": quarter, "cut_off": reports.default_cut_off(quarter)}
    words = {"verdict": "It goes on.", "worries": [], "successes": [], "decisions": []}
    more = {"edition": 1, "words": words, "reason": "", "recorded_on": clock.today()}
    return reports.to_bytes(reports.facts(reports.Asked(**asked, **more)))


def pack(target) -> None:
    """All that the record holds for inspectors, with the files of evidence, drawn and packed."""
    today = clock.today()
    writing.write(saying.facts(packs.gather(Reader(INSPECTORS), today, today)), target)


def plain(tables) -> bytes:
    """The words of the tables, each cell a Paragraph, each table a LongTable, with ReportLab's own look."""
    file, style = BytesIO(), getSampleStyleSheet()["BodyText"]
    document = SimpleDocTemplate(file, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN)
    document.build([_long_table(table, style) for _, table in tables])
    return file.getvalue()


def _long_table(table, style):
    shares = [width for _, width, _ in table.columns]
    widths = [share * (A4[0] - 2 * MARGIN) / sum(shares) for share in shares]
    heads = [head for head, _, _ in table.columns]
    rows = [[row, *[""] * (len(heads) - 1)] if isinstance(row, str) else row for row in table.rows]
    bands = [("SPAN", (0, at), (-1, at)) for at, row in enumerate(table.rows, 1) if isinstance(row, str)]
    cells = [[_paragraph(cell, style) for cell in row] for row in (heads, *rows)]
    return LongTable(cells, colWidths=widths, repeatRows=1, style=bands)


def _paragraph(cell, style):
    return Paragraph(escape(str(cell.word if isinstance(cell, Status) else cell)), style)
