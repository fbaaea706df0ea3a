"""The sub group's meetings and what was decided at each."""

from dataclasses import dataclass

from flask import Blueprint, flash, g, redirect, render_template, url_for
from sqlalchemy import select

from actions import changes, queries
from actions.db import db
from actions.errors import RuleBroken
from actions.models import Decision, Meeting
from actions.permissions import Permission, may
from actions.standing import Plan, Standing, plan_on
from tracker import clock
from tracker.forms import BaseForm, DayField, Line, Needed
from tracker.guard import requires, viewer
from tracker.saving import saved
from tracker.words.meetings import outcome

pages = Blueprint("meetings", __name__)


class MeetingForm(BaseForm):
    name = Line(
        "Name of the meeting", [Needed("Name the meeting")], description="Such as: recommendation setting meeting."
    )
    day = DayField("Day on which it was held", [Needed("Enter the day on which it was held")])


@dataclass(frozen=True)
class Decided:
    """A decision of a meeting: on which line, what, in which words, and whether it was set aside since."""

    standing: Standing
    outcome: str
    words: list
    set_aside: bool


@dataclass(frozen=True)
class Held:
    """A meeting on record."""

    meeting: Meeting
    name: str
    decided: list


@pages.get("/meetings")
@requires(Permission.READ_PLAN)
def meetings():
    held = _held(plan_on(g.day))
    return render_template("meetings/meetings.html", held=held, may_record=may(viewer(), Permission.HOLD_MEETING))


def _held(plan: Plan) -> list[Held]:
    """The meetings on record on the plan's day, newest first."""
    found = sorted(queries.meetings(plan.day), key=lambda each: (each.day, each.id), reverse=True)
    decisions = _decisions(plan.day)
    said = queries.words_of([*(each.id for each in found), *(each.id for each in decisions)])
    aside = {each.decision_id for each in decisions if each.verb == "set_aside"}
    taken: dict = {each.id: [] for each in found}
    for each in decisions:
        if each.meeting_id in taken and each.action_id in plan.by_id:
            taken[each.meeting_id].append(_decided(each, plan, said.get(each.id, {}), each.id in aside))
    return [Held(each, said.get(each.id, {}).get("name") or "Meeting", _in_order(taken[each.id])) for each in found]


def _decisions(day) -> list[Decision]:
    """What meetings decided, and what was set aside, by the end of the day."""
    wanted = Decision.meeting_id.is_not(None) | (Decision.verb == "set_aside")
    return list(db.session.scalars(select(Decision).where(Decision.counts_from <= day, wanted).order_by(Decision.id)))


def _decided(decision, plan, said, set_aside) -> Decided:
    return Decided(plan.by_id[decision.action_id], outcome(decision, plan), list(said.values()), set_aside)


def _in_order(decided):
    return sorted(decided, key=lambda each: (each.standing.line.document_id, each.standing.line.position))


@pages.route("/meetings/new", methods=["GET", "POST"])
@requires(Permission.HOLD_MEETING)
def new():
    form = MeetingForm()
    if form.validate_on_submit() and saved(form, lambda: _hold(form)):
        flash("The meeting is recorded.", "success")
        return redirect(url_for("meetings.meetings"))
    return render_template("meetings/new.html", form=form), 400 if form.problems else 200


def _hold(form):
    if form.day.data > clock.today():
        raise RuleBroken("day", "Enter a day that has come: a meeting is recorded once it is held")
    changes.hold_meeting(name=form.name.data, day=form.day.data, by=viewer(), at=clock.now())
