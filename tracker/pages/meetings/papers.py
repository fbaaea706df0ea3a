"""A meeting's agenda pack and action sheet: on the screen, sent, and opened as the bytes that were sent."""

from flask import abort, flash, g, redirect, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import undefer

from actions import changes, matters, meeting_papers, queries, reports
from actions.db import db
from actions.errors import RuleBroken
from actions.models import Meeting, MeetingPaper, PaperBytes
from actions.permissions import Permission, may
from actions.settings import as_at
from actions.standing import plan_on
from tracker import clock, papers
from tracker.forms import BaseForm, land
from tracker.guard import requires, viewer
from tracker.pages.meetings.group import NUMBER, known_or_404, pages
from tracker.papers import sending
from tracker.words.meetings import WHY_NUMBERS_ONLY, by_whom, what, when
from tracker.words.waiting import TITLES

FORMS = ("pdf", "html", "docx")
KEPT = "It is kept as edition {}. Open it below to print it. Whom it concerns is told in their next mail."


class SendForm(BaseForm):
    """Sends what is shown."""


@pages.get(f"/meetings/{NUMBER}/sheet")
@requires(Permission.READ_PLAN)
def sheet(number):
    return _sheet(number, SendForm(), 200)


@pages.get(f"/meetings/{NUMBER}/agenda")
@requires(Permission.READ_PLAN)
def agenda(number):
    return _agenda(number, SendForm(), 200)


def _sheet(number, form, status):
    known, sitting = known_or_404(number)
    plan = plan_on(g.day)
    rows = meeting_papers.rows(matters.of(sitting, known, plan), plan)
    office = as_at(g.day)["role_business_manager"]
    shown = [reports.from_bytes(reports.to_bytes(row)) for row in rows]
    said = {
        "rows": [(by_whom(row, office), what(row), when(row)) for row in shown],
        "why": WHY_NUMBERS_ONLY if any(row.number and not row.title for row in shown) else None,
        "may_send": sitting.held and _may_send(sitting),
    }
    return render_template("meetings/sheet.html", form=form, **said, **_sent("sheet", known, sitting)), status


def _agenda(number, form, status):
    """What would go into the pack on the day shown, part by part with its count, and the packs that were sent."""
    known, sitting = known_or_404(number)
    plan, waiting = plan_on(g.day), queries.waiting_for_chair(g.day)
    parts = {
        "Matters arising": len(matters.of(known.before(sitting), known, plan)),
        **{title: len(waiting[name]) for name, title in TITLES.items()},
        "Questions that are open": len(known.open_challenges()),
        "Before the board": len(known.open_escalations()),
    }
    sent = _sent("agenda", known, sitting)
    return render_template("meetings/agenda.html", form=form, parts=parts, may_send=_may_send(sitting), **sent), status


def _may_send(sitting) -> bool:
    today = g.day == clock.today() and sitting.called_off is None
    return today and may(viewer(), Permission.HOLD_MEETING)


def _sent(kind, known, sitting) -> dict:
    """The editions of a paper, with the numbers of those that were withdrawn and of those that are a Word file too."""
    gone = {event.ref for event in known.events if event.verb == "withdraw_paper"}
    of_meeting = select(MeetingPaper.id).filter_by(meeting_id=sitting.number)
    in_word = set(db.session.scalars(of_meeting.where(MeetingPaper.docx_sha256.is_not(None))))
    editions = known.papers(sitting, kind)
    return {"sitting": sitting, "editions": editions, "gone": gone, "kind": kind, "in_word": in_word}


@pages.post(f"/meetings/{NUMBER}/sheet/send")
@requires(Permission.HOLD_MEETING)
def send_sheet(number):
    return _send("sheet", number, _sheet)


@pages.post(f"/meetings/{NUMBER}/agenda/send")
@requires(Permission.HOLD_MEETING)
def send_agenda(number):
    return _send("agenda", number, _agenda)


def _send(kind, number, page):
    """Freeze the paper and go back to its page; what is refused is said on it."""
    known_or_404(number)
    form = SendForm()
    if form.validate_on_submit():
        try:
            edition = _freeze(kind, number)
        except RuleBroken as broken:
            db.session.rollback()
            land(form, broken)
        else:
            flash(KEPT.format(edition), "success")
            return redirect(url_for(f"meetings.{kind}", number=number))
    return page(number, form, 400)


def _freeze(kind, number) -> int:
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
    if found.counts_from > g.day or ending not in FORMS:
        abort(404)
    kept = db.session.get(PaperBytes, (found.id, ending), options=[undefer(PaperBytes.content)]) or abort(404)
    detail = f"{kind} of meeting {number}, edition {edition}, {ending}"
    digest, name = getattr(found, f"{ending}_sha256"), f"{kind}-{found.id}-{edition}.{ending}"
    return sending.answer(kept.content, ending, digest, name=name, detail=detail)
