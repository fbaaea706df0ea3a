"""Taking a word out of kept values: of a text, of all that people typed in the facts of a report or of a meeting's paper."""

import re

from actions import meeting_papers, reports
from actions.models import MASK


def pattern(word: str) -> re.Pattern:
    """Finds the word whatever its case and the white space in it."""
    return re.compile(r"\s+".join(re.escape(part) for part in word.split()), re.IGNORECASE)


def masked(values, found: re.Pattern):
    """A text, or every text in lists and mappings, with the word taken out."""
    if isinstance(values, dict):
        return {name: masked(value, found) for name, value in values.items()}
    if isinstance(values, list):
        return [masked(value, found) for value in values]
    return found.sub(MASK, values) if isinstance(values, str) else values


def report_masked(facts: dict, found: re.Pattern) -> dict:
    """A report's facts. Of a document that may not be quoted the text of a row is the meeting's own words."""
    facts = reports.changed(facts, reports.TYPED, lambda typed: masked(typed, found))
    for document in facts["documents"]:
        for row in document.get("rows", ()) if not document["released"] else ():
            row["text"] = masked(row["text"], found)
    return facts


def paper_masked(facts: dict, found: re.Pattern) -> dict:
    """The facts of a meeting's paper."""
    return reports.changed(facts, meeting_papers.TYPED, lambda typed: masked(typed, found))
