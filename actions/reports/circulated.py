"""The facts of a report for wider circulation. By rule: nothing that people typed but the chair's verdicts, which are written
to be read widely; so no part that consists of words, and no list of lines behind a figure."""

import hashlib

from actions.reports.kept import plain, to_bytes
from actions.reports.typed import TYPED, changed

VERDICTS = ("verdict", "priorities")
PARTS = ("escalations", "requests", "claims", "challenges", "put")


def circulated(facts: bytes) -> bytes:
    """A frozen edition's facts (as kept) without these words. `redacted_of`: the SHA-256 of what it was made from."""
    values = plain(facts)
    others = {name: [] if name in PARTS else value for name, value in values.items() if name not in ("behind", "words")}
    kept = changed(others, TYPED - set(VERDICTS), lambda typed: None)
    kept["words"] = {name: values["words"][name] for name in VERDICTS if name in values["words"]}
    kept["documents"] = [_document(each) for each in kept["documents"]]
    reference, digest = f"{values['reference']}-redacted", hashlib.sha256(facts).hexdigest()
    return to_bytes({**kept, "reference": reference, "redacted_of": digest})


def _document(document: dict) -> dict:
    """Of a document that may not be quoted, the text of a row is what a meeting typed."""
    if document["released"] or "rows" not in document:
        return document
    return {**document, "rows": [{**row, "text": ""} for row in document["rows"]]}
