"""Reports and the papers of meetings: the same facts said in HTML and in PDF. They read facts, never the database."""

import hashlib

from actions import reports
from tracker.papers import html, meeting, pdf, quarterly

# What each kind says, and how it is drawn.
DRAWN = {
    "quarterly": (quarterly.content, html.draw, pdf.draw),
    "agenda": (meeting.agenda, html.draw_plain, pdf.draw_plain),
    "sheet": (meeting.sheet, html.draw_plain, pdf.draw_plain),
}


def draw(facts: bytes) -> tuple[bytes, bytes]:
    """The HTML and the PDF of kept facts. The same facts give the same bytes."""
    said = reports.from_bytes(facts)
    say, in_html, in_pdf = DRAWN[said.kind]
    content = say(said, hashlib.sha256(facts).hexdigest())
    return in_html(content), in_pdf(content)
