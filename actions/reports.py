"""The facts of a report: plain data, from which the HTML and the PDF are drawn and which are kept as bytes."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace

from sqlalchemy import select
from sqlalchemy.orm import undefer

from actions import escalations, journal, place, queries
from actions.db import db
from actions.models import Assurance, Document, Report, ReportBytes, Words
from actions.periods import Quarter, complete_months, update_day
from actions.standing import CLOSED, STATUSES, Standing, plan_on

AUDIENCES_OF = {"quarterly": ("sub_group", "executives")}
NEXT_MONTHS = 3


def default_cut_off(period: Quarter) -> date:
    """The day as at which a period's report stands unless another is picked: its update day."""
    return update_day(period)


@dataclass(frozen=True)
class Asked:
    """What is to be drawn: which report, of which period, as at which day, which edition and with which chair's words."""

    kind: str
    period: Quarter
    cut_off: date
    edition: int
    words: dict = field(default_factory=dict)
    reason: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True)
class Row:
    """A line in the report. `text` is its title, or for a gated recommendation the meeting's own words (or nothing)."""

    number: str
    text: str
    priority: int | None
    status: str
    colour: str
    owner: str | None
    due: date | None
    original_due: date | None
    moves: int
    rating: str | None
    last_update: date | None
    flags: tuple[str, ...]
    merged_into: str | None


def facts(asked: Asked) -> dict:
    """Everything the report says, ready for JSON: days are ISO text. A pure function of the record's head and `asked`."""
    plan = plan_on(asked.cut_off)
    before = previous_facts(asked.kind, asked.period)
    head = journal.head()
    settings = queries.settings(asked.cut_off)
    return {
        "kind": asked.kind,
        "period": asked.period.label,
        "first": asked.period.first,
        "last": asked.period.last,
        "cut_off": asked.cut_off,
        "edition": asked.edition,
        "reason": asked.reason,
        "reference": reference(asked.kind, asked.period, asked.edition),
        "board": settings["board_name"],
        "sub_group": settings["sub_group_name"],
        "marking": settings["marking"],
        "example_line": place.example_line(),
        "head": {"number": head.number, "hash": head.line_hash},
        "words": asked.words,
        "escalations": escalations.facts(plan),
        "documents": [_document(each, plan, before, asked) for each in queries.documents(asked.cut_off)],
        "compared_with": before and f"{before.period}, edition {before.edition}",
        **_page_one(plan, asked, before),
    }


def reference(kind: str, period: Quarter, edition: int) -> str:
    """NSCB-Q3-2016-17-1."""
    return f"NSCB-{period.label[8:]}-{period.label[:7]}-{edition}"


def to_bytes(values: dict) -> bytes:
    """The facts as they are kept."""
    return journal.canonical(values)


def from_bytes(content: bytes) -> SimpleNamespace:
    """Kept facts, for drawing: each mapping an object, each day an ISO text, what was empty None."""
    return json.loads(content, object_hook=lambda values: _Facts(**values))


class _Facts(SimpleNamespace):
    """A part of the facts; what is not there is nothing."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)


def previous_facts(kind: str, period: Quarter) -> SimpleNamespace | None:
    """The facts of the latest edition of the same kind for the period before, if one was published."""
    query = (
        select(ReportBytes)
        .join(Report, Report.id == ReportBytes.report_id)
        .where(Report.kind == kind, Report.period == period.previous.label, ReportBytes.form == "facts")
        .order_by(Report.edition.desc())
        .options(undefer(ReportBytes.content))
        .limit(1)
    )
    found = db.session.scalars(query).first()
    return from_bytes(found.content) if found else None


def latest(day: date) -> Report | None:
    """The quarterly report published by `day` that stood as at the latest day before it; of its editions the last."""
    return db.session.scalars(_latest(select(Report), day)).first()


def latest_facts(day: date) -> SimpleNamespace | None:
    """The facts of that report."""
    query = _latest(select(ReportBytes), day).options(undefer(ReportBytes.content))
    found = db.session.scalars(query).first()
    return from_bytes(found.content) if found else None


def _latest(query, day):
    """Of the reports that were published by `day` and not withdrawn since."""
    return (
        query.join_from(ReportBytes, Report, Report.id == ReportBytes.report_id)
        .where(Report.kind == "quarterly", Report.counts_from <= day, Report.cut_off < day, ReportBytes.form == "facts")
        .order_by(Report.cut_off.desc(), Report.id.desc())
        .limit(1)
    )


def _document(document: Document, plan, before, asked) -> dict:
    standings = plan.of(document.reference)
    counted = [each for each in standings if each.counted]
    released = document.kind == "plan" or _released(document, asked)
    priorities = queries.priorities(document.id)
    return {
        "reference": document.reference,
        "title": document.title if released else None,
        "kind": document.kind,
        "released": released,
        "total": len(counted),
        "adopted_total": _adopted_total(document),
        "counts": _counts(counted, _before_counts(before, document.reference)),
        "priorities": [{"number": each.number, "name": each.name} for each in priorities],
        "rows": _rows(standings, plan, released),
    }


def _released(document, asked) -> bool:
    day = asked.recorded_on or asked.cut_off
    return document.id in queries.released_to(AUDIENCES_OF[asked.kind], day)


def _adopted_total(document) -> int:
    counts = document.facts.get("counts", {})
    return counts.get("actions") or counts.get("recommendations")


def _counts(counted, before) -> list[dict]:
    now = Counter(each.status for each in counted)
    return [
        {
            "status": status,
            "count": now[status],
            "change": None if before is None else now[status] - before.get(status, 0),
        }
        for status in STATUSES
        if now[status] or (before or {}).get(status)
    ]


def _before_counts(before, reference) -> dict | None:
    if before is None:
        return None
    found = next((each for each in before.documents if each.reference == reference), None)
    return {each.status: each.count for each in found.counts} if found else None


def _rows(standings, plan, released) -> list[dict]:
    own_words = {} if released else _own_words(standings)
    return [asdict(_row(each, plan, released, own_words.get(each.line.id, ""))) for each in standings]


def _row(standing: Standing, plan, released, own_words) -> Row:
    line, owner = standing.line, plan.agencies.get(standing.owner_id)
    target = plan.by_id.get(standing.facts.merged_into)
    return Row(
        number=line.number,
        text=line.name if released else own_words,
        priority=line.priority,
        status=standing.status,
        colour=standing.colour,
        owner=owner and owner.short,
        due=standing.due,
        original_due=standing.original_due,
        moves=standing.moves,
        rating=standing.rating,
        last_update=standing.last_update,
        flags=tuple(flag for flag in standing.flags if flag != "restricted"),
        merged_into=target and target.number,
    )


def _own_words(standings) -> dict:
    """The meeting's own words on what will be done, by line: what may leave the screen of a gated recommendation."""
    decided = {each.facts.decision_id: each.line.id for each in standings if each.facts.decision_id}
    rows = db.session.scalars(select(Words).where(Words.row_id.in_(decided), Words.field == "own_words"))
    return {decided[row.row_id]: row.text or "" for row in rows}


