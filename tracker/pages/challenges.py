"""Questions on record to an agency: asking, answering, and how each ended."""

from datetime import timedelta

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from actions import changes, escalations, queries
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import at_meeting, choosing, clock, guard, paging
from tracker.forms import BaseForm, DayField, Needed, Radios, Select, Words, choice
from tracker.guard import requires, viewer
from tracker.names import Names
from tracker.saving import saved
from tracker.words.challenges import ENDED, standing

pages = Blueprint("challenges", __name__)
NUMBER = "<int(max=2147483647):number>"
USUAL_TIME = timedelta(days=21)
MEANS = {
    "practice_changed": "What the agency does is different now. Say what, and how you know.",
    "satisfied": "The answer will do. Say why.",
    "escalated": "It goes to the board. Say what the board is asked.",
}


class QuestionForm(BaseForm):
    agency = Select("Which agency is asked?", needed="Choose the agency")
    line = Select("About which action?")
    question = Words("The question", [Needed("Write the question")])
    due_day = DayField("By which day is the answer wanted?", [Needed("Enter the day by which it is to be answered")])


class AnswerForm(BaseForm):
    answer = Words("Your agency's answer", [Needed("Write the answer")])


class EndForm(BaseForm):
    ended = Radios(
        "How did it end?",
        choices=[choice(key, word, MEANS[key]) for key, word in ENDED.items()],
        needed="Choose how it ended",
    )
    ending = Words("In a few words", [Needed("Say how it ended")])


@pages.get("/challenges")
@requires(Permission.READ_PLAN)
def challenges():
    found = queries.challenges(g.day)
    groups = [("Open", [each for each in found if each.is_open]), ("Ended", [e for e in found if not e.is_open])]
    may_ask = may(viewer(), Permission.CHALLENGE)
    return render_template("challenges/challenges.html", groups=_in_parts(groups), may_ask=may_ask, **_names())


def _in_parts(groups) -> list:
    return [(title, paging.cut(found, title.lower(), title.lower())) for title, found in groups]


def _names() -> dict:
    plan = plan_on(g.day)
    return {"names": Names(plan), "lines": plan.by_id, "standing_of": standing}


@pages.route("/challenges/new", methods=["GET", "POST"])
@requires(Permission.CHALLENGE)
def new():
    form, meeting = _question_form(), at_meeting.asked()
    if form.validate_on_submit() and saved(form, lambda: _ask(form, meeting)):
        flash("The question is on record. The agency finds it on its own page.", "success")
        return redirect(at_meeting.back_to(meeting, url_for("challenges.challenges")))
    return render_template("challenges/new.html", form=form, meeting=meeting), 400 if form.problems else 200


def _question_form() -> QuestionForm:
    plan = plan_on(clock.today())
    shown = plan.find(request.args.get("document"), request.args.get("number"))
    owner = plan.agencies.get(shown and shown.owner_id)
    about = {"line": str(shown.line.id) if shown else "", "agency": owner.key if owner else ""}
    form = QuestionForm(data={**about, "due_day": clock.today() + USUAL_TIME})
    form.agency.choices = choosing.agencies(plan, "Choose an agency")
    form.line.choices = choosing.lines(plan, "A general question, about no action")
    return form


def _ask(form, meeting):
    agency = choosing.agency_called(plan_on(clock.today()), form.agency.data)
    asking = {"question": form.question.data, "due_day": form.due_day.data, "meeting": meeting}
    action_id = int(form.line.data) if form.line.data else None
    changes.challenge(agency_id=agency.id, action_id=action_id, **asking, by=viewer(), at=clock.now())


@pages.get(f"/challenges/{NUMBER}")
@requires(Permission.READ_PLAN)
def challenge(number):
    return _challenge_page(_on_record(number))


def _on_record(number):
    return next((each for each in queries.challenges(g.day) if each.number == number), None) or abort(404)


def _challenge_page(asked, answering=None, ending=None, status=200):
    """The question with what came of it, and the form of who may take it further today."""
    today = g.day == clock.today()
    asked_of = plan_on(g.day).in_place_of(asked.row.agency_id)
    own = viewer().agency_id == asked_of and may(viewer(), Permission.ANSWER_CHALLENGE)
    if today and own and asked.waits_for_agency:
        answering = answering or AnswerForm()
    if today and asked.is_open and may(viewer(), Permission.CHALLENGE):
        ending = ending or EndForm()
    forms = {"answering": answering, "ending": ending, **_goes_on(asked)}
    return render_template("challenges/challenge.html", asked=asked, **forms, **_names()), status


def _goes_on(asked) -> dict:
    """Of a challenge that ended as escalated: what was put to the board out of it, or whether this person may put it."""
    if not asked.ended or asked.ended.ended != "escalated":
        return {"put": None, "may_escalate": False}
    put = next((each for each in escalations.on(g.day) if each.row.challenge_id == asked.number), None)
    may_escalate = put is None and g.day == clock.today() and may(viewer(), Permission.ESCALATE)
    return {"put": put, "may_escalate": may_escalate}


@pages.post(f"/challenges/{NUMBER}/answer")
@requires(Permission.ANSWER_CHALLENGE)
def answer(number):
    asked, form = _on_record(number), AnswerForm()
    guard.insist_agency(Permission.ANSWER_CHALLENGE, plan_on(g.day).in_place_of(asked.row.agency_id))
    saying = {"by": viewer(), "at": clock.now()}
    if form.validate() and saved(form, lambda: changes.answer_challenge(asked.row, answer=form.answer.data, **saying)):
        flash("Your answer is on record. It waits for the chair.", "success")
        return redirect(url_for("challenges.challenge", number=number))
    return _challenge_page(_on_record(number), answering=form, status=409 if form.form_errors else 400)


@pages.post(f"/challenges/{NUMBER}/end")
@requires(Permission.CHALLENGE)
def end(number):
    asked, form = _on_record(number), EndForm()
    how = {"ended": form.ended.data, "ending": form.ending.data, "by": viewer(), "at": clock.now()}
    if form.validate() and saved(form, lambda: changes.end_challenge(asked.row, **how)):
        flash("It is on record how this ended.", "success")
        return redirect(_after_the_end(number, form.ended.data))
    return _challenge_page(_on_record(number), ending=form, status=409 if form.form_errors else 400)


def _after_the_end(number, ended):
    """What is escalated leads on to what the board is asked."""
    if ended == "escalated":
        return url_for("escalations.new", challenge=number)
    return url_for("challenges.challenge", number=number)
