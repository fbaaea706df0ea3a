"""What an officer sent or said, entered for them by the business manager: an update, or a request for a new date."""

from functools import partial

from flask import abort, flash, redirect, render_template, request, url_for

from actions import changes
from actions.permissions import Permission
from tracker import clock, guard, lines
from tracker.guard import requires
from tracker.pages.my_update import cards, forms, saving
from tracker.pages.my_update.group import pages
from tracker.saving import saved

CLOSED = "As this stands now, nothing can be entered on it for anybody."


@pages.route("/plan/<document>/<number>/enter", methods=["GET", "POST"])
@requires(Permission.ENTER_FOR_SOMEBODY)
def enter(document, number):
    shown = cards.to_enter(document, number)
    form = _offered(shown, shown.takes_updates, forms.entered_update)
    if form and form.is_submitted() and _entered(shown, form):
        return _told(shown, "What was said on {} is entered. The officer finds it on their own page.")
    if form and form.is_submitted():
        shown = cards.to_enter(document, number)
    since = saving.added_since(shown, form) if form else []
    status = 409 if since else 400 if form and form.problems else 200
    page = {"card": shown, "form": form, "since": since, "flags": lines.flags(shown.standing)}
    return render_template("my_update/enter.html", **page), status


def _offered(shown, takes, make):
    """The form, where something may be entered today; a POST to a line that takes nothing is told so."""
    if takes:
        return make(shown)
    return None if request.method == "GET" else abort(409, CLOSED)


def _entered(shown, form) -> bool:
    def record(*args, **said):
        return changes.enter_update(*args, given=form.given, **said)

    return form.validate() and saved(form, lambda: saving.save(shown, form, record))


def _told(shown, sentence):
    flash(sentence.format(shown.standing.number), "success")
    return redirect(url_for("plan.action", **shown.where))


@pages.route("/plan/<document>/<number>/enter-date", methods=["GET", "POST"])
@requires(Permission.ENTER_FOR_SOMEBODY)
def enter_date(document, number):
    shown = cards.to_enter(document, number)
    form = _offered(shown, shown.takes_a_request, forms.entered_request)
    if form and form.validate_on_submit() and saved(form, partial(_ask, shown.standing, form)):
        return _told(shown, "The request for a new date for {} is entered. The chair decides.")
    return render_template("my_update/enter_date.html", card=shown, form=form), 400 if form and form.problems else 200


def _ask(standing, form):
    who = {"given": form.given, "by": guard.viewer(), "at": clock.now(), "cell_id": standing.cell}
    changes.enter_request(standing.line.id, **who, **form.asking)
