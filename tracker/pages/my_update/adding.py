"""Evidence added afterwards: to an update of the person's own agency, or to the claim that waits."""

from flask import abort, flash, redirect, render_template, request, url_for

from actions import changes
from actions.permissions import Permission
from tracker import clock, guard, kept_files, pieces, same_files, words
from tracker.guard import requires
from tracker.pages.my_update import cards, forms
from tracker.pages.my_update.group import pages
from tracker.saving import saved

CLOSED = "This is closed, so no evidence can be added to it any more."
CLAIM = "claim:"


@pages.route("/my-update/<document>/<number>/evidence", methods=["GET", "POST"])
@requires(Permission.CONTRIBUTE)
def add_evidence(document, number):
    shown = cards.of(document, number)
    if request.method == "POST" and not shown.takes_evidence:
        abort(409, CLOSED)
    form = forms.for_evidence(shown)
    if form.validate_on_submit() and _added(shown, form):
        return redirect(url_for("plan.action", _anchor="evidence", **shown.where))
    page = {"card": shown, "form": form}
    return render_template("my_update/evidence.html", **page), 400 if form.problems else 200


def _added(shown, form) -> bool:
    """Whether it was added; if not, the form says why."""
    added = []
    if not saved(form, lambda: added.extend(_add(shown, form))):
        return False
    flash(f"{words.count(len(added), 'piece')} of evidence added to {shown.standing.number}.", "success")
    same_files.tell(number for number, kind in added if kind == "file")
    return True


def _add(shown, form) -> list[tuple[int, str]]:
    """Number and kind of each piece."""
    with kept_files.keeping(form.evidence_file.data or []) as kept:
        rows = changes.add_evidence_later(
            shown.standing.line.id,
            pieces.made(form, kept),
            by=guard.viewer(),
            at=clock.now(),
            cell_id=shown.standing.cell,
            **_target(form.target.data),
        )
        return [(row.id, row.kind) for row in rows]


def _target(chosen: str) -> dict:
    """The choices are checked by then: a claim's number, or an update's."""
    if chosen.startswith(CLAIM):
        return {"claim_id": int(chosen.removeprefix(CLAIM))}
    return {"update_id": int(chosen)}
