"""What is put to the board: asking, the board's answer with its minute, and what still waits."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from actions import changes, escalations, queries
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import at_meeting, choosing, clock, paging
from tracker.forms import BaseForm, DayField, Line, Needed, Select, Words
from tracker.guard import requires, viewer
from tracker.names import Names
from tracker.saving import saved
from tracker.words.escalations import standing

pages = Blueprint("escalations", __name__)
NUMBER = "<int(max=2147483647):number>"


class EscalationForm(BaseForm):
    line = Select("About which action?")
    asked = Words("What is the board asked?", [Needed("Write what the board is asked")])
    options = Words(
        "The options",
        [Needed("Give the options that the board has")],
        description="What the board could decide, and what would follow from each.",
    )


class AnswerForm(BaseForm):
    answer = Words("The board's answer", [Needed("Write what the board answered")])
    minute = Line(
        "The board's minute",
        [Needed("Enter the board's minute")],
        limit=500,
        description="Such as: board meeting, 12 January 2017, item 4.2",
    )
    answered_on = DayField("On which day did it answer?", [Needed("Enter the day on which the board answered")])


@pages.get("/escalations")
@requires(Permission.READ_PLAN)
def escalations_page():
    found = escalations.on(g.day)
    groups = [("Open", [each for each in found if each.is_open]), ("Answered", [e for e in found if not e.is_open])]
    may_ask = may(viewer(), Permission.ESCALATE)
    return render_template("escalations/escalations.html", groups=_in_parts(groups), may_ask=may_ask, **_names())


def _in_parts(groups) -> list:
    return [(title, paging.cut(found, title.lower(), title.lower())) for title, found in groups]


def _names() -> dict:
    plan = plan_on(g.day)
    return {"names": Names(plan), "lines": plan.by_id, "standing_of": standing}


@pages.route("/escalations/new", methods=["GET", "POST"])
@requires(Permission.ESCALATE)
def new():
    about = _challenge(request.args.get("challenge", type=int))
    form, meeting = _form(about), at_meeting.asked()
    if form.validate_on_submit() and saved(form, lambda: _escalate(form, about, meeting)):
        flash("It is put to the board. It stands on page 1 of each report until it is answered.", "success")
        return redirect(at_meeting.back_to(meeting, url_for("escalations.escalations_page")))
    page = render_template("escalations/new.html", form=form, about=about, meeting=meeting, **_names())
    return page, 400 if form.problems else 200


def _challenge(number):
    """The challenge that goes on to the board; 404 for a number that is none."""
    if number is None:
        return None
    return next((each for each in queries.challenges(clock.today()) if each.number == number), None) or abort(404)


def _form(about) -> EscalationForm:
    plan = plan_on(clock.today())
    shown = plan.find(request.args.get("document"), request.args.get("number"))
    form = EscalationForm(data={"line": str(shown.line.id) if shown else "", "asked": _asked_before(about)})
    form.line.choices = choosing.lines(plan, "A general matter, about no action")
    if about:
        del form.line
    return form


def _asked_before(about) -> str:
    """The challenge's question and how it ended, to be made into what the board is asked."""
    said = [about.words.get(name) for name in ("question", "ending")] if about else []
    return "\n\n".join(filter(None, said))


def _escalate(form, about, meeting):
    action_id = int(form.line.data) if "line" in form and form.line.data else None
    said = {"asked": form.asked.data, "options": form.options.data, "by": viewer(), "at": clock.now()}
    changes.escalate(action_id=action_id, challenge=about and about.row, meeting=meeting, **said)


@pages.get(f"/escalations/{NUMBER}")
@requires(Permission.READ_PLAN)
def escalation(number):
    return _page(_on_record(number))


def _on_record(number):
    return next((each for each in escalations.on(g.day) if each.number == number), None) or abort(404)


def _page(put, form=None, status=200):
    """The matter, with the form for the board's answer where it may be recorded today."""
    records = g.day == clock.today() and may(viewer(), Permission.RECORD_FOR_BOARD)
    if put.is_open and records:
        form = form or AnswerForm(data={"answered_on": clock.today()})
    return render_template("escalations/escalation.html", put=put, form=form, **_names()), status


@pages.post(f"/escalations/{NUMBER}/answer")
@requires(Permission.RECORD_FOR_BOARD)
def answer(number):
    put, form = _on_record(number), AnswerForm()
    said = {"answer": form.answer.data, "minute": form.minute.data, "answered_on": form.answered_on.data}
    given = {"by": viewer(), "at": clock.now()}
    if form.validate() and saved(form, lambda: changes.answer_escalation(put.row, **said, **given)):
        flash("The board's answer is on record.", "success")
        return redirect(url_for("escalations.escalation", number=number))
    return _page(_on_record(number), form, status=409 if form.form_errors else 400)
