"""A meeting's own page, and calling it off."""

from flask import abort, flash, g, redirect, render_template, url_for

from actions import calendar, changes
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import clock
from tracker.forms import BaseForm, Needed, Words
from tracker.guard import requires, viewer
from tracker.pages.meetings.decided import at_each
from tracker.pages.meetings.group import pages
from tracker.saving import saved

NUMBER = "<int(max=2147483647):number>"
LONGEST = 20_000


class CallOffForm(BaseForm):
    reason = Words("Why is it called off?", [Needed("Say why it is called off")], limit=LONGEST)


def sitting_or_404(number: int) -> calendar.Sitting:
    """The meeting of this number, as it was known on the day shown."""
    return calendar.find(number, g.day) or abort(404)


@pages.get(f"/meetings/{NUMBER}")
@requires(Permission.READ_PLAN)
def meeting(number):
    sitting = sitting_or_404(number)
    decided = at_each(plan_on(g.day)).get(number, [])
    runs = g.day == clock.today() and may(viewer(), Permission.HOLD_MEETING)
    can_be_off = runs and not decided and sitting.called_off is None
    return render_template("meetings/meeting.html", sitting=sitting, decided=decided, can_be_off=can_be_off)


@pages.route(f"/meetings/{NUMBER}/call-off", methods=["GET", "POST"])
@requires(Permission.HOLD_MEETING)
def call_off(number):
    sitting, form = sitting_or_404(number), CallOffForm()
    off = {"by": viewer(), "at": clock.now()}
    if form.validate_on_submit() and saved(
        form, lambda: changes.call_off(sitting.meeting, reason=form.reason.data, **off)
    ):
        flash("The meeting is called off.", "success")
        return redirect(url_for("meetings.meetings"))
    return render_template("meetings/call_off.html", sitting=sitting, form=form), 400 if form.problems else 200
