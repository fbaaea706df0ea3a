"""The reports that are made when they are asked for, as at the day shown: exceptions, an agency's own lines."""

from flask import Blueprint, abort, g

from actions import reports
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import access, papers
from tracker.choosing import agency_called
from tracker.guard import requires
from tracker.papers import sending

pages = Blueprint("on_demand", __name__)
ENDINGS = {"pdf": "pdf", "html": "html", "docx": "docx", "json": "facts", "xlsx": "xlsx", "zip": "csv"}


@pages.get("/reports/exception.<ending>")
@requires(Permission.READ_REPORTS)
def exception(ending):
    return _made(reports.exception(g.day), ending)


@pages.get("/reports/agency/<key>.<ending>")
@requires(Permission.READ_REPORTS)
def extract(key, ending):
    agency = agency_called(plan_on(g.day), key) or abort(404)
    return _made(reports.extract(g.day, agency), ending)


def _made(facts: dict, ending: str):
    """Drawn at once, with an access line. Nothing is kept: asked again for the same day it says the same."""
    form = ENDINGS.get(ending) or abort(404)
    kept = reports.to_bytes(facts)
    answer = sending.drawn(papers.in_form(kept, form) or abort(404), form)
    name = f"{facts['reference']}.{ending}"
    answer.headers["Content-Disposition"] = f'{sending.how(form)}; filename="{name}"'
    access.note("report_opened", f"{facts['reference']}, {form}")
    return answer
