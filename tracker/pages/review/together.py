"""Claims of several agencies on one action, accepted together: all of them or none."""

from flask import abort, flash, g, redirect, render_template, url_for

from actions import changes
from actions.changes import Word
from actions.changes.deciding import ALREADY
from actions.permissions import Permission
from actions.standing import Plan, Standing, plan_on
from tracker import cells, choosing, clock, guard, lines, words
from tracker.forms import BaseForm, DayField, Needed, Radios, Ticks, Words, choice, whole_number
from tracker.guard import requires
from tracker.names import Names
from tracker.pages.review.forms import ASSURANCES, RECHECKS
from tracker.pages.review.group import pages
from tracker.saving import saved


class TogetherForm(BaseForm):
    claims = Ticks("Which claims do you accept?", [Needed("Tick the agencies whose claims you accept")])
    assurance = Radios(
        "How well is completion proved?", choices=list(ASSURANCES), needed="Choose how well completion is proved"
    )
    checked_by = Words("Who checked what", description="One line, if it was checked or has impact.")
    reason = Words("Reason", description="The same for each of them.")
    recheck_months = Radios("Look at them again?", choices=list(RECHECKS), default="no")
    taken_on = DayField("On which day was it decided?")


@pages.route("/review/<document>/<number>/together", methods=["GET", "POST"])
@requires(Permission.DECIDE)
def together(document, number):
    whole = guard.line_or_404(document, number)
    if not whole.cells:
        abort(404)
    plan = plan_on(g.day)
    form = _form(plan)
    if form.validate_on_submit() and saved(form, lambda: _accept(whole, plan, form)):
        accepted = words.listed(each.label for each in form.claims.iter_choices() if each.selected)
        flash(f"On {whole.number} accepted: {accepted}.", "success")
        return redirect(url_for("review.queue", _anchor="main"))
    return _page(document, number, form)


def _page(document, number, form):
    """The claims that wait now, each with what was said and what it rests on."""
    lost = ALREADY in form.form_errors
    whole, plan = guard.line_or_404(document, number), plan_on(g.day)
    offered = cells.to_accept(whole, guard.viewer())
    form.claims.choices = [choice(_key(each, plan), plan.agencies[each.cell].name) for each in offered]
    waiting = [row for row in cells.rows(whole, plan.agencies, guard.viewer()) if row.cell in offered]
    page = {"standing": whole, "form": form, "waiting": waiting, "names": Names(plan), "where": lines.where}
    status = 409 if lost else 400 if form.problems else 200
    return render_template("review/together.html", agencies=plan.agencies, **page), status


def _key(cell: Standing, plan: Plan) -> str:
    return f"{plan.agencies[cell.cell].key}:{cell.facts.claim.id}"


def _form(plan: Plan) -> TogetherForm:
    """Any agency's claim can be sent: whether it may be accepted is for the rules to say."""
    form = TogetherForm(data={"taken_on": clock.today(), "recheck_months": "no"})
    sent = [value for value in form.claims.data if choosing.agency_called(plan, value.partition(":")[0])]
    form.claims.choices = [
        choice(value, choosing.agency_called(plan, value.partition(":")[0]).name) for value in dict.fromkeys(sent)
    ]
    return form


def _accept(whole, plan, form):
    word = Word(by=guard.viewer(), at=clock.now(), taken_on=form.taken_on.data)
    for value in dict.fromkeys(form.claims.data):
        key, _, claim = value.partition(":")
        changes.accept(
            whole.line.id,
            whole_number(claim),
            cell_id=choosing.agency_called(plan, key).id,
            word=word,
            assurance=form.assurance.data,
            reason=form.reason.data or "",
            checked_by=form.checked_by.data or "",
            recheck_months=int(form.recheck_months.data) if form.recheck_months.data != "no" else None,
        )
