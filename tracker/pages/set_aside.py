"""Setting a decision aside: by who took it, or by the board with its minute. Everything stands again as before it."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for

from actions import changes, queries
from actions.changes import Word
from actions.db import db
from actions.models import Decision
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import clock, histories, lines, undoing
from tracker.forms import BaseForm, Line, Needed, Radios, Words, choice
from tracker.guard import line_or_404, requires, viewer
from tracker.names import Names
from tracker.saving import saved
from tracker.words import day

pages = Blueprint("set_aside", __name__)


class SetAsideForm(BaseForm):
    outcome = Radios("Which decision is set aside?", needed="Choose the decision that is set aside")
    reason = Words("Why?", [Needed("Give the reason")])
    minute = Line(
        "The board's minute",
        [Needed("Enter the board's minute")],
        limit=500,
        description="Such as: board meeting, 12 January 2017, item 4.2",
    )


@pages.route("/plan/<document>/<number>/set-aside", methods=["GET", "POST"])
@requires(Permission.REVIEW)
def decision(document, number):
    standing = line_or_404(document, number, request.args.get("agency"))
    past = queries.history(standing.line.id, g.day, standing.cell)
    form = _form(undoing.stand(past))
    if not form.validate_on_submit():
        return _page(standing, past, form, 400 if form.problems else 200)
    if saved(form, lambda: _set_aside(form)):
        flash("The decision is set aside.", "success")
        where = lines.where(standing, plan_on(clock.today()).agencies)
        return redirect(url_for("plan.action", _anchor="main", **where))
    return _page(standing, queries.history(standing.line.id, g.day, standing.cell), form, 409)


def _form(decisions) -> SetAsideForm:
    """Any decision that stands can be sent: whether this person may set it aside is for the rules to say."""
    form = SetAsideForm()
    form.outcome.choices = [choice(str(entry.event.id), entry.event.verb) for entry in decisions]
    if not may(viewer(), Permission.RECORD_FOR_BOARD):
        del form.minute
    return form


def _set_aside(form):
    minute = form.minute.data if "minute" in form else ""
    word = Word(by=viewer(), at=clock.now(), minute=minute)
    changes.set_aside(db.session.get(Decision, int(form.outcome.data)), word=word, reason=form.reason.data)


def _page(standing, past, form, status):
    """Only the decisions that this person may set aside today are offered."""
    names = Names(plan_on(g.day))
    offered = undoing.open_to(past, viewer(), lines.today(standing)) if g.day == clock.today() else []
    told = [(entry, histories.told([entry], names, set())[0]) for entry in offered]
    form.outcome.choices = [choice(str(e.event.id), said.sentence, f"{said.by}, {day(said.day)}") for e, said in told]
    if not offered:
        form.tell_above(())
    page = {"offered": offered, "names": names, "where": lines.where(standing, plan_on(g.day).agencies)}
    return render_template("set_aside/set_aside.html", standing=standing, form=form, **page), status
