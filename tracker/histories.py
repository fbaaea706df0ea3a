"""A line's history as entries that the history component draws."""

from dataclasses import dataclass, field
from datetime import date

from actions import queries
from actions.standing import Standing
from tracker.names import Names
from tracker.words import history as sentences

# What each filter of a history shows.
FILTERS = {
    "updates": frozenset({"update", "starting_position", "ask_exemption", "withdraw_exemption"}),
    "decisions": frozenset(
        "accept check_again send_back agree decline set_date stop supersede reopen end_duty extend_line carry "
        "accept_recommendation accept_in_part merge not_accept set_aside ask_each_agency exempt not_exempt "
        "answer_escalation carry_into close_unfinished".split()
    ),
    "dates": frozenset("ask_for_date withdraw_request agree decline set_date extend_line reopen".split()),
    "evidence": frozenset({"add_evidence", "withdraw_evidence", "claim"}),
}


@dataclass(frozen=True)
class Entry:
    """One thing that happened: its day, what it was, who did it, the words that go with it."""

    day: date
    sentence: str
    by: str
    details: list = field(default_factory=list)


def of(standing: Standing, names: Names, visible, kind: str | None = None) -> list[Entry]:
    """The line's history on the day it is shown for, newest first. `visible`: the evidence that may be seen, by number."""
    found = queries.history(standing.line.id, standing.facts.day, standing.cell)
    return told(found, names, visible, kind)


def told(found, names: Names, visible, kind: str | None = None) -> list[Entry]:
    """The same of a history that was asked for already, or of a part of it."""
    return [tell(entry, names) for entry in to_tell(found, visible, kind)]


def to_tell(found, visible, kind: str | None = None) -> list:
    """What of a history may be told, and is of that kind."""
    wanted = FILTERS.get(kind)
    return [
        entry
        for entry in found
        if entry.event.verb not in sentences.QUIET
        and (wanted is None or entry.event.verb in wanted)
        and _may_be_told(entry.event, visible)
    ]


def _may_be_told(event, visible):
    if event.verb == "add_evidence":
        return event.id in visible or not event.yes
    return event.verb != "withdraw_evidence" or event.ref in visible


def tell(entry, names: Names) -> Entry:
    event, words = entry
    cell = f"{names.agency(event.cell_id)}: " if event.cell_id else ""
    said = sentences.details(words)
    if event.verb == "add_evidence" and words.get("name"):
        said = [words["name"], *said]
    return Entry(event.counts_from, cell + sentences.sentence(event, names), sentences.by(event, words, names), said)
