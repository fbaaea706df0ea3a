"""The parts that plain papers have in common: lines and questions as tables, and what stands around them."""

from datetime import date

from tracker import logo
from tracker.papers.content import Plain, Section, Status, Table
from tracker.papers.parts import GENERAL
from tracker.words import STATUS, days
from tracker.words.history import REDACTED
from tracker.words.meetings import WHY_NUMBERS_ONLY, named, when
from tracker.words.waiting import TITLES

LINES = (("Line", 165, False), ("Owner", 97, False), ("Due", 85, False), ("Stands", 80, False))
QUESTIONS = (("Asked", 90, False), ("About", 47, False), ("What", 220, False), ("By when", 70, False))
BEFORE_THE_BOARD = (("Since", 90, False), ("About", 47, False), ("What is asked", 290, False))


def table(heading: str, nothing: str, columns, rows) -> Section:
    """A headed table; where it has no row, what is said instead."""
    return Section(heading, nothing, Table(heading, columns, rows) if rows else None)


def group(found) -> Section:
    """A group of the day's exceptions."""
    rows = [[named(each), each.agency or "No owner", due(each.due), status(each)] for each in found.lines]
    return table(TITLES[found.group], "", LINES, rows)


def open_questions(facts) -> Section:
    rows = [[each.agency, each.number or GENERAL, each.words or REDACTED, when(each)] for each in facts.challenges]
    return table("Questions that are open", "No question is open.", QUESTIONS, rows)


def before_the_board(facts) -> Section:
    rows = [[in_words(each.since), each.number or GENERAL, each.words or REDACTED] for each in facts.escalations]
    return table("Before the board", "Nothing waits for the board.", BEFORE_THE_BOARD, rows)


def status(row) -> Status:
    return Status(row.colour, STATUS[row.status])


def due(text) -> str:
    return days.by_the_end(date.fromisoformat(text)) if text else "No date"


def in_words(text) -> str:
    return days.day(date.fromisoformat(text))


def plain(facts, facts_sha256: str, *, title: str, edition: str, opening: str, sections, rows) -> Plain:
    """The paper around its sections; of `rows` with a gated line it says why there are numbers only."""
    held_back = any(each.number and not each.title for each in rows)
    return Plain(
        title=title,
        board=facts.board,
        marking=facts.marking,
        logo=logo.of(facts),
        example_line=facts.example_line or "",
        reference=facts.reference,
        edition=edition,
        as_at=in_words(facts.as_at),
        made=date.fromisoformat(facts.as_at),
        opening=opening,
        sections=sections,
        notes=[WHY_NUMBERS_ONLY] if held_back else [],
        proof=[
            f"SHA-256 of this paper's facts: {facts_sha256}",
            f"Head of the journal: line {facts.head.number}, {facts.head.hash}",
        ],
    )
