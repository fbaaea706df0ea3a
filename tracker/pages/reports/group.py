"""What every page of reports needs: the group, and the periods on which something can be said."""

from flask import Blueprint, abort

from actions import reports
from actions.models import REPORT_KINDS
from actions.periods import Half, Quarter
from tracker import clock, days

pages = Blueprint("reports", __name__)
ENDINGS = {"pdf": "pdf", "html": "html", "json": "facts", "docx": "docx", "xlsx": "xlsx", "zip": "csv"}


def period_or_404(kind: str, label: str) -> Quarter | Half:
    """The period of a report that can be drafted."""
    if kind not in REPORT_KINDS:
        abort(404)
    try:
        period = reports.period_of(kind, label)
    except ValueError:
        abort(404)
    return period if has_something_to_say(period) else abort(404)


def has_something_to_say(period: Quarter | Half) -> bool:
    """Whether it has begun, and a document was in force by its end."""
    first = days.first_day()
    return first is not None and first <= period.last and period.first <= clock.today()
