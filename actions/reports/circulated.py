"""The facts of a report for wider circulation. By rule: nothing that people typed but the chair's verdicts, which are written
to be read widely; so no part that consists of words, and no list of lines behind a figure. Nor any word of a document that
is not the board's own."""

import hashlib

from actions.reports.kept import plain, to_bytes
from actions.reports.typed import TYPED, changed

VERDICTS = ("verdict", "priorities")
# Parts whose lines are named, of whichever document.
NAMING = ("exceptions", "coming", "calendar")
PARTS = ("escalations", "requests", "claims", "challenges", "put")


def circulated(facts: bytes) -> bytes:
    """A frozen edition's facts (as kept) without these words. `redacted_of`: the SHA-256 of what it was made from."""
    values = plain(facts)
    others = {name: [] if name in PARTS else value for name, value in values.items() if name not in ("behind", "words")}
    kept = changed(others, TYPED - set(VERDICTS), lambda typed: None)
    kept["words"] = {name: values["words"][name] for name in VERDICTS if name in values["words"]}
    gated = {each["reference"] for each in kept["documents"] if each["kind"] != "plan"}
    kept["documents"] = [_gated(each) if each["reference"] in gated else each for each in kept["documents"]]
    kept |= {name: [_unnamed(each, gated) for each in kept[name]] for name in NAMING if name in kept}
    reference, digest = f"{values['reference']}-redacted", hashlib.sha256(facts).hexdigest()
    return to_bytes({**kept, "reference": reference, "redacted_of": digest})


def _gated(document: dict) -> dict:
    """What its originator permitted to the sub group and the executives, nobody was permitted to circulate."""
    rows = [{**row, "text": ""} for row in document.get("rows", ())]
    return {**document, "released": False, "title": None, **({"rows": rows} if "rows" in document else {})}


def _unnamed(line: dict, gated) -> dict:
    return {**line, "title": None} if line["document"] in gated else line
