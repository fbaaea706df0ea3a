"""A meeting's action sheet: on the screen, sent, and opened as the bytes that were sent."""

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import undefer

from actions import changes, journal, matters, meeting_papers, reports
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.models import Meeting, MeetingPaper, PaperBytes
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import clock, papers
from tracker.forms import BaseForm, land
from tracker.guard import requires, viewer
from tracker.pages.meetings.group import NUMBER, known_or_404, pages
from tracker.papers import html
from tracker.words.meetings import WHY_NUMBERS_ONLY, by_whom, what, when

MEDIA_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


class SendForm(BaseForm):
    """Sends what is shown."""


@pages.get(f"/meetings/{NUMBER}/sheet")
@requires(Permission.READ_PLAN)
def sheet(number):
    return _page(number, SendForm(), 200)


def _page(number, form, status):
    known, sitting = known_or_404(number)
    plan = plan_on(g.day)
    rows = meeting_papers.rows(matters.of(sitting, known, plan), plan)
    shown = [reports.from_bytes(reports.to_bytes(row)) for row in rows]
    gone = {event.ref for event in known.events if event.verb == "withdraw_paper"}
    page = render_template(
        "meetings/sheet.html",
        sitting=sitting,
        rows=[(by_whom(row), what(row), when(row)) for row in shown],
        why=WHY_NUMBERS_ONLY if any(row.number and not row.title for row in shown) else None,
        editions=known.papers(sitting, "sheet"),
        gone=gone,
        form=form,
        may_send=g.day == clock.today() and sitting.held and may(viewer(), Permission.HOLD_MEETING),
    )
    return page, status


@pages.post(f"/meetings/{NUMBER}/sheet/send")
@requires(Permission.HOLD_MEETING)
def send_sheet(number):
    known_or_404(number)
    form = SendForm()
    if form.validate_on_submit():
        try:
            paper = _send("sheet", number)
        except RuleBroken as broken:
            db.session.rollback()
            land(form, broken)
        else:
            flash(f"The action sheet is kept as edition {paper}. Open it below to print it or pass it on.", "success")
            return redirect(url_for("meetings.sheet", number=number))
    return _page(number, form, 400)


def _send(kind, number) -> int:
    row = db.session.get(Meeting, number)
    edition = changes.send_paper(kind, row, by=viewer(), at=clock.now(), render=papers.draw).edition
    db.session.commit()
    return edition


@pages.get(f"/meetings/{NUMBER}/<kind>/<int(max=2147483647):edition>.<ending>")
@requires(Permission.READ_PLAN)
def open_paper(number, kind, edition, ending):
    """The kept bytes; asked again with their ETag: 304."""
    found = db.session.query(MeetingPaper).filter_by(meeting_id=number, kind=kind, edition=edition).first() or abort(
        404
    )
    if found.counts_from > g.day or ending not in MEDIA_TYPES:
        abort(404)
    kept = db.session.get(PaperBytes, (found.id, ending), options=[undefer(PaperBytes.content)]) or abort(404)
    digest = getattr(found, f"{ending}_sha256")
    response = Response(kept.content, content_type=MEDIA_TYPES[ending])
    response.set_etag(digest)
    response.headers["Cache-Control"] = "private, no-cache"
    if ending == "html":
        response.headers["Content-Security-Policy"] = html.content_policy(kept.content)
    response.headers["Content-Disposition"] = f'inline; filename="{kind}-{found.id}-{edition}.{ending}"'
    if not request.if_none_match.contains(digest):
        _note_opening(f"{kind} of meeting {number}, edition {edition}, {ending}")
    return response.make_conditional(request)


def _note_opening(detail):
    """The one line that opening a paper writes: who opened which edition when."""
    person = current_user.viewer.id
    db.session.rollback()
    begin_writing()
    journal.security_event("report_opened", at=clock.now(), by_id=person, detail=detail)
    db.session.commit()
