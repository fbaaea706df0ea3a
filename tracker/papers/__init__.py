"""Reports and the papers of meetings: the same facts said in each form. They read facts, never the database."""

import hashlib

from actions import reports
from tracker.papers import any_day, html, meeting, pdf, quarterly, six_monthly


def _in_word(content):
    from tracker.papers import word

    return word.draw_plain(content)


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


def draw(facts: bytes) -> dict[str, bytes]:
    """Kept facts in each form that their kind has (html, pdf, docx). The same facts give the same bytes."""
    said = reports.from_bytes(facts)
    say, forms = DRAWN[said.kind]
    content = say(said, hashlib.sha256(facts).hexdigest())
    return {form: drawn(content) for form, drawn in forms.items()}
