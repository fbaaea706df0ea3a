"""Whether a file is a report or a meeting's paper of ours, unaltered. It is read and not kept; nothing is written."""

from flask import render_template

from actions import queries, verify
from actions.db import db
from actions.models import Meeting, PaperWithdrawal
from actions.permissions import Permission
from tracker import circulation
from tracker.forms import BaseForm, Files, Needed
from tracker.guard import requires
from tracker.pages.reports.group import pages
from tracker.words import capital, day
from tracker.words.reports import name

CIRCULATED = "This is what was made from it for wider circulation, redacted by rule."
PAPERS = {"sheet": "action sheet", "agenda": "agenda pack"}


class CheckForm(BaseForm):
    file = Files(
        "The file", [Needed("Choose the file")], most=1, description="A PDF, page, Word file or data, as you got it"
    )


@pages.route("/reports/check", methods=["GET", "POST"])
@requires(Permission.READ_REPORTS)
def check():
    form = CheckForm()
    found = _found(form.file.data[0].read()) if form.validate_on_submit() else None
    status = 400 if form.problems else 200
    return render_template("reports/check.html", form=form, found=found, asked=form.is_submitted()), status


def _found(content: bytes) -> str | None:
    """What the file is, in a sentence; none where it is none of ours, or was altered."""
    report, paper = verify.edition_of(content), verify.paper_of(content)
    if report is not None:
        gone = report.id in queries.withdrawn_reports()
        return _said(name(report.kind, report.period), report, "frozen", gone)
    if paper is not None:
        gone = db.session.query(PaperWithdrawal).filter_by(paper_id=paper.id).first() is not None
        of = f"The {PAPERS[paper.kind]} of the meeting on {day(db.session.get(Meeting, paper.meeting_id).day)}"
        return _said(of, paper, "sent", gone)
    source = circulation.edition_from(content)
    return source and f"{_said(name(source.kind, source.period), source, 'frozen', False)} {CIRCULATED}"


def _said(what, edition, done, gone) -> str:
    later = " It was withdrawn and replaced since." if gone else ""
    return capital(f"{what}, edition {edition.edition}, as it was {done} on {day(edition.counts_from)}.{later}")
