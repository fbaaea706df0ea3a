"""Reports as papers: the same facts said in HTML and in PDF. They read facts, never the database."""

import hashlib

from actions import reports
from tracker.papers import html, pdf, quarterly

CONTENTS = {"quarterly": quarterly.content}


def draw(facts: bytes) -> tuple[bytes, bytes]:
    """The HTML and the PDF of kept facts. The same facts give the same bytes."""
    said = reports.from_bytes(facts)
    content = CONTENTS[said.kind](said, hashlib.sha256(facts).hexdigest())
    return html.draw(content), pdf.draw(content)
