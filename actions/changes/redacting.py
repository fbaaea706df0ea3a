"""Taking a word out wherever it is held: typed words, files, drafts, frozen editions. The rows and their hashes stay."""

import io
import re
import zipfile
from dataclasses import dataclass

from sqlalchemy import delete, select

from actions import files, reports
from actions.changes.freezing import keep_edition
from actions.changes.judging import sentence
from actions.changes.masking import masked, paper_masked, pattern, report_masked
from actions.changes.recording import record, replace_words
from actions.changes.sending import keep_paper, next_edition
from actions.db import db, lock_ledger
from actions.errors import RuleBroken
from actions.models import (
    MeetingPaper,
    PaperBytes,
    PaperWithdrawal,
    Report,
    ReportBytes,
    ReportDraft,
    ReportWithdrawal,
    Words,
)
from actions.permissions import Permission, Viewer, require

SHORTEST = 3
LARGEST_UNPACKED = 200 * 1024 * 1024
FILE = "file"


@dataclass(frozen=True)
class Places:
    """Where a word stands: rows of words, rows that name a file with it inside, editions, papers of meetings,
    drafts."""

    words: tuple[Words, ...]
    files: tuple[Words, ...]
    editions: tuple[Report, ...]
    papers: tuple[MeetingPaper, ...]
    drafts: tuple[ReportDraft, ...]

    @property
    def count(self) -> int:
        return len(self.words) + len(self.files) + len(self.editions) + len(self.papers) + len(self.drafts)


def places(word: str, *, by: Viewer) -> Places:
    """Where the word stands in all that the product holds. Pictures and scanned PDFs cannot be searched inside."""
    require(by, Permission.REDACT)
    if len(word.strip()) < SHORTEST:
        raise RuleBroken("word", f"Enter the word or words to take out, at least {SHORTEST} letters")
    found = pattern(word)
    typed = [row for row in db.session.scalars(select(Words)) if row.text]
    return Places(
        words=tuple(row for row in typed if row.field != FILE and found.search(row.text)),
        files=tuple(row for row in typed if row.field == FILE and _in_file(found, row.text)),
        editions=tuple(_editions(found)),
        papers=tuple(_papers(found)),
        drafts=tuple(
            draft for draft in db.session.scalars(select(ReportDraft)) if masked(draft.words, found) != draft.words
        ),
    )


def _editions(found):
    query = select(Report, ReportBytes).join(ReportBytes, ReportBytes.report_id == Report.id)
    return _that_hold(query.where(ReportBytes.form == "facts").order_by(Report.id), found, report_masked)


def _papers(found):
    query = select(MeetingPaper, PaperBytes).join(PaperBytes, PaperBytes.paper_id == MeetingPaper.id)
    return _that_hold(query.where(PaperBytes.form == "facts").order_by(MeetingPaper.id), found, paper_masked)


def _that_hold(query, found, mask):
    for row, kept in db.session.execute(query):
        facts = reports.plain(kept.content)
        if mask(facts, found) != facts:
            yield row


def _in_file(found, sha256) -> bool:
    try:
        content = files.read(sha256)
    except files.DamagedFile:
        return False
    return any(found.search(text) for text in _texts(content))


def _texts(content: bytes):
    """What can be read in a file: itself as text, and the parts of an Office file."""
    yield content.decode("utf-8", "ignore")
    yield content.decode("utf-16-le", "ignore")
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) <= LARGEST_UNPACKED:
                for part in packed.infolist():
                    yield re.sub(r"<[^>]*>", "", packed.read(part).decode("utf-8", "ignore"))


def redact(word: str, *, reason: str, by: Viewer, at, render, elsewhere: int = 0) -> list[str]:
    """Take the word out everywhere. Returns the SHA-256 of files whose bytes are to be removed after the commit.

    `elsewhere`: in how many places it stands that are not the record's; who calls takes it out there, in the same commit."""
    lock_ledger()
    found = pattern(word)
    standing = places(word, by=by)
    reason = sentence("reason", reason, "Say why the words are taken out")
    if found.search(reason):
        raise RuleBroken("reason", "The reason must not hold the words that are taken out")
    if not standing.count + elsewhere:
        raise RuleBroken("word", "These words stand nowhere")
    how = {"by": by, "at": at, "words": {"reason": reason}}
    for row in standing.words:
        replace_words(row, masked(row.text, found), **how)
    gone = [row.text for row in standing.files]
    for row in standing.files:
        replace_words(row, None, **how)
    for draft in standing.drafts:
        draft.words = masked(draft.words, found)
    _replace_editions(standing.editions, found, reason, by, at, render)
    _replace_papers(standing.papers, found, reason, by, at, render)
    db.session.flush()
    return gone


def _replace_editions(editions, found, reason, by, at, render):
    """Withdraw the editions that hold the word; put a masked one in the place of each period's latest."""
    for report in editions:
        latest = db.session.scalars(
            select(Report).filter_by(kind=report.kind, period=report.period).order_by(Report.edition.desc()).limit(1)
        ).one()
        kept = db.session.get(ReportBytes, (report.id, "facts")).content
        record(ReportWithdrawal, by=by, at=at, words={"reason": reason}, report_id=report.id)
        db.session.execute(delete(ReportBytes).where(ReportBytes.report_id == report.id))
        if latest.id == report.id:
            facts = {**report_masked(reports.plain(kept), found), "reason": reason}
            keep_edition(_next(facts, report.edition + 1), by=by, at=at, render=render, reason=reason)


def _replace_papers(papers, found, reason, by, at, render):
    """The same of meetings' papers."""
    for paper in papers:
        kept = db.session.get(PaperBytes, (paper.id, "facts")).content
        record(PaperWithdrawal, by=by, at=at, words={"reason": reason}, paper_id=paper.id)
        db.session.execute(delete(PaperBytes).where(PaperBytes.paper_id == paper.id))
        following = next_edition(paper.kind, paper.meeting_id)
        if following == paper.edition + 1:
            keep_paper(_next(paper_masked(reports.plain(kept), found), following), by=by, at=at, render=render)


def _next(facts: dict, edition: int) -> bytes:
    reference = facts["reference"].rpartition("-")[0] + f"-{edition}"
    return reports.to_bytes({**facts, "edition": edition, "reference": reference})
