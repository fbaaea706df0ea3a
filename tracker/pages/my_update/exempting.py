"""An officer says that an action asked of each agency does not apply to theirs, or withdraws that."""

from flask import abort, flash, redirect, render_template, url_for

from actions import changes
from actions.db import db
from actions.errors import RuleBroken
from actions.permissions import Permission
from tracker import clock, guard, lines
from tracker.forms import BaseForm, Needed, Words
from tracker.guard import requires
from tracker.pages.my_update import cards
from tracker.pages.my_update.group import pages
from tracker.saving import saved


class ExemptionForm(BaseForm):
    reason = Words(
        "Why does it not apply to your agency?",
        [Needed("Say why it does not apply to your agency")],
        description="The chair reads this and decides. Until then it stays open and an update is owed as before.",
    )


def _own_cell(document, number):
    """The card of the person's own cell; 404 for an action that is not asked of each agency."""
    shown = cards.of(document, number)
    if not shown.standing.cell:
        abort(404)
    guard.insist(Permission.UPDATE, lines.today(shown.standing))
    return shown


@pages.route("/my-update/<document>/<number>/does-not-apply", methods=["GET", "POST"])
@requires(Permission.UPDATE)
def does_not_apply(document, number):
    shown = _own_cell(document, number)
    form = ExemptionForm()
    if form.validate_on_submit() and _said(shown.standing, form):
        flash(
            f"You have said that {shown.standing.number} does not apply to your agency. The chair decides.", "success"
        )
        return redirect(url_for("my_update.card", **shown.where))
    page = {"card": shown, "form": form, "withdrawing": BaseForm()}
    return render_template("my_update/does_not_apply.html", **page), 400 if form.problems else 200


def _said(standing, form) -> bool:
    """Whether it was recorded; if not, the form says why."""
    who = {"by": guard.viewer(), "at": clock.now(), "cell_id": standing.cell}
    return saved(form, lambda: changes.ask_exemption(standing.line.id, reason=form.reason.data, **who))


@pages.post("/my-update/<document>/<number>/does-not-apply/withdraw")
@requires(Permission.UPDATE)
def withdraw_exemption(document, number):
    shown = _own_cell(document, number)
    line = shown.standing
    try:
        changes.withdraw_exemption(line.line.id, by=guard.viewer(), at=clock.now(), cell_id=line.cell)
    except RuleBroken as broken:
        abort(409, f"{broken.message}. It may have been withdrawn or decided a moment ago.")
    db.session.commit()
    flash(f"You have withdrawn that {line.number} does not apply to your agency.", "success")
    return redirect(url_for("my_update.card", **shown.where))
