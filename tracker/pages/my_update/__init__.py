"""An officer's update: what wants an answer, the card for each line, and asking for a new date."""

from flask import abort, flash, g, redirect, render_template, request, url_for

from actions import changes, evidence, queries
from actions.db import db
from actions.errors import RuleBroken
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import clock, guard, lines, paging, same_files
from tracker.answer_form import RATINGS
from tracker.forms import BaseForm
from tracker.guard import requires
from tracker.pages.my_update import adding, cards, entering, exempting, forms, rounds, saving, sending, telling
from tracker.pages.my_update.group import pages
from tracker.saving import saved

__all__ = ["adding", "entering", "exempting", "pages", "sending"]
AT_ONCE = 5  # forms on the page; as lines are answered, the next move up
CLOSED = "This is not open, so nothing can be entered on it any more."


@pages.get("/my-update")
@requires(Permission.CONTRIBUTE)
def my_update():
    found = rounds.of(guard.viewer(), g.day)
    page = {"round": found, "flags_of": lines.flags, "entered": telling.entered(guard.viewer(), found, g.day)}
    page["asked"] = [each for each in queries.challenges(g.day) if _to_answer(each)]
    parts = paging.together(found.groups)
    found.read([row for part in parts.values() for row in part.shown])
    page |= {"parts": parts, "forms": _open_forms(parts["to_answer"].shown), "ratings": RATINGS}
    return render_template("my_update/list.html", **page)


def _open_forms(rows) -> dict:
    """The forms of the most urgent lines, by where each line is on the page; none while a past day is shown."""
    waiting = rows[:AT_ONCE] if g.day == clock.today() else []
    return {row.anchor: forms.in_list(row) for row in waiting}


def _to_answer(asked) -> bool:
    """Whether a challenge waits for this person's agency."""
    asked_of = plan_on(g.day).in_place_of(asked.row.agency_id)
    return asked.waits_for_agency and asked_of == guard.viewer().agency_id


@pages.route("/my-update/<document>/<number>", methods=["GET", "POST"])
@requires(Permission.CONTRIBUTE)
def card(document, number):
    shown = cards.of(document, number)
    form = _update_form(shown)
    if form and form.is_submitted() and _update_saved(shown, form):
        return redirect(_next_line(shown))
    if form and form.is_submitted():
        shown = cards.of(document, number)
    return _card_page(shown, form)


def _update_form(shown):
    """The form, where something may be entered today; a POST to a line that is closed is told so."""
    if shown.takes_updates:
        return forms.for_line(shown)
    return None if request.method == "GET" else abort(409, CLOSED)


def _update_saved(shown, form) -> bool:
    """Whether the update was recorded; if not, the form says why."""
    updates = []
    if not (form.validate() and saved(form, lambda: updates.append(saving.save(shown, form)))):
        return False
    same_files.tell(evidence.files_with(updates[0]))
    return True


def _card_page(shown, form):
    """The card. After a collision it shows what was added in the meantime, and takes the update when it is sent again."""
    since = saving.added_since(shown, form) if form else []
    status = 409 if since else 400 if form and form.problems else 200
    page = {"card": shown, "form": form, "since": since, "flags": lines.flags(shown.standing)}
    page["own_agency"] = guard.viewer().agency_id
    return render_template("my_update/card.html", **page), status


def _next_line(shown):
    """The next line that wants an answer; when none does, the summary to check and send."""
    found = rounds.of(guard.viewer(), clock.today())
    waiting = [row for row in found.groups["to_answer"] if row.standing.facts.key != shown.standing.facts.key]
    flash(f"Your update on {shown.standing.number} is saved.", "success")
    if waiting and shown.as_owner:
        return url_for("my_update.my_update", _anchor=waiting[0].anchor)
    if shown.as_owner and not found.sent:
        return url_for("my_update.send", _anchor="main")
    return url_for("my_update.my_update", _anchor="main")


@pages.route("/my-update/<document>/<number>/date", methods=["GET", "POST"])
@requires(Permission.UPDATE)
def new_date(document, number):
    shown = cards.of(document, number)
    guard.insist(Permission.UPDATE, lines.today(shown.standing))
    form = forms.DateForm()
    if form.validate_on_submit() and _asked(shown.standing, form):
        flash(f"You have asked for a new date for {shown.standing.number}. The chair decides.", "success")
        return redirect(url_for("my_update.card", **shown.where))
    page = {"card": shown, "form": form, "withdrawing": BaseForm()}
    return render_template("my_update/date.html", **page), 400 if form.problems else 200


def _asked(standing, form) -> bool:
    """Whether the request was recorded; if not, the form says why."""
    who = {"by": guard.viewer(), "at": clock.now(), "cell_id": standing.cell}
    return saved(form, lambda: changes.ask_for_date(standing.line.id, **who, **form.asking))


@pages.post("/my-update/<document>/<number>/date/withdraw")
@requires(Permission.UPDATE)
def withdraw_request(document, number):
    shown = cards.of(document, number)
    line = shown.standing
    try:
        changes.withdraw_request(line.line.id, by=guard.viewer(), at=clock.now(), cell_id=line.cell)
    except RuleBroken as broken:
        abort(409, f"{broken.message}. It may have been withdrawn or decided a moment ago.")
    db.session.commit()
    flash(f"The request for a new date for {line.number} is withdrawn.", "success")
    return redirect(url_for("my_update.card", **shown.where))
