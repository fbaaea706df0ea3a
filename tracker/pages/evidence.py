"""Opening and withdrawing evidence: by today's rights, whatever day is shown."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request

from actions import changes, evidence, files, queries
from actions.db import db
from actions.errors import NotAllowed
from actions.evidence import may_see_evidence, rights_on
from actions.models import Evidence, Scan, Withdrawal
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import access, choosing, clock, days, guard, kept_files, lines, paging
from tracker.forms import BaseForm, Needed, Words
from tracker.guard import requires
from tracker.look import agency_key
from tracker.names import Names
from tracker.saving import saved

pages = Blueprint("evidence", __name__)
NUMBER = "<int(max=2147483647):number>"


class WithdrawForm(BaseForm):
    reason = Words(
        "Why is it withdrawn?",
        [Needed("Say why the evidence is withdrawn")],
        description="It stays in the history, with the day and with who did it.",
    )


def _seen_or_404(number):
    """The evidence and where its line stands today, if this person may see it."""
    row = db.session.get(Evidence, number)
    if row is None or row.counts_from > g.day:
        abort(404)
    standing = rights_on(plan_on(clock.today()), row)
    if standing is None or not may_see_evidence(guard.viewer(), standing, row):
        abort(404)
    return row, standing


def _withdrawn_on(row):
    return db.session.query(Withdrawal.counts_from).filter_by(evidence_id=row.id).scalar()


@pages.get("/evidence")
@requires(Permission.READ_PLAN)
def listing():
    plan, asked = plan_on(g.day), request.args
    agency = choosing.agency_called(plan, asked.get("agency")) if asked.get("agency") else None
    if asked.get("agency") and agency is None:
        abort(404)
    due_only = asked.get("show") == "due"
    shelf = evidence.shelf(
        g.day,
        plan_on(clock.today()),
        guard.viewer(),
        due_only=due_only,
        agency_id=agency and agency.id,
        start=lambda total: paging.asked(total).first - 1,
    )
    page = {"plan": plan, "agency": agency, "due_only": due_only}
    page["part"] = paging.asked(shelf.due if due_only else shelf.total)
    return render_template("evidence/list.html", shelf=shelf, names=Names(plan), where=lines.where, **page)


@pages.get(f"/evidence/{NUMBER}")
@requires(Permission.READ_PLAN)
def download(number):
    row, _ = _seen_or_404(number)
    words = queries.words_of([row.id]).get(row.id, {})
    if _withdrawn_on(row) or not words.get("file"):
        abort(404)
    scan = db.session.get(Scan, number)
    if scan and scan.found:
        return render_template("evidence/harmful.html", scan=scan), 403
    content, media_type = files.read(words["file"]), row.media_type
    name = kept_files.download_name(words.get("name"), media_type)
    return access.hand_over(content, media_type, name, kind="download", detail=f"evidence {number}")


def _insist_owner(row, standing):
    """Only the agency that added it, while it takes part in the line, may take it back."""
    guard.insist(Permission.CONTRIBUTE, standing)
    if row.agency_id != guard.viewer().agency_id:
        raise NotAllowed(Permission.CONTRIBUTE)


@pages.route(f"/evidence/{NUMBER}/withdraw", methods=["GET", "POST"])
@requires(Permission.CONTRIBUTE)
def withdraw(number):
    row, standing = _seen_or_404(number)
    _insist_owner(row, standing)
    form = WithdrawForm()
    words = queries.words_of([row.id]).get(row.id, {})
    back = days.address(
        "my_update.card", document=standing.line.document, number=standing.number, agency=agency_key(standing)
    )
    withdrawn_on = _withdrawn_on(row)
    if not withdrawn_on and form.validate_on_submit() and _withdrawn(form, row, words):
        flash("The evidence is withdrawn.", "success")
        return redirect(back)
    shown = {"row": row, "words": words, "standing": standing, "back": back, "withdrawn_on": withdrawn_on}
    status = 200 if not form.is_submitted() else 409 if withdrawn_on else 400
    return render_template("evidence/withdraw.html", form=form, **shown), status


def _withdrawn(form, row, words) -> bool:
    """Whether it could be withdrawn; its bytes go with it when nothing else uses them."""
    taking = {"reason": form.reason.data, "by": guard.viewer(), "at": clock.now()}
    if not saved(form, lambda: changes.withdraw_evidence(row, **taking)):
        return False
    kept_files.drop_unused(filter(None, [words.get("file")]))
    return True
