"""The sub group's calendar: the next meeting, those to come, those held with what was decided, those called off."""

from flask import flash, g, redirect, render_template, url_for

from actions import calendar, changes
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import clock
from tracker.forms import BaseForm, DayField, Line, Needed
from tracker.guard import requires, viewer
from tracker.pages.meetings import decided
from tracker.pages.meetings.group import pages
from tracker.saving import saved


class MeetingForm(BaseForm):
    name = Line(
        "Name of the meeting", [Needed("Name the meeting")], description="Such as: recommendation setting meeting."
    )
    day = DayField("On which day?", [Needed("Enter the day of the meeting")], description="It may be a day to come.")


@pages.get("/meetings")
@requires(Permission.READ_PLAN)
def meetings():
    known, plan = calendar.on(g.day), plan_on(g.day)
    known.read(event for event in known.events if event.verb in decided.SETTLED)
    sittings = known.sittings
    return render_template(
        "meetings/meetings.html",
        to_come=[each for each in reversed(sittings) if each.to_come],
        held=[(each, decided.at(each, known, plan)) for each in sittings if each.held],
        called_off=[each for each in sittings if each.called_off],
        may_record=may(viewer(), Permission.HOLD_MEETING),
    )


@pages.route("/meetings/new", methods=["GET", "POST"])
@requires(Permission.HOLD_MEETING)
def new():
    form = MeetingForm()
    if form.validate_on_submit() and saved(form, lambda: _hold(form)):
        to_come = form.day.data > clock.today()
        flash("The meeting is in the calendar." if to_come else "The meeting is recorded.", "success")
        return redirect(url_for("meetings.meetings"))
    return render_template("meetings/new.html", form=form), 400 if form.problems else 200


def _hold(form):
    changes.hold_meeting(name=form.name.data, day=form.day.data, by=viewer(), at=clock.now())
