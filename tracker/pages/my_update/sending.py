"""The summary of an agency's quarter, to check, to print and to send as a whole."""

from flask import flash, g, redirect, render_template, url_for

from actions import changes
from actions.errors import RuleBroken
from actions.periods import Quarter
from actions.permissions import Permission
from tracker import clock, guard, words
from tracker.forms import BaseForm, Hidden, Tick, Words
from tracker.guard import requires
from tracker.pages.my_update import rounds
from tracker.pages.my_update.group import pages
from tracker.saving import saved


class SendForm(BaseForm):
    quarter = Hidden()
    note = Words("A note for the sub group, if you like", limit=2000)
    without = Tick("Send without these")


@pages.route("/my-update/send", methods=["GET", "POST"])
@requires(Permission.UPDATE)
def send():
    found = rounds.of(guard.viewer(), g.day)
    found.read(found.owed)
    form = SendForm(data={"quarter": found.quarter.label})
    if form.validate_on_submit() and saved(form, lambda: _send(form)):
        flash(f"Your update for {words.quarter(found.quarter)} is sent.", "success")
        return redirect(url_for("my_update.my_update", _anchor="main"))
    return render_template("my_update/send.html", round=found, form=form), 400 if form.problems else 200


def _send(form):
    """The quarter is the one that the page showed: it may have closed since."""
    try:
        quarter = Quarter.parse(form.quarter.data or "")
    except ValueError:
        raise RuleBroken("quarter", "Open this page again: it did not say which quarter it is about.") from None
    note = form.note.data or ""
    changes.send_round(quarter, note=note, without=form.without.data, by=guard.viewer(), at=clock.now())
