"""The papers of a meeting, said from their facts."""

from datetime import date

from tracker.papers.content import Plain, Section, Status, Table
from tracker.words import STATUS, days
from tracker.words.history import REDACTED
from tracker.words.meetings import CAME, WHY_NUMBERS_ONLY, by_whom, named, stands, what, when
from tracker.words.waiting import TITLES

MATTERS = (("Who", 100, False), ("What", 255, False), ("By when", 72, False))
ARISING = (("Who", 80, False), ("What", 205, False), ("By when", 62, False), ("Stands", 80, False))
LINES = (("Line", 165, False), ("Owner", 97, False), ("Due", 85, False), ("Stands", 80, False))
QUESTIONS = (("Asked", 90, False), ("About", 47, False), ("What", 220, False), ("By when", 70, False))
BEFORE_THE_BOARD = (("Since", 90, False), ("About", 47, False), ("What is asked", 290, False))
GENERAL = "In general"


def sheet(facts, facts_sha256: str) -> Plain:
    """The action sheet: who does what by when, and who was there."""
    rows = [[by_whom(each), what(each), when(each)] for each in facts.matters]
    table = Table(f"What was asked for on {_in_words(facts.day)}", MATTERS, rows)
    came = [f"{each.agency}: {CAME[each.how].lower()}{_who(each)}" for each in facts.attendance]
    sections = [
        Section("Who does what by when", "Nothing was asked for.", table),
        Section("Who came", "It is not on record.", items=came),
    ]
    return _plain(facts, facts_sha256, "Action sheet", sections, facts.matters)


def _who(came) -> str:
    return f" ({came.who})" if came.who else ""


def agenda(facts, facts_sha256: str) -> Plain:
    """The agenda pack: matters arising, then the day's exceptions, then what is asked and not answered."""
    arising = [[by_whom(each), what(each), when(each), _stands(each)] for each in facts.matters]
    lines = [each for group in facts.exceptions for each in group.lines]
    sections = [
        _section("Matters arising", "Nothing was left to do by the meeting before.", ARISING, arising),
        *(_group(each) for each in facts.exceptions),
        _section("Questions that are open", "No question is open.", QUESTIONS, _questions(facts.challenges)),
        _section("Before the board", "Nothing waits for the board.", BEFORE_THE_BOARD, _escalated(facts.escalations)),
    ]
    return _plain(facts, facts_sha256, "Agenda pack", sections, [*facts.matters, *lines])


def _section(heading, nothing, columns, rows) -> Section:
    return Section(heading, nothing, Table(heading, columns, rows) if rows else None)


def _group(group) -> Section:
    rows = [[named(each), each.agency or "No owner", _due(each.due), _status(each)] for each in group.lines]
    return _section(TITLES[group.group], "", LINES, rows)


def _stands(row):
    return _status(row) if row.status else stands(row)


def _status(row) -> Status:
    return Status(row.colour, STATUS[row.status])


def _due(text) -> str:
    return days.by_the_end(date.fromisoformat(text)) if text else "No date"


def _questions(found) -> list:
    return [[each.agency, each.number or GENERAL, each.words or REDACTED, when(each)] for each in found]


def _escalated(found) -> list:
    return [[_in_words(each.since), each.number or GENERAL, each.words or REDACTED] for each in found]


def _plain(facts, facts_sha256, title, sections, rows) -> Plain:
    held_back = any(each.number and not each.title for each in rows)
    return Plain(
        title=f"{title}: {facts.name}, {_in_words(facts.day)}",
        board=facts.board,
        marking=facts.marking,
        example_line=facts.example_line or "",
        reference=facts.reference,
        edition=str(facts.edition),
        as_at=_in_words(facts.as_at),
        made=date.fromisoformat(facts.as_at),
        opening=f"For the {facts.sub_group}.",
        sections=sections,
        notes=[WHY_NUMBERS_ONLY] if held_back else [],
        proof=[
            f"SHA-256 of this paper's facts: {facts_sha256}",
            f"Head of the journal: line {facts.head.number}, {facts.head.hash}",
        ],
    )


def _in_words(text) -> str:
    return days.day(date.fromisoformat(text))
