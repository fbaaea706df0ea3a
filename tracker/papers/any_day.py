"""The reports that are made on any day and not kept, said from their facts: exceptions, an agency's own lines."""

from datetime import date

from tracker.papers import parts, report, sections
from tracker.papers.content import Plain, Section
from tracker.words import carrying, days
from tracker.words.meetings import named
from tracker.words.standing import flag
from tracker.words.waiting import TITLES

ON_DEMAND = "made on demand"
OWN = (("Line", 177, False), ("Stands", 80, False), ("Due", 48, False), ("Moved", 36, True), ("Last said", 86, False))
OWED = (("Line", 60, False), ("For the end of", 120, False), ("Stands", 120, False))
DESERVES = (("Line", 187, False), ("Owner", 110, False), ("Due", 50, False), ("Stands", 80, False))
# What is to be checked again can wait for the rest: its numbers are enough.
IN_NUMBERS = "rechecks"


def exception(facts, facts_sha256: str) -> Plain:
    """Where the plan stands, what is wrong with it, and what deserves the chair."""
    groups = [each for each in facts.exceptions if each.group != IN_NUMBERS]
    said = [
        Section("How it stands", "Nothing is in force.", items=[_stands(each, facts) for each in facts.documents]),
        Section("In figures", "", items=[f"{name}: {said}" for name, said in report.figures(facts)]),
        sections.table(
            "What deserves the chair", "Nothing waits.", DESERVES, [row for each in groups for row in _group(each)]
        ),
        Section("To be checked again", "Nothing is due to be checked again.", items=_numbers(facts)),
        sections.open_questions(facts),
        sections.before_the_board(facts),
    ]
    lines = [line for each in groups for line in each.lines]
    return _paper(facts, facts_sha256, "Exception report", "For the chair.", said, lines)


def _stands(document, facts) -> str:
    """43 actions: 26 complete, 4 overdue. Since the Q2 2016-17 report, edition 1: +4 complete."""
    counts = parts.counts(document.counts)
    since = report.since(document, facts)
    return f"{report.name_of(document)}, {document.total} {report.KINDS[document.kind]}: {counts}. {since}"


def _group(found) -> list:
    """A band that names the group, and its lines."""
    rows = [[_named(each), each.agency or "No owner", _due(each.due), sections.status(each)] for each in found.lines]
    return [f"{TITLES[found.group]} ({len(rows)})", *rows]


def _named(line) -> str:
    """The line; of one that was carried, how often and when it was first due."""
    return f"{named(line)} ({carrying.of_facts(line.carried)})" if line.carried else named(line)


def _due(text) -> str:
    return days.short_month(date.fromisoformat(text)) if text else "No date"


def _numbers(facts) -> list[str]:
    found = [line for each in facts.exceptions if each.group == IN_NUMBERS for line in each.lines]
    return [", ".join(f"{each.number} ({each.cell})" if each.cell else each.number for each in found)] if found else []


def extract(facts, facts_sha256: str) -> Plain:
    """What one agency answers for, and what is asked of it."""
    standing = [f"{days.count(len(facts.lines), 'line')}: {parts.counts(facts.counts)}."] if facts.lines else []
    lines = [
        [_own(each), sections.status(each), _due(each.due), str(each.moves), parts.last_said(each)]
        for each in facts.lines
    ]
    owed = [[each.number, _due(each.due), "Late" if each.late else "To come"] for each in facts.submissions]
    said = [
        Section("How it stands", f"{facts.agency} answers for no line.", items=standing),
        sections.table("Its lines, worst first", "It answers for no line.", OWN, lines),
        sections.table("Submissions that it owes", "It owes no submission.", OWED, owed),
        sections.open_questions(facts),
    ]
    return _paper(facts, facts_sha256, f"Agency extract: {facts.agency}", f"For {facts.agency}.", said, facts.lines)


def _own(row) -> str:
    """The line; of one that may not be quoted, the meeting's own words on what will be done."""
    flags = [flag(each) for each in row.flags if each not in parts.SHOWN_OTHERWISE]
    said = _named(row) if row.title or not row.own_words else f"{row.number} {row.own_words}"
    return f"{said} ({'; '.join(flags)})" if flags else said


def _paper(facts, facts_sha256, title, opening, parts, rows) -> Plain:
    asked = {"title": f"{title}, {sections.in_words(facts.as_at)}", "edition": ON_DEMAND, "opening": opening}
    return sections.plain(facts, facts_sha256, sections=parts, rows=rows, **asked)
