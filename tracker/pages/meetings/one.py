"""A meeting's own page: what the last one asked for, the day's exceptions, who came, what was decided; calling it off."""

from flask import flash, g, redirect, render_template, url_for

from actions import changes, crosswalk, matters, meeting_papers, queries
from actions.db import db
from actions.models import Meeting
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import clock, lines
from tracker.forms import BaseForm, Needed, Words
from tracker.guard import requires, viewer
from tracker.names import Names
from tracker.pages.meetings import decided
from tracker.pages.meetings.group import NUMBER, known_or_404, pages
from tracker.saving import saved
from tracker.words.meetings import ASKS, CAME, became
from tracker.words.waiting import TITLES


class CallOffForm(BaseForm):
    reason = Words("Why is it called off?", [Needed("Say why it is called off")])


@pages.get(f"/meetings/{NUMBER}")
@requires(Permission.READ_PLAN)
def meeting(number):
    plan = plan_on(g.day)
    known, sitting = known_or_404(number, read=meeting_papers.told)
    before = known.before(sitting)
    return render_template(
        "meetings/meeting.html",
        sitting=sitting,
        last=before,
        arising=matters.of(before, known, plan),
        asked=matters.of(sitting, known, plan),
        decided=decided.at(sitting, known, plan),
        came=known.came(sitting),
        known=known,
        plan=plan,
        names=Names(plan),
        where=lines.where,
        says={"asks": ASKS, "came": CAME, "groups": TITLES, "became": became},
        exceptions=_exceptions(known, sitting),
        rights=_rights(known, sitting, plan),
    )


def _exceptions(known, sitting) -> dict | None:
    """What deserves the chair on the day shown, group by group; none for a meeting after which another was held."""
    later = [each for each in known.sittings if each.held and (each.day, each.number) > (sitting.day, sitting.number)]
    if later or sitting.called_off:
        return None
    waiting = queries.waiting_for_chair(known.day)
    return {name: waiting[name] for name in TITLES if waiting[name]}


def _rights(known, sitting, plan) -> dict:
    """What this person may do here today."""
    person, today = viewer(), g.day == clock.today() and sitting.called_off is None
    reviews = today and sitting.held and may(person, Permission.REVIEW)
    runs = today and may(person, Permission.HOLD_MEETING)
    return {
        "runs": runs,
        "calls_off": runs and not known.at(sitting),
        "reviews": reviews,
        "considers": reviews and any(crosswalk.waits_itself(each) for each in crosswalk.lines(plan)),
        "challenges": today and sitting.held and may(person, Permission.CHALLENGE),
        "escalates": today and sitting.held and may(person, Permission.ESCALATE),
        "assigns": today and sitting.held and may(person, Permission.ASSIGN),
    }


@pages.route(f"/meetings/{NUMBER}/call-off", methods=["GET", "POST"])
@requires(Permission.HOLD_MEETING)
def call_off(number):
    _, sitting = known_or_404(number)
    form, off = CallOffForm(), {"by": viewer(), "at": clock.now()}
    row = db.session.get(Meeting, number)
    if form.validate_on_submit() and saved(form, lambda: changes.call_off(row, reason=form.reason.data, **off)):
        flash("The meeting is called off.", "success")
        return redirect(url_for("meetings.meetings"))
    return render_template("meetings/call_off.html", sitting=sitting, form=form), 400 if form.problems else 200
