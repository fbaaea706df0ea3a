"""How long each document's record is kept: periods, legal holds, and purging by two people. Said as it is now, whatever day
is shown."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from wtforms.validators import Optional

from actions import changes, queries, retention
from actions.changes import is_second
from actions.db import db, lock_ledger
from actions.errors import NotAllowed
from actions.permissions import Permission, may
from tracker import clock, purging
from tracker.forms import BaseForm, DayField, Line, Needed, Radios, Words, choice, whole_number
from tracker.guard import ALWAYS, WRITING, requires, viewer
from tracker.mail import notices
from tracker.saving import saved
from tracker.words import keeping as say

pages = Blueprint("records", __name__)
LIMIT = 2000
CONFIRM, REFUSE = "confirm", "refuse"


class PeriodForm(BaseForm):
    years = Line("For how many years after its last day?", [Needed("Enter a number of years")], limit=10)
    first_day = DayField("From which day does this count?", [Needed("Enter the day from which it counts")])
    reason = Words(
        "Why so long?",
        [Needed("Say why it is kept so long")],
        limit=LIMIT,
        description="Name the schedule or the decision that says so. It stays on record.",
    )


class HoldForm(BaseForm):
    reason = Words(
        "Why?",
        [Needed("Say why")],
        limit=LIMIT,
        description="It stays on record. Name no child, and no case by its name.",
    )


class DecideForm(BaseForm):
    outcome = Radios(
        "What do you decide?",
        needed="Choose whether it is purged",
        choices=[
            choice(CONFIRM, "Confirm: purge it", "The words and files are gone for good"),
            choice(REFUSE, "Refuse", "Everything stays. Say why below"),
        ],
    )
    reason = Words("If you refuse: why?", [Optional()], limit=LIMIT)

    def lacking(self):
        if self.outcome.data == REFUSE and not self.typed("reason"):
            yield "reason", "Say why it is refused"


def _or_404(reference):
    return retention.keeping(reference, clock.today()) or abort(404)


@pages.get("/records")
@requires(Permission.SEE_RECORDS)
def listing():
    keeps = may(viewer(), Permission.KEEP_RECORDS)
    return render_template("records/list.html", found=retention.keepings(clock.today()), keeps=keeps, say=say)


@pages.get("/records/<document>")
@requires(Permission.SEE_RECORDS)
def record(document):
    found = _or_404(document)
    asked_by = found.asked and found.asked.by_id
    return render_template(
        "records/record.html",
        found=found,
        past=_past(found),
        titles=queries.titles(),
        keeps=may(viewer(), Permission.KEEP_RECORDS),
        is_second=bool(found.asked) and is_second(viewer(), asked_by),
        say=say,
    )


def _past(found) -> list[tuple]:
    """What was done about its record, the latest first: each row with the reason that was typed, if one was."""
    words = queries.words_of(row.id for row in found.past)
    return [(row, words.get(row.id, {}).get("reason")) for row in reversed(found.past)]


def _back(document, sentence):
    flash(sentence, "success")
    return redirect(url_for("records.record", document=document))


def _page(name, form, found, **more):
    return render_template(
        f"records/{name}.html", form=form, found=found, say=say, **more
    ), 400 if form.problems else 200


@pages.route("/records/<document>/period", methods=["GET", "POST"])
@requires(Permission.KEEP_RECORDS)
def period(document):
    found, form = _or_404(document), PeriodForm(first_day=clock.today())
    given = {"first_day": form.first_day.data, "reason": form.reason.data, "by": viewer(), "at": clock.now()}
    years = whole_number(form.years.data) or None
    if form.validate_on_submit() and saved(form, lambda: changes.keep_for(found.document, years, **given)):
        return _back(document, "It is on record how long this is kept.")
    return _page("period", form, found)


@pages.route("/records/<document>/hold", methods=["GET", "POST"])
@requires(Permission.KEEP_RECORDS)
def hold(document):
    """Place one, or lift the one that stands."""
    found, form = _or_404(document), HoldForm()
    verb = changes.lift_hold if found.hold else changes.place_hold
    given = {"reason": form.reason.data, "by": viewer(), "at": clock.now()}
    if form.validate_on_submit() and saved(form, lambda: verb(found.document, **given)):
        return _back(
            document, "The legal hold is lifted." if found.hold else "The legal hold is on. Nothing is purged."
        )
    return _page("hold", form, found)


@pages.route("/records/<document>/purge", methods=["GET", "POST"])
@requires(Permission.KEEP_RECORDS, confirmed=ALWAYS)
def purge(document):
    found, form = _or_404(document), HoldForm()
    if form.validate_on_submit() and saved(
        form, lambda: purging.ask(found.document, reason=form.reason.data, by=viewer())
    ):
        notices.send_after_this_answer()
        return _back(document, f"You have asked for it. Another person confirms or refuses it within {say.LAPSES}.")
    if found.bars or found.asked:
        form.tell_above(())
    return _page("purge", form, found)


@pages.post("/records/<document>/purge/withdraw")
@requires(Permission.KEEP_RECORDS, confirmed=WRITING)
def withdraw(document):
    lock_ledger()
    found = _or_404(document)
    if found.asked:
        changes.withdraw_purge(found.document, by=viewer(), at=clock.now())
        db.session.commit()
    return _back(document, "Nothing waits to be purged.")


@pages.route("/records/<document>/purge/decide", methods=["GET", "POST"])
@requires(Permission.CONFIRM_PURGE, confirmed=ALWAYS)
def decide(document):
    """The second person's word on what somebody else asked for."""
    found, form = _or_404(document), DecideForm()
    if found.asked is None:
        abort(404)
    if not is_second(viewer(), found.asked.by_id):
        raise NotAllowed(Permission.CONFIRM_PURGE)
    if form.validate_on_submit() and saved(form, lambda: _decided(form, found.document)):
        return _back(document, "It is purged." if form.outcome.data == CONFIRM else "It is refused. Everything stays.")
    reason = queries.words_of([found.asked.id]).get(found.asked.id, {}).get("reason")
    return _page("decide", form, found, reason=reason, titles=queries.titles())


def _decided(form, document):
    if form.outcome.data == CONFIRM:
        purging.carry_out(document, by=viewer())
    else:
        changes.refuse_purge(document, reason=form.reason.data, by=viewer(), at=clock.now())