def _page_one(plan, asked, before) -> dict:
    counted = [each for each in plan.standings if each.counted]
    return {
        "overdue": _overdue(counted, plan, asked.cut_off),
        "moves": _moves(counted, asked, before),
        "silent": queries.silent_agencies(plan, asked.period),
        "completed": dict(Counter(_assurance(each) for each in counted if each.status == "complete")),
        "rechecks": sum("recheck_due" in each.flags for each in counted),
        "due_next": _due_next(counted, asked.cut_off),
        "submissions": _submissions(counted, asked),
    }


def _assurance(standing) -> str:
    """How well completion is proved; of what has cells or parts, the weakest of those that are complete."""
    levels = list(Assurance)
    leaves = standing.cells or (standing, *standing.parts)
    return min((leaf.facts.claim.assurance for leaf in leaves if leaf.own_status == "complete"), key=levels.index)


def _overdue(counted, plan, day) -> dict:
    overdue = [each for each in counted if each.status == "overdue"]
    oldest = min(overdue, key=lambda each: each.due or date.max, default=None)
    agencies = Counter(_owner_name(each, plan) for each in overdue)
    return {
        "count": len(overdue),
        "oldest": oldest
        and {"number": oldest.number, "due": oldest.due, "months": complete_months(oldest.due or day, day)},
        "by_agency": [{"agency": name, "count": count} for name, count in agencies.most_common()],
        "await_decision": sum(_late_claim(each) for each in counted if each.status != "overdue"),
    }


def _late_claim(standing) -> bool:
    leaves = standing.cells or (standing,)
    return any(leaf.status == "reported_complete" and leaf.due and leaf.due < leaf.facts.day for leaf in leaves)


def _owner_name(standing, plan) -> str:
    owner = plan.agencies.get(standing.owner_id)
    return owner.name if owner else "no owner"


def _moves(counted, asked, before) -> dict:
    """Dates moved since the report before stood (without one, since the period began), and in all."""
    moved = [each for each in counted if each.moves]
    stood = date.fromisoformat(before.cut_off) if before else asked.period.first - timedelta(days=1)
    return {
        "since_last": sum(move.counts_from > stood for each in moved for move in each.facts.moves),
        "in_all": sum(each.moves for each in moved),
        "actions": len(moved),
        "twice_or_more": sum(each.moves >= 2 for each in moved),
    }


def _due_next(counted, day) -> list[dict]:
    """What falls due in the next three months, by month."""
    coming = [each for each in counted if each.is_open and each.due and each.due >= day]
    near = [each for each in coming if complete_months(day, each.due) < NEXT_MONTHS]
    months = sorted({each.due for each in near})
    return [{"month": month, "numbers": [each.number for each in near if each.due == month]} for month in months]


def _submissions(counted, asked) -> dict:
    """The submissions that fell due from the period's first day to the cut-off, by how they were answered."""
    fell = [
        submission
        for each in counted
        if each.status not in CLOSED
        for duty in each.facts.duties
        for submission in duty.submissions
        if asked.period.first <= submission.due <= asked.cut_off
    ]
    return dict(Counter(submission.state for submission in fell))


def plain(content: bytes) -> dict:
    """Kept facts as they were written down."""
    return json.loads(content)
