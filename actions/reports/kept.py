"""Facts as they are kept, and those of the reports that were published before."""

import json
from datetime import date
from functools import lru_cache
from types import SimpleNamespace

from sqlalchemy import select
from sqlalchemy.orm import undefer

from actions import journal
from actions.db import db
from actions.models import Report, ReportBytes
from actions.periods import Half, Quarter


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


def plain(content: bytes) -> dict:
    """Kept facts as they were written down."""
    return json.loads(content)


def previous_facts(kind: str, period: Quarter | Half) -> SimpleNamespace | None:
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
    found = db.session.execute(_latest(select(ReportBytes.report_id, Report.facts_sha256), day)).first()
    return _facts(*found) if found else None


@lru_cache(maxsize=4)
def _facts(report_id: int, sha256: str) -> SimpleNamespace:
    """Read once: what has this hash says the same for ever."""
    content = select(ReportBytes.content).where(ReportBytes.report_id == report_id, ReportBytes.form == "facts")
    return from_bytes(db.session.scalar(content))


def _latest(query, day):
    """Of the reports that were published by `day` and not withdrawn since."""
    return (
        query.join_from(ReportBytes, Report, Report.id == ReportBytes.report_id)
        .where(Report.kind == "quarterly", Report.counts_from <= day, Report.cut_off < day, ReportBytes.form == "facts")
        .order_by(Report.cut_off.desc(), Report.id.desc())
        .limit(1)
    )
