"""Editions for wider circulation: drawn from what was frozen whenever they are asked for, and known again."""

from sqlalchemy import select
from sqlalchemy.orm import undefer

from actions import reports
from actions.db import db
from actions.models import Report, ReportBytes
from tracker import papers


def edition_from(content: bytes) -> Report | None:
    """The edition from which these bytes (a PDF or a page) were made for wider circulation, unaltered."""
    form = "pdf" if content.startswith(b"%PDF") else "html"
    query = select(Report, ReportBytes).join(ReportBytes, ReportBytes.report_id == Report.id)
    kept = query.where(ReportBytes.form == "facts").order_by(Report.id.desc()).options(undefer(ReportBytes.content))
    made = ((report, _drawn(facts.content, form)) for report, facts in db.session.execute(kept))
    return next((report for report, drawn in made if drawn == content), None)


def _drawn(facts: bytes, form: str) -> bytes:
    return papers.in_form(reports.circulated(facts), form)
