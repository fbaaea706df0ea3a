"""A quarterly report drawn from the worked example, and what it says to whoever reads it in either form."""

import hashlib
import io
import subprocess
from datetime import date

import html5lib
from pypdf import PdfReader
from reading_pdfs import read_aloud

from actions import reports
from actions.db import db
from actions.models import ReportDraft
from actions.periods import Quarter
from tracker.papers import quarterly

CUT_OFF = date(2017, 1, 16)


def facts_with(words=None, **asked):
    """The facts of Q3 2016-17 as at the example's today."""
    kept = db.session.get(ReportDraft, ("quarterly", "2016-17-Q3"))
    given = {"kind": "quarterly", "period": Quarter.parse("2016-17-Q3"), "cut_off": CUT_OFF, "edition": 1}
    return reports.to_bytes(
        reports.facts(reports.Asked(**given | {"words": words or kept.words, "recorded_on": CUT_OFF} | asked))
    )


def tree_of(page):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode())


def said_in_html(page):
    return " ".join("".join(tree_of(page).find(".//body").itertext()).split())


def said_in_pdf(content):
    """What a screen reader reads, in its order."""
    return [(tag, " ".join(text.split())) for tag, text in read_aloud(PdfReader(io.BytesIO(content)))]


def printed(content, tmp_path, *switches):
    """What pdftotext finds, on one line a page."""
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    found = subprocess.run(["pdftotext", *switches, path, "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(page.split()) for page in found.split("\f")[:-1]]


def content_of(facts):
    return quarterly.content(reports.from_bytes(facts), hashlib.sha256(facts).hexdigest())


def cells_of(content):
    for _, table in content.tables:
        for row in table.rows:
            yield [getattr(cell, "word", cell) for cell in ([row] if isinstance(row, str) else row)]
