"""Drafting a report and freezing it: facts, HTML and PDF kept as bytes with their SHA-256. A correction is a new edition."""

import hashlib
from datetime import date

from actions import journal, queries, reports
from actions.changes.judging import sentence
from actions.changes.recording import record
from actions.db import db, lock_ledger
from actions.errors import NotAllowed, RuleBroken
from actions.models import REPORT_KINDS, Report, ReportBytes, ReportDraft
from actions.periods import london_day
from actions.permissions import Permission, Viewer, may, require

LONGEST_VERDICT = 60
LISTS = {"worries": 3, "successes": 3, "decisions": 5}


def save_draft(*, kind: str, period: str, cut_off: date, words: dict, by: Viewer, at) -> ReportDraft:
    """The words of a report to come: verdict (60 words at most), worries and successes (3), decisions asked (5)."""
    if not (may(by, Permission.WRITE_REPORT) or may(by, Permission.FREEZE_REPORT)):
        raise NotAllowed(Permission.WRITE_REPORT)
    _insist_period(kind, period, cut_off)
    if len((words.get("verdict") or "").split()) > LONGEST_VERDICT:
        raise RuleBroken("verdict", f"Say it in {LONGEST_VERDICT} words or fewer")
    for name, most in LISTS.items():
        if len(words.get(name) or []) > most:
            raise RuleBroken(name, f"Name {most} at most")
    _insist_priorities(words.get("priorities") or {}, cut_off)
    draft = db.session.get(ReportDraft, (kind, period)) or ReportDraft(kind=kind, period=period)
    draft.cut_off, draft.words = cut_off, words
    db.session.add(draft)
    db.session.flush()
    return draft


def _insist_period(kind, period, cut_off):
    if kind not in REPORT_KINDS:
        raise RuleBroken("kind", "Choose a kind of report")
    try:
        last = reports.period_of(kind, period).last
    except ValueError:
        raise RuleBroken("period", "Choose a period such as 2016-17-Q3 or 2016-17-H1") from None
    if cut_off is None or cut_off < last:
        raise RuleBroken("cut_off", "The cut-off is the period's last day or later")


def _insist_priorities(verdicts, cut_off):
    known = {str(each.number) for each in reports.priorities_on(cut_off)}
    if verdicts.keys() - known:
        raise RuleBroken("priorities", "Give a verdict on the priorities of the plan only")


def freeze(*, kind: str, period: str, by: Viewer, at, render, reason="") -> Report:
    """Freeze the draft as the next edition. `render(facts bytes)` gives the HTML and the PDF, as bytes."""
    require(by, Permission.FREEZE_REPORT)
    lock_ledger()
    draft = db.session.get(ReportDraft, (kind, period))
    if draft is None or not (draft.words.get("verdict") or "").strip():
        raise RuleBroken("verdict", "The chair's verdict is missing: save the draft with it first")
    if london_day(at) <= draft.cut_off:
        raise RuleBroken("cut_off", "The cut-off has not passed: a report is frozen from the day after it")
    edition = _next_edition(kind, period)
    if edition > 1:
        sentence("reason", reason, "Say what this edition corrects")
    asked = reports.Asked(
        kind=kind,
        period=reports.period_of(kind, period),
        cut_off=draft.cut_off,
        edition=edition,
        words=draft.words,
        reason=reason.strip(),
        recorded_on=london_day(at),
    )
    return keep_edition(reports.to_bytes(reports.facts(asked)), by=by, at=at, render=render, reason=reason)


def keep_edition(facts: bytes, *, by, at, render, reason) -> Report:
    """Draw the facts and keep them in every form as an edition."""
    contents = {"facts": facts, **render(facts)}
    said, head = reports.from_bytes(facts), journal.head()
    report = record(
        Report,
        by=by,
        at=at,
        words={"reason": reason.strip()},
        kind=said.kind,
        period=said.period,
        edition=said.edition,
        cut_off=date.fromisoformat(said.cut_off),
        head=head.number,
        head_hash=head.line_hash,
        **{f"{form}_sha256": hashlib.sha256(content).hexdigest() for form, content in contents.items()},
    )
    for form, content in contents.items():
        db.session.add(ReportBytes(report_id=report.id, form=form, content=content))
    db.session.flush()
    return report


def _next_edition(kind, period) -> int:
    editions = [row.edition for row in queries.reports() if (row.kind, row.period) == (kind, period)]
    return max(editions, default=0) + 1
