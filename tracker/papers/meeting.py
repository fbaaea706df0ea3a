"""The papers of a meeting, said from their facts."""

from datetime import date

from tracker.papers.content import Plain, Section, Table
from tracker.words import days
from tracker.words.meetings import CAME, WHY_NUMBERS_ONLY, by_whom, what, when

MATTERS = (("Who", 100, False), ("What", 255, False), ("By when", 72, False))


def sheet(facts, facts_sha256: str) -> Plain:
    """The action sheet: who does what by when, and who was there."""
    rows = [[by_whom(each), what(each), when(each)] for each in facts.matters]
    table = Table(f"What was asked for on {_day_words(facts.day)}", MATTERS, rows)
    came = [
        f"{each.agency}: {CAME[each.how].lower()}" + (f" ({each.who})" if each.who else "") for each in facts.attendance
    ]
    return _plain(
        facts,
        facts_sha256,
        "Action sheet",
        [
            Section("Who does what by when", "Nothing was asked for.", table),
            Section("Who came", "It is not on record.", None, came),
        ],
        WHY_NUMBERS_ONLY if any(each.number and not each.title for each in facts.matters) else "",
    )


def _plain(facts, facts_sha256, title, sections, note) -> Plain:
    return Plain(
        title=f"{title}: {facts.name}, {_day_words(facts.day)}",
        board=facts.board,
        marking=facts.marking,
        example_line=facts.example_line or "",
        reference=facts.reference,
        edition=str(facts.edition),
        as_at=_day_words(facts.as_at),
        opening=f"For the {facts.sub_group}.",
        sections=sections,
        notes=[note] if note else [],
        proof=[
            f"SHA-256 of this paper's facts: {facts_sha256}",
            f"Head of the journal: line {facts.head.number}, {facts.head.hash}",
        ],
    )


def _day_words(text) -> str:
    return days.day(date.fromisoformat(text))
