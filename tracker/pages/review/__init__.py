"""What deserves the chair, and deciding it."""

from flask import flash, g, redirect, render_template, url_for

from actions.changes import Word
from actions.changes.deciding import ALREADY
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import at_meeting, cells, clock, days, guard, lines, narrowing, paging
from tracker.guard import requires
from tracker.pages.review import cases, forms, queues, together
from tracker.pages.review.group import pages
from tracker.pages.review.outcomes import BY_KEY, RECORD, with_field
from tracker.saving import saved
from tracker.sheets import lines as sheets
from tracker.sheets import sending

__all__ = ["pages", "together"]


@pages.get("/review")
@requires(Permission.REVIEW)
def queue():
    plan, groups = plan_on(g.day), _shown(g.day)
    parts = paging.together({group.key: group.lines for group in groups})
    page = {"groups": groups, "parts": parts, "carried": narrowing.carried()}
    page["narrow"] = narrowing.asked(plan, prefix=narrowing.OF)
    page["mine"] = queues.first_for(guard.viewer(), groups)
    if page["carried"]:
        page |= {"shown": len(queues.in_order(groups)), "all": len(queues.in_order(queues.of(g.day)))}
    return render_template("review/queue.html", agencies=plan.agencies, where=_where, **page)


@pages.get("/review.<form>")
@requires(Permission.REVIEW)
def queue_sheet(form):
    return sending.answer(sheets.grouped("Review", _shown(g.day), plan_on(g.day)), form, "review")


def _shown(day):
    """The groups that hold anything of what the queue is narrowed down to."""
    return queues.of(day, narrowing.wanted(narrowing.OF))


def _where(standing, agencies) -> dict:
    """A line's address in the queue as it is narrowed down."""
    return {**lines.where(standing, agencies), **narrowing.carried()}


@pages.route("/review/<document>/<number>", methods=["GET", "POST"])
@requires(Permission.REVIEW)
def line(document, number):
    case = cases.of(document, number)
    meeting = at_meeting.asked()
    form = forms.for_case(case, meeting)
    groups = _shown(g.day)
    if not form.is_submitted():
        return _page(case, form, groups, 200, meeting)
    status = _decide(case, form, meeting)
    if status is None:
        flash(BY_KEY[form.outcome.data].done.format(case.standing.number), "success")
        return redirect(at_meeting.back_to(meeting, _next(case, groups)))
    return _page(cases.of(document, number), form, _shown(g.day), status, meeting)


def _decide(case, form, meeting) -> int | None:
    """Record the decision. If it is refused, the form says why, and the answer's status is returned."""
    if not form.validate():
        return 400
    outcome = BY_KEY[form.outcome.data]
    minute = form.minute.data or "" if case.authority(outcome) == cases.BOARD else ""
    word = Word(by=guard.viewer(), at=clock.now(), taken_on=form.taken_on.data, minute=minute, meeting=meeting)
    if saved(form, lambda: RECORD[outcome.key](case.standing, form, word)):
        return None
    lost = ALREADY in form.outcome.errors or not outcome.is_open(case.standing)
    return 409 if lost else 400


def _page(case, form, groups, status, meeting):
    """The queue beside the line, with a form that offers only what is open to this person."""
    forms.offer(form, case)
    beside = [(group, *group.around(case.standing)) for group in groups]
    page = {"beside": beside, "agencies": case.plan.agencies, "where": _where, "flags": lines.flags(case.standing)}
    page |= {"meeting": meeting, "back": days.address("review.queue", **narrowing.carried())}
    page["together"] = len(cells.to_accept(case.standing, case.viewer)) >= cells.SEVERAL
    return render_template("review/line.html", case=case, form=form, asking=_asking(case), **page), status


def _asking(case) -> dict:
    """For each field, the offered outcomes that ask for it."""
    fields = ("assurance", "checked_by", "duty", "new_due", "reason", "recheck")
    return {name: with_field(name, case.offered) for name in fields}


def _next(case, before):
    """Where "Decide and next" leads: to the next line on which this person may decide, or to the queue."""
    key = case.standing.facts.key
    after = queues.for_viewer(guard.viewer(), queues.in_order(_shown(clock.today())))
    following = queues.following(queues.in_order(before), after, key)
    if following is None:
        return url_for("review.queue", _anchor="main", **narrowing.carried())
    return url_for("review.line", _anchor="main", **_where(following, case.plan.agencies))
