"""What came back by links: compared with what stands, confirmed all or some, or refused with a reason."""

from flask import abort, flash, redirect, render_template, request, url_for

from actions.db import db, lock_ledger
from actions.errors import RuleBroken
from actions.permissions import Permission
from tracker import guard, words
from tracker.forms import BaseForm, Needed, Ticks, Words, choice, whole_number
from tracker.guard import requires
from tracker.links import comparing, waiting
from tracker.pages.by_link.group import pages
from tracker.saving import saved

NOTHING = "Tick what you confirm"
GONE = "Nothing waits here any more: it was confirmed or refused a moment ago, or it ended after 30 days."


class ConfirmForm(BaseForm):
    confirm = Ticks("Confirm", [Needed(NOTHING)])


class RefuseForm(BaseForm):
    reason = Words(
        "Why is it refused?",
        [Needed("Say why it is refused")],
        limit=2000,
        description="Whoever holds the link is shown this, and may answer again.",
    )


@pages.route("/by-link", methods=["GET", "POST"])
@requires(Permission.CONFIRM_BY_LINK)
def confirm():
    found = _found()
    if not found and request.method in guard.WRITING:
        abort(409, GONE)
    form = ConfirmForm()
    form.confirm.choices = [choice(str(each.row.id), each.standing.number) for each in found]
    if form.validate_on_submit() and _confirmed(
        [each for each in found if str(each.row.id) in form.confirm.data], form
    ):
        flash(f"{words.count(len(form.confirm.data), 'answer')} confirmed.", "success")
        return redirect(url_for("by_link.confirm"))
    if form.is_submitted():
        found = _found()
    return render_template("by_link/confirm.html", form=form, found=found), 400 if form.problems else 200


def _found() -> list:
    """What waits for this person; while something is sent, nobody else decides on it."""
    if request.method in guard.WRITING:
        lock_ledger()
    return comparing.for_viewer(guard.viewer())


def _confirmed(chosen, form) -> bool:
    """Whether all of them are recorded; if any cannot be, none is, and the form says which and why."""
    form.form_errors = [problem for each in chosen if (problem := _problem(each))]
    if form.form_errors:
        db.session.rollback()
        return False
    db.session.commit()
    return True


def _problem(each) -> str | None:
    try:
        waiting.confirm(each.row, seen=whole_number(request.form.get(each.field)), by=guard.viewer())
    except RuleBroken as broken:
        return f"{each.standing.number}: {broken.message}"
    return None


@pages.route("/by-link/<int(max=2147483647):answer>/refuse", methods=["GET", "POST"])
@requires(Permission.CONFIRM_BY_LINK)
def refuse(answer):
    each = next((one for one in _found() if one.row.id == answer), None) or abort(404)
    form = RefuseForm()
    reason = form.reason.data
    if form.validate_on_submit() and saved(form, lambda: waiting.refuse(each.row, reason=reason, by=guard.viewer())):
        flash(f"The answer on {each.standing.number} is refused.", "success")
        return redirect(url_for("by_link.confirm"))
    return render_template("by_link/refuse.html", form=form, each=each), 400 if form.problems else 200
