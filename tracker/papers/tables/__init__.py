"""The reports as tables for people's own tools, said from the same facts as the papers: days as days, numbers as numbers."""

from datetime import date, datetime, time

from tracker.papers.content import Content, Plain
from tracker.papers.report import day_of
from tracker.papers.tables import any_day, page_one, quarterly, six_monthly
from tracker.papers.tables.parts import columns
from tracker.sheets import Book, Sheet

PERIOD = (*page_one.FIGURES, *page_one.WORDS)
TABLES = {
    "quarterly": (*PERIOD, *quarterly.TABLES),
    "six-monthly": (*PERIOD, *six_monthly.TABLES),
    "exception": (*page_one.FIGURES, *any_day.EXCEPTION),
    "agency": any_day.EXTRACT,
}
ABOUT, WHAT = "About", columns(What=30, It_says=90)
FROZEN = (
    "This file is drawn from the frozen facts whenever it is asked for. What was frozen, and can be checked, are the PDF, "
    "the page and the facts."
)


def book(facts, facts_sha256: str, content: Content | Plain) -> Book:
    """What it is, then a sheet for each table; a table without a row is there too. `content`: the same facts as a paper."""
    as_at = day_of(facts.cut_off or facts.as_at)
    said = {part.name: (part.columns, part.rows(facts)) for part in TABLES[facts.kind]}
    said = {ABOUT: (WHAT, _about(facts, facts_sha256, content, said)), **said}
    sheets = {name: _sheet(content, as_at, name, *table) for name, table in said.items()}
    return Book(f"{content.board}: {content.title}", datetime.combine(as_at, time()), sheets)


def _sheet(content, as_at: date, name, heads, rows) -> Sheet:
    marking = " ".join(filter(None, (content.marking, content.example_line)))
    return Sheet(f"{content.title}: {name}", as_at, marking, heads, rows, content.logo)


def _about(facts, facts_sha256, content, said) -> list:
    return [
        ["Board", content.board],
        ["What it is", content.title],
        ["Reference", content.reference],
        ["Edition", facts.edition or content.edition],
        ["As at", day_of(facts.cut_off or facts.as_at)],
        ["Marking", content.marking],
        ["For", facts.sub_group],
        ["Compared with", facts.compared_with],
        ["SHA-256 of the facts", facts_sha256],
        ["Head of the journal", f"line {facts.head.number}, {facts.head.hash}"],
        *(["To know", each] for each in _notes(facts, content)),
        *([f"Rows of the table {name}", len(rows)] for name, (_, rows) in said.items()),
    ]


def _notes(facts, content) -> list[str]:
    """What a reader of the paper is told as well, and whether the file itself was frozen."""
    if isinstance(content, Plain):
        return content.notes
    held_back = dict.fromkeys(table.note for _, table in content.tables if table.note)
    return [*filter(None, [content.correction]), *held_back, *([FROZEN] if facts.edition else [])]
