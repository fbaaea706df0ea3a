"""Whether the record is whole: the journal's chain, every row, word, file and frozen report, and the documents' totals."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from actions import files, journal, stores, triggers
from actions.changes.recording import salted_hash
from actions.db import db
from actions.models import (
    Action,
    Document,
    Evidence,
    JournalLine,
    MeetingPaper,
    PaperBytes,
    PaperWithdrawal,
    Purge,
    Redaction,
    Report,
    ReportBytes,
    ReportWithdrawal,
    Withdrawal,
    Words,
    ledger_classes,
)


@dataclass(frozen=True)
class Finding:
    """A sentence; `fault` False where it is only to be known (redacted, withdrawn)."""

    sentence: str
    fault: bool = True


def verify() -> list[Finding]:
    """Everything there is to say; no faults: all is well."""
    lines = list(db.session.scalars(select(JournalLine).order_by(JournalLine.number)))
    checks = (
        _chain(lines),
        _rows(lines),
        _words(),
        _purges(),
        _files(),
        _reports(lines),
        _papers(lines),
        _totals(),
        _triggers(),
    )
    return [finding for check in checks for finding in check]


def _chain(lines) -> Iterator[Finding]:
    previous = journal.GENESIS
    for place, line in enumerate(lines, 1):
        if line.number != place:
            yield Finding(f"journal: line {place} is missing")
            return
        if journal.line_hash(previous, line) != line.line_hash:
            yield Finding(f"journal: line {line.number} ({line.kind}) was changed, or the one before it")
            return
        previous = line.line_hash


def _rows(lines) -> Iterator[Finding]:
    expected = {line.number: line for line in lines if line.table}
    for table in ledger_classes():
        for row in db.session.scalars(select(table)):
            line = expected.pop(row.id, None)
            if line is None or line.table != table.__tablename__:
                yield Finding(f"{table.__tablename__} {row.id}: stands in no line of the journal")
            elif journal.content_hash(journal.row_values(row)) != line.content_hash:
                yield Finding(f"{table.__tablename__} {row.id}: was changed after it was recorded")
    for line in expected.values():
        yield Finding(f"{line.table} {line.number}: the row is missing")
    for line in lines:
        if not line.table and journal.content_hash({"detail": line.detail}) != line.content_hash:
            yield Finding(f"journal: the event in line {line.number} was changed")


def _words() -> Iterator[Finding]:
    kept = {(row.row_id, row.field): row for row in db.session.scalars(select(Words))}
    redacted = {(row.target_id, row.field): row for row in db.session.scalars(select(Redaction).order_by(Redaction.id))}
    for table in ledger_classes():
        for row in db.session.scalars(select(table)) if table.TYPED else ():
            for field, first_hash in (row.hashes or {}).items():
                words = kept.pop((row.id, field), None)
                yield from _one_field(f"{row.verb} {row.id}, {field}", words, first_hash, redacted.get((row.id, field)))
    for row_id, field in kept:
        yield Finding(f"words of {row_id}, {field}: no row of the record has them")


def _one_field(place, words, first_hash, redaction) -> Iterator[Finding]:
    if words is None:
        yield Finding(f"{place}: the words are missing")
        return
    expected = redaction.now_hash if redaction else first_hash
    found = None if words.text is None else salted_hash(words.salt, words.text)
    if found != expected:
        yield Finding(f"{place}: the words were changed")
    elif redaction and not redaction.purge_id:
        yield Finding(f"{place}: redacted", fault=False)


def _purges() -> Iterator[Finding]:
    """What each purge took, said at once instead of field by field; and whether it took what it says."""
    took = _taken_by_purges()
    confirmed = select(Purge, Document.reference).join(Document, Document.id == Purge.document_id)
    for purge, reference in db.session.execute(confirmed.where(Purge.verb == "confirm_purge").order_by(Purge.id)):
        texts, names = took.pop(purge.id, (0, 0))
        if texts != purge.texts or names < purge.files:
            yield Finding(f"{reference}, purge {purge.id}: it says {purge.texts} texts, and took {texts}")
        yield Finding(
            f"{reference}: purged, {purge.texts} texts and {purge.files} files (purge {purge.id})", fault=False
        )
    for number in took:
        yield Finding(f"redactions name purge {number}, which there is not")


def _taken_by_purges() -> dict[int, tuple[int, int]]:
    """How many texts and how many names of files the redactions of each purge took."""
    is_file = Redaction.field == "file"
    query = select(Redaction.purge_id, func.count().filter(~is_file), func.count().filter(is_file))
    return {
        number: (texts, names)
        for number, texts, names in db.session.execute(
            query.where(Redaction.purge_id.is_not(None)).group_by(Redaction.purge_id)
        )
    }


def _files() -> Iterator[Finding]:
    withdrawn = set(db.session.scalars(select(Withdrawal.evidence_id)))
    query = select(Evidence.id, Words.text).join(Words, (Words.row_id == Evidence.id) & (Words.field == "file"))
    checked: dict = {}
    for number, sha256 in db.session.execute(query):
        if sha256 is None or number in withdrawn:
            continue
        if sha256 not in checked:
            checked[sha256] = _file_fault(sha256)
        if checked[sha256]:
            yield Finding(f"evidence {number}: {checked[sha256]}")


def _file_fault(sha256) -> str | None:
    try:
        files.read(sha256)
    except files.DamagedFile as damage:
        return str(damage)
    except stores.Unreachable as fault:
        return f"file {sha256[:12]} could not be looked at: {fault.strerror}"
    return None


def _reports(lines) -> Iterator[Finding]:
    hashes = {line.number: line.line_hash for line in lines}
    withdrawn = set(db.session.scalars(select(ReportWithdrawal.report_id)))
    for report in db.session.scalars(select(Report).order_by(Report.id)):
        name = f"report {report.kind} {report.period} edition {report.edition}"
        yield from _frozen(name, report, ReportBytes, hashes, report.id in withdrawn)


def _papers(lines) -> Iterator[Finding]:
    hashes = {line.number: line.line_hash for line in lines}
    withdrawn = set(db.session.scalars(select(PaperWithdrawal.paper_id)))
    for paper in db.session.scalars(select(MeetingPaper).order_by(MeetingPaper.id)):
        name = f"{paper.kind} of meeting {paper.meeting_id} edition {paper.edition}"
        yield from _frozen(name, paper, PaperBytes, hashes, paper.id in withdrawn)


def _frozen(name, edition, kept_in, hashes, withdrawn) -> Iterator[Finding]:
    """Whether an edition's bytes are those of its hashes, and the journal is the one that it rests on."""
    if hashes.get(edition.head) != edition.head_hash:
        yield Finding(f"{name}: the journal was rewritten since line {edition.head}")
    if withdrawn:
        yield Finding(f"{name}: redacted, withdrawn and replaced", fault=False)
        return
    for form in edition.FORMS:
        digest, kept = getattr(edition, f"{form}_sha256"), db.session.get(kept_in, (edition.id, form))
        if digest != (kept and hashlib.sha256(kept.content).hexdigest()):
            yield Finding(f"{name}: its {form} was changed or is missing")


