"""Trace: on a report's page every figure leads to the list behind it, and each line of a list to that line as at the day."""

from dataclasses import dataclass

from tracker.papers.content import LineRef
from tracker.words import STATUS
from tracker.words.meetings import named

KINDS = {"plan": "actions", "profile": "recommendations"}
HEADINGS = {
    "overdue": "Overdue",
    "await_decision": "Past due, and waiting for a decision",
    "moved": "With a date that moved",
    "silent": "What the silent agencies owe an update for",
    "told": "Complete, told",
    "seen": "Complete, seen",
    "checked": "Complete, checked",
    "impact": "Complete, with impact",
    "rechecks": "To be checked again",
    "submissions": "With a submission that fell due",
    "due_next": "Falls due next",
}
# The lists behind each figure of page 1, in the order of the figures.
BEHIND = (
    ("overdue", "await_decision"),
    ("moved",),
    ("silent",),
    ("told", "seen", "checked", "impact"),
    ("rechecks",),
    ("submissions",),
    ("due_next",),
)


@dataclass(frozen=True)
class Listing:
    """A list behind a figure: where it stands on the page, what it lists, and its lines (reference, text)."""

    anchor: str
    heading: str
    lines: list[tuple[LineRef, str]]

    @property
    def href(self) -> str:
        return f"#{self.anchor}"


def line(document: str, number: str, facts, text: str = "") -> str:
    """The number of a line (or a text that begins with it), which leads to the line as at the report's day. What is
    circulated leads nowhere."""
    if facts.redacted_of:
        return text or number
    return LineRef(text or number, f"/plan/{document}/{number}?as-at={facts.cut_off}")


def of_figures(names, facts) -> dict[str, list[Listing]]:
    """The lists behind each figure that has any, by the figure's name."""
    behind = vars(facts.behind) if facts.behind else {}
    return {
        name: [_listing(key, HEADINGS[key], behind[key], facts) for key in keys if behind.get(key)]
        for name, keys in zip(names, BEHIND, strict=True)
    }


def of_pictures(facts) -> list[dict[str, Listing]]:
    """For each document, the lists behind its counts by status, by the status's word."""
    return [_by_status(document, facts) for document in facts.documents]


def _by_status(document, facts) -> dict[str, Listing]:
    behind, kind = vars(facts.behind) if facts.behind else {}, KINDS[document.kind]
    keys = {each.status: f"{document.reference}:{each.status}" for each in document.counts if each.count}
    return {
        STATUS[status]: _listing(key, f"{STATUS[status]}, {kind}", behind[key], facts)
        for status, key in keys.items()
        if key in behind
    }


def _listing(key, heading, lines, facts) -> Listing:
    found = [(line(each.document, each.number, facts), named(each).removeprefix(each.number)) for each in lines]
    return Listing(f"behind-{key.replace(':', '-')}", f"{heading} ({len(found)})", found)
