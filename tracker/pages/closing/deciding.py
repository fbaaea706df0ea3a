"""The board office prepares what becomes of every line, and the chair decides it; who decided it may set it aside."""

from flask import flash, g, redirect, render_template, url_for

from actions import changes
from actions.changes import Word, without_fate
from actions.db import db
from actions.models import Decision
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import clock, goes_on
from tracker.closing import prepared
from tracker.guard import document_or_404, requires, viewer
from tracker.names import Names
from tracker.pages.closing.forms import INTO, KEEP, SetAsideForm, close_form
from tracker.pages.closing.group import pages
from tracker.saving import saved
from tracker.words import day


@pages.route("/plan/<document>/close", methods=["GET", "POST"])
@requires(Permission.PREPARE_CLOSING)
def close(document):
    found, plan = document_or_404(document), plan_on(clock.today())
    if plan.closing_of(document):
        return _closed(found, plan.closing_of(document))
    kept = prepared.found(found)
    form = _form(found, plan, kept)
    if form.validate_on_submit() and saved(form, lambda: _done(found, plan, form)):
        flash(_said(found, form), "success")
        return redirect(url_for("plan.glance_page", document=document))
    shown = {"document": found, "form": form, "kept": kept, "others": goes_on.documents(found, plan)}
    by = Names(plan).person(kept.person_id) if kept else ""
    return render_template("closing/close.html", **shown, kept_by=by), 400 if form.problems else 200


def _form(document, plan, kept):
    lines = without_fate(plan, document.reference)
    suggested = {} if kept else goes_on.suggested(document, plan, lines, INTO)
    given = {"taken_on": clock.today(), **suggested, **prepared.answers(kept)}
    return close_form(lines, given, may(viewer(), Permission.DECIDE))


def _done(document, plan, form):
    if form.step.data == KEEP:
        prepared.keep(document, form.answers, viewer())
        return
    fates, dues = form.fates(document, plan)
    word = Word(by=viewer(), at=clock.now(), taken_on=form.taken_on.data, minute=form.typed("minute"))
    changes.close_document(document, word=word, last_day=form.last_day.data, fates=fates, dues=dues)
    prepared.forget(document)


def _said(document, form) -> str:
    if form.step.data == KEEP:
        return "What becomes of its lines is kept as prepared. Nothing is decided yet."
    return f"{document.title} is closed. Its last day is {day(form.last_day.data)}."


def _closed(document, closing):
    """What was decided; and for who may, setting it aside."""
    form = SetAsideForm()
    if not may(viewer(), Permission.RECORD_FOR_BOARD):
        del form.minute
    if form.validate_on_submit() and saved(form, lambda: _set_aside(closing, form)):
        flash(f"The closing of {document.title} is set aside. Its lines stand as they did before.", "success")
        return redirect(url_for("plan.glance_page", document=document.reference))
    own = closing.by_id == viewer().id or may(viewer(), Permission.RECORD_FOR_BOARD)
    shown = {"document": document, "closing": closing, "form": form, "may_set_aside": own}
    by = Names(plan_on(g.day)).person(closing.by_id)
    return render_template("closing/closed.html", **shown, closed_by=by), 400 if form.problems else 200


def _set_aside(closing, form):
    word = Word(by=viewer(), at=clock.now(), minute=form.typed("minute") if "minute" in form else "")
    changes.set_aside(db.session.get(Decision, closing.id), word=word, reason=form.typed("reason"))
