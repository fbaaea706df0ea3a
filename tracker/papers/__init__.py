"""Reports and the papers of meetings: the same facts said in each form. They read facts, never the database."""

import hashlib

from actions import reports
from tracker.papers import any_day, html, meeting, pdf, quarterly, six_monthly, tables
from tracker.papers.content import Plain
from tracker.sheets import drawing


def _in_word(content):
    from tracker.papers import word

    return word.draw_plain(content) if isinstance(content, Plain) else word.draw(content)


REPORT = {"html": html.draw, "pdf": pdf.draw}
PLAIN = {"html": html.draw_plain, "pdf": pdf.draw_plain, "docx": _in_word}
# What each kind says, and how it is drawn in each form.
DRAWN = {
    "quarterly": (quarterly.content, REPORT),
    "six-monthly": (six_monthly.content, REPORT),
    "agenda": (meeting.agenda, PLAIN),
    "sheet": (meeting.sheet, PLAIN),
    "exception": (any_day.exception, PLAIN),
    "agency": (any_day.extract, PLAIN),
}


# The forms in which an edition is circulated more widely.
CIRCULATED = ("pdf", "html")
# What is not kept of a period's report, but drawn whenever it is asked for.
TO_WORK_ON = {"docx": _in_word}
AS_TABLES = {
    "xlsx": lambda content, book: drawing.book_as_xlsx(book),
    "csv": lambda content, book: drawing.book_as_zip(book, content.reference),
}


def draw(facts: bytes) -> dict[str, bytes]:
    """Kept facts in each form that their kind has (html, pdf, docx). The same facts give the same bytes."""
    content, forms = _said(facts)
    return {form: drawn(content) for form, drawn in forms.items()}


def in_form(facts: bytes, form: str) -> bytes | None:
    """Kept facts in one form: one of those that are kept, or drawn when asked for: "facts", "docx", "xlsx", "csv" (a ZIP of
    them). None where the kind has no such form."""
    if form == "facts":
        return facts
    content, forms = _said(facts)
    if form in AS_TABLES:
        return _as_tables(facts, form, content)
    drawn = {**TO_WORK_ON, **forms}.get(form)
    return drawn and drawn(content)


def _said(facts: bytes):
    """What the paper says, and the forms in which it is drawn."""
    said = reports.from_bytes(facts)
    say, forms = DRAWN[said.kind]
    return say(said, _sha256(facts)), forms


def _as_tables(facts: bytes, form: str, content) -> bytes | None:
    said = reports.from_bytes(facts)
    if said.kind not in tables.TABLES:
        return None
    return AS_TABLES[form](content, tables.book(said, _sha256(facts), content))


def _sha256(facts: bytes) -> str:
    return hashlib.sha256(facts).hexdigest()
