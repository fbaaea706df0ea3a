"""The papers of a meeting, said from their facts."""

from tracker.papers import sections
from tracker.papers.content import Plain, Section, Table
from tracker.words.meetings import CAME, by_whom, stands, what, when

MATTERS = (("Who", 100, False), ("What", 255, False), ("By when", 72, False))
ARISING = (("Who", 80, False), ("What", 205, False), ("By when", 62, False), ("Stands", 80, False))


def sheet(facts, facts_sha256: str) -> Plain:
    """The action sheet: who does what by when, and who was there."""
    rows = [[by_whom(each, _office(facts)), what(each), when(each)] for each in facts.matters]
    table = Table(f"What was asked for on {sections.in_words(facts.day)}", MATTERS, rows)
    came = [f"{each.agency}: {CAME[each.how].lower()}{_who(each)}" for each in facts.attendance]
    parts = [
        Section("Who does what by when", "Nothing was asked for.", table),
        Section("Who came", "It is not on record.", items=came),
    ]
    return _paper(facts, facts_sha256, "Action sheet", parts, facts.matters)


def _office(facts) -> str:
    """What the business manager is called; facts that were kept before boards could say so do not say it."""
    return facts.roles.office if facts.roles else "Business manager"


def _who(came) -> str:
    return f" ({came.who})" if came.who else ""


def agenda(facts, facts_sha256: str) -> Plain:
    """The agenda pack: matters arising, then the day's exceptions, then what is asked and not answered."""
    arising = [[by_whom(each, _office(facts)), what(each), when(each), _stands(each)] for each in facts.matters]
    lines = [each for group in facts.exceptions for each in group.lines]
    parts = [
        sections.table("Matters arising", "Nothing was left to do by the meeting before.", ARISING, arising),
        *map(sections.group, facts.exceptions),
        sections.open_questions(facts),
        sections.before_the_board(facts),
    ]
    return _paper(facts, facts_sha256, "Agenda pack", parts, [*facts.matters, *lines])


def _stands(row):
    return sections.status(row) if row.status else stands(row)


def _paper(facts, facts_sha256, title, parts, rows) -> Plain:
    return sections.plain(
        facts,
        facts_sha256,
        title=f"{title}: {facts.name}, {sections.in_words(facts.day)}",
        edition=str(facts.edition),
        opening=f"For the {facts.sub_group}.",
        sections=parts,
        rows=rows,
    )
