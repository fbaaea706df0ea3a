"""Who opened or downloaded which edition of a report, in which form, and when: from the access lines of the journal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import abort, g, render_template
from sqlalchemy import select

from actions import queries
from actions.db import db
from actions.models import JournalLine
from actions.periods import LONDON, london_day, london_moment
from actions.permissions import Permission
from tracker.guard import requires
from tracker.pages.reports.group import pages
from tracker.sheets import Column, marked, sending
from tracker.words.reports import name

FORMS = {
    "pdf": "PDF",
    "html": "page",
    "facts": "data",
    "docx": "Word",
    "xlsx": "Excel",
    "csv": "CSV",
    "redacted": "for wider circulation",
}
COLUMNS = (Column("Day", 13), Column("Time", 8), Column("Who", 40), Column("Edition", 9), Column("Form", 26))


@dataclass(frozen=True)
class Opened:
    """Once that an edition was opened: at which moment (London), by whom, which, in which form."""

    at: datetime
    who: str
    edition: int
    form: str


def _opened(kind, period) -> list[Opened]:
    """By the end of the day shown, the latest first."""
    until = london_moment(g.day + timedelta(days=1), 0)
    lines = select(JournalLine).where(JournalLine.kind == "report_opened", JournalLine.at < until)
    lines = lines.where(JournalLine.detail.startswith(f"{kind} {period} ", autoescape=True))
    titles = queries.titles()
    return [_told(line, titles) for line in db.session.scalars(lines.order_by(JournalLine.number.desc()))]


def _told(line, titles) -> Opened:
    """Of "quarterly 2016-17-Q2 1, pdf, redacted" the edition and the form."""
    edition, *form = line.detail.split(" ", 2)[2].split(", ")
    said = ", ".join(FORMS.get(each, each) for each in form)
    return Opened(line.at.astimezone(LONDON), titles.get(line.by_id) or "Somebody", int(edition), said)


def _known_or_404(kind, period):
    if not any((each.kind, each.period) == (kind, period) for each in queries.reports(g.day)):
        abort(404)


@pages.get("/reports/<kind>/<period>/opened")
@requires(Permission.SEE_ACCESS)
def opened(kind, period):
    _known_or_404(kind, period)
    found = _opened(kind, period)
    return render_template("reports/opened.html", found=found, name=name(kind, period), kind=kind, period=period)


@pages.get("/reports/<kind>/<period>/opened.<form>")
@requires(Permission.SEE_ACCESS)
def opened_sheet(kind, period, form):
    _known_or_404(kind, period)
    rows = [
        [london_day(each.at), f"{each.at:%H:%M}", each.who, each.edition, each.form] for each in _opened(kind, period)
    ]
    title = f"who opened the {name(kind, period)}"
    return sending.answer(marked.sheet(title, g.day, COLUMNS, rows), form, f"opened-{kind}-{period}")
