"""All that a pack holds, asked of the record for one reader as at a day: in a number of questions that its size does not
change."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, select, union_all
from sqlalchemy.orm import aliased

from actions import escalations, journal, queries
from actions.db import db
from actions.evidence import may_see_evidence, rights_on
from actions.models import Evidence, JournalLine, Report, ReportBytes, Withdrawal, Words
from actions.packs.readers import Reader, permitted
from actions.periods import london_moment
from actions.queries import Entry
from actions.reports import plain
from actions.standing import Plan, plan_on
from actions.standing import gather as log

AT_ONCE = 500


@dataclass(frozen=True)
class Piece:
    """A piece of evidence with its words; `by`: what the person is who added it. `withdrawn_on`: whenever that was."""

    row: Evidence
    words: dict
    withdrawn_on: date | None
    by: str | None

    @property
    def file(self) -> str | None:
        """The SHA-256 of its file, where it is one that still stands."""
        return self.words.get("file") if self.row.kind == "file" and not self.withdrawn_on else None


@dataclass(frozen=True)
class Edition:
    """A frozen report: whether it was withdrawn, and whether it quotes what may not be quoted to the reader."""

    row: Report
    withdrawn: bool
    quotes: bool


@dataclass(frozen=True)
class Contents:
    """What the reader's pack holds. `quoted`: the documents that may be quoted to them. `history`: by line, oldest first;
    under None what is about a document. `hidden`: the rows of evidence, and of its withdrawal, that they may not know of."""

    reader: Reader
    plan: Plan
    quoted: set
    history: dict
    pieces: list[Piece]
    hidden: frozenset
    challenges: list
    escalations: list
    editions: list[Edition]
    lines: list[JournalLine]
    head: journal.Head

    def gated(self, line) -> bool:
        """Whether of a line only the number and the meeting's own words may be said."""
        return line.recommendation and line.document_id not in self.quoted


def gather(reader: Reader, day: date, today: date) -> Contents:
    """As at `day`, with the rights of `today`."""
    quoted, pieces, hidden = permitted(reader, today), *_pieces(reader, day, today)
    return Contents(
        reader=reader,
        plan=plan_on(day),
        quoted=quoted,
        history=_history(day),
        pieces=pieces,
        hidden=hidden,
        challenges=queries.challenges(day),
        escalations=escalations.on(day),
        editions=_editions(day, quoted),
        lines=_journal(day),
        head=journal.head(),
    )


def _history(day: date) -> dict:
    found = log.read(union_all(*(log.counting(table) for table in log.LOG)), day)
    words = _words([event.id for event in found])
    by_line = defaultdict(list)
    for event in found:
        by_line[event.action_id].append(Entry(event, words.get(event.id, {})))
    return by_line


def _words(numbers: list) -> dict:
    """What was typed in the rows, however many they are."""
    found: dict = {}
    for start in range(0, len(numbers), AT_ONCE):
        found.update(queries.words_of(numbers[start : start + AT_ONCE]))
    return found


def _pieces(reader: Reader, day: date, today: date) -> tuple[list[Piece], frozenset]:
    """What counted as evidence on `day` and the reader may see by today's rights; the rows of all other."""
    plan, seen, hidden = plan_on(today), {}, set()
    for row, withdrawn_on, withdrawal, by, field, text in db.session.execute(_evidence(day)):
        standing = rights_on(plan, row)
        if standing is None or not may_see_evidence(reader.viewer, standing, row):
            hidden |= {row.id, withdrawal}
            continue
        seen.setdefault(row.id, Piece(row, {}, withdrawn_on, by)).words[field] = text
    return list(seen.values()), frozenset(hidden - {None})


def _evidence(day: date):
    title = aliased(Words)
    return (
        select(Evidence, Withdrawal.counts_from, Withdrawal.id, title.text, Words.field, Words.text)
        .outerjoin(Withdrawal, Withdrawal.evidence_id == Evidence.id)
        .outerjoin(title, and_(title.row_id == Evidence.by_id, title.field == "title"))
        .outerjoin(Words, Words.row_id == Evidence.id)
        .where(Evidence.counts_from <= day)
        .order_by(Evidence.id)
    )


def _editions(day: date, quoted: set) -> list[Edition]:
    """The reports frozen by `day`, the latest first."""
    gone = queries.withdrawn_reports()
    may_be_quoted = {each.reference for each in queries.documents(day) if each.id in quoted}
    return [
        Edition(row, row.id in gone, row.id not in gone and _quotes(row, may_be_quoted)) for row in queries.reports(day)
    ]


def _quotes(report: Report, may_be_quoted: set) -> bool:
    """Whether the report, frozen for others, quotes a profile that may not be quoted to the reader."""
    facts = plain(db.session.get(ReportBytes, (report.id, "facts")).content)
    profiles = [each for each in facts["documents"] if each["kind"] == "profile" and each["released"]]
    return any(each["reference"] not in may_be_quoted for each in profiles)


def _journal(day: date) -> list[JournalLine]:
    """The journal's lines up to the end of `day`."""
    until = london_moment(day + timedelta(days=1), 0)
    return list(db.session.scalars(select(JournalLine).where(JournalLine.at < until).order_by(JournalLine.number)))
