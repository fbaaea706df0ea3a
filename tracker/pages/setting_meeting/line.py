"""One recommendation before the meeting: what the profile says, what bears on it already, what is decided."""

from flask import abort, flash, g, redirect, render_template, url_for

from actions import changes, crosswalk, queries
from actions.changes import Acceptance, Word, is_open_for
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import at_meeting, clock, everybody, guard, histories, lines, undoing
from tracker.choosing import agency_called
from tracker.guard import requires
from tracker.names import Names
from tracker.pages.setting_meeting import forms
from tracker.pages.setting_meeting.group import pages
from tracker.saving import saved
from tracker.words import considering as words


@pages.route("/recommendations/setting-meeting/<document>/<number>", methods=["GET", "POST"])
@requires(Permission.REVIEW)
def line(document, number):
    standing = _recommendation_or_404(document, number)
    meeting = at_meeting.asked()
    form = forms.of(standing, plan_on(g.day))
    if not form.is_submitted():
        return _page(standing, form, meeting, 200)
    status = _decide(standing, form, meeting)
    if status is None:
        flash(words.DONE[form.outcome.data].format(standing.number), "success")
        return redirect(_next(standing, meeting))
    return _page(_recommendation_or_404(document, number), form, meeting, status)


def _recommendation_or_404(document, number):
    found = guard.line_or_404(document, number)
    return found if found.line.recommendation else abort(404)


def _decide(standing, form, meeting) -> int | None:
    """Record the decision. If it is refused, the form says why, and the answer's status is returned."""
    if not form.validate():
        return 400
    word = Word(by=guard.viewer(), at=clock.now(), meeting=meeting)
    if saved(form, lambda: RECORD[form.outcome.data](standing.line.id, form, word=word, meeting=meeting)):
        return None
    now = plan_on(clock.today()).by_id[standing.line.id]
    return 400 if is_open_for(form.outcome.data, now) else 409


def _accept(action_id, form, **at):
    taking = agency_called(plan_on(g.day), form.owner.data)
    acceptance = Acceptance(
        owner_agency_id=taking and taking.id,
        owner_person_id=int(form.person.data) if form.person.data else None,
        due=form.due.data,
        own_words=form.typed("own_words"),
        every=form.months,
        once=form.every.data == forms.ONCE,
    )
    return changes.accept_recommendation(action_id, acceptance=acceptance, with_parts=form.together, **at)


def _accept_in_part(action_id, form, **at):
    return _accept(action_id, form, in_part=True, reason=form.typed("reason"), **at)


def _merge(action_id, form, **at):
    into, reason = int(form.merged_into.data), form.typed("reason")
    return changes.merge(action_id, into_id=into, reason=reason, with_parts=form.together, **at)


def _not_accept(action_id, form, **at):
    return changes.not_accept(action_id, reason=form.typed("reason"), with_parts=form.together, **at)


RECORD = {
    "accept_recommendation": _accept,
    "accept_in_part": _accept_in_part,
    "merge": _merge,
    "not_accept": _not_accept,
}
assert tuple(RECORD) == crosswalk.CONSIDERED


def _next(standing, meeting) -> str:
    """Where "Decide and next" leads: to what the meeting goes through next, or to the sitting."""
    found = crosswalk.following(crosswalk.lines(plan_on(clock.today())), standing)
    at = {"meeting": meeting.id, "_anchor": "main"}
    if found is None:
        return url_for("setting_meeting.overview", **at)
    return url_for("setting_meeting.line", document=found.line.document, number=found.number, **at)


def _page(standing, form, meeting, status):
    plan, person = plan_on(g.day), guard.viewer()
    names = Names(plan, {each.id: each.title for each in everybody.on(clock.today()).values()})
    waits = crosswalk.waits_itself(standing)
    past = [] if waits else queries.history(standing.line.id, g.day)
    found, may_decide = crosswalk.lines(plan), may(person, Permission.DECIDE, lines.today(standing))
    offered = waits and may_decide and meeting is not None and g.day == clock.today()
    forms.offer(form, standing, plan, person, drawn=offered)
    return render_template(
        "setting_meeting/line.html",
        standing=standing,
        whole=plan.by_id.get(standing.line.parent_id),
        row=queries.adopted(standing.line.id),
        form=form,
        meeting=meeting,
        names=names,
        agencies=plan.agencies,
        parts=[part for part in crosswalk.owed_parts(standing) if crosswalk.waits_itself(part)],
        bearing=crosswalk.bearing(standing, plan),
        decided=histories.told(past, names, set(), "decisions"),
        may_set_aside=g.day == clock.today() and bool(undoing.open_to(past, person, lines.today(standing))),
        progress=crosswalk.progress(found),
        skips_to=crosswalk.following(found, standing),
        waits=waits,
        offered=offered,
        may_decide=may_decide,
        may_ever=may(person, Permission.DECIDE),
        sayings=words,
    ), status