def _totals() -> Iterator[Finding]:
    for document in db.session.scalars(select(Document)):
        rows = list(db.session.scalars(select(Action).filter_by(document_id=document.id)))
        own = [row for row in rows if row.parent_id is None and not row.national]
        counts = document.facts.get("counts", {})
        stated = counts.get("actions") or counts.get("recommendations")
        if stated is not None and stated != len(own):
            yield Finding(f"{document.reference}: holds {len(own)} lines, and the document has {stated}")


def _triggers() -> Iterator[Finding]:
    for name in triggers.missing(db.session.connection()):
        yield Finding(f"database: the trigger {name} is missing")


def edition_of(content: bytes) -> Report | None:
    """The report's edition of which these bytes are one form, unaltered."""
    return _bearing(Report, content)


def paper_of(content: bytes) -> MeetingPaper | None:
    """The edition of a meeting's paper of which these bytes are one form, unaltered."""
    return _bearing(MeetingPaper, content)


def _bearing(kept, content):
    """The first row that names the hash of these bytes in one of its forms."""
    digest = hashlib.sha256(content).hexdigest()
    named = [getattr(kept, f"{form}_sha256") == digest for form in kept.FORMS]
    return db.session.scalars(select(kept).where(or_(*named)).order_by(kept.id)).first()
