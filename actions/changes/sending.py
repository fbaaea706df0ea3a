"""Sending a meeting's papers: facts and every form kept as bytes with their SHA-256. What is sent again is a new edition."""

import hashlib

from sqlalchemy import func, select

from actions import calendar, journal, meeting_papers, reports
from actions.changes.meeting import insist_held, insist_stands
from actions.changes.recording import record
from actions.db import db, lock_ledger
from actions.errors import RuleBroken
from actions.models import PAPER_KINDS, Meeting, MeetingPaper, PaperBytes
from actions.periods import london_day
from actions.permissions import Permission, Viewer, require

NOTHING_ASKED = "Nothing was asked for at this meeting yet, so there is no action sheet to send"


def send_paper(kind: str, meeting: Meeting, *, by: Viewer, at, render) -> MeetingPaper:
    """Freeze a meeting's action sheet or agenda pack as its next edition. `render(facts bytes)` gives each form's bytes."""
    lock_ledger()
    require(by, Permission.HOLD_MEETING)
    if kind not in PAPER_KINDS:
        raise RuleBroken("kind", "Choose a kind of paper")
    insist_stands(meeting)
    if kind == "sheet":
        insist_held(meeting, at)
    known = calendar.on(london_day(at))
    known.read([])
    facts = meeting_papers.facts(kind, known.find(meeting.id), next_edition(kind, meeting.id), at)
    if kind == "sheet" and not facts["matters"]:
        raise RuleBroken("sheet", NOTHING_ASKED)
    return keep_paper(reports.to_bytes(facts), by=by, at=at, render=render)


def keep_paper(facts: bytes, *, by, at, render) -> MeetingPaper:
    """Draw the facts and keep them in every form as an edition."""
    contents = {"facts": facts, **render(facts)}
    said, head = reports.from_bytes(facts), journal.head()
    paper = record(
        MeetingPaper,
        by=by,
        at=at,
        meeting_id=said.meeting,
        kind=said.kind,
        edition=said.edition,
        head=head.number,
        head_hash=head.line_hash,
        **{f"{form}_sha256": hashlib.sha256(content).hexdigest() for form, content in contents.items()},
    )
    for form, content in contents.items():
        db.session.add(PaperBytes(paper_id=paper.id, form=form, content=content))
    db.session.flush()
    return paper


def next_edition(kind: str, meeting_id: int) -> int:
    """The number that the next edition of a meeting's paper will bear."""
    latest = select(func.max(MeetingPaper.edition)).filter_by(meeting_id=meeting_id, kind=kind)
    return (db.session.scalar(latest) or 0) + 1
