"""Taking words out wherever they are held: first where they stand, then why, then they are gone."""

from flask import Blueprint, flash, redirect, render_template

from actions import changes, files, journal
from actions.db import db, sweep
from actions.errors import RuleBroken
from actions.permissions import Permission
from tracker import clock, days, kept_forms, papers
from tracker.forms import BaseForm, Line, Needed, land
from tracker.guard import requires, viewer
from tracker.workbook import previews

pages = Blueprint("redaction", __name__)


class FindForm(BaseForm):
    word = Line("Words to take out", [Needed("Enter the words to take out")], limit=200)


class RedactForm(FindForm):
    reason = Line(
        "Why",
        [Needed("Say why the words are taken out")],
        limit=500,
        description="It stays on record for good, so it must not hold the words themselves",
    )


@pages.get("/redaction")
@requires(Permission.REDACT)
def redaction():
    return render_template("redaction/find.html", form=FindForm())


@pages.post("/redaction/places")
@requires(Permission.REDACT)
def places():
    """Where the words stand. Sent as a form, so that they are in no address and no log."""
    form = FindForm()
    found = _looked_up(form) if form.validate_on_submit() else None
    db.session.rollback()
    if found is None:
        return render_template("redaction/find.html", form=form), 400
    asked = RedactForm(formdata=None, word=form.word.data)
    return render_template("redaction/places.html", form=asked, places=found)


def _looked_up(form):
    try:
        return changes.places(form.word.data, by=viewer())
    except RuleBroken as broken:
        land(form, broken)
        return None


@pages.post("/redaction")
@requires(Permission.REDACT)
def redact():
    form = RedactForm()
    if form.validate_on_submit():
        try:
            gone = changes.redact(
                form.word.data, reason=form.reason.data, by=viewer(), at=clock.now(), render=papers.draw
            )
        except RuleBroken as broken:
            land(form, broken)
        else:
            return _redacted(gone)
    found = _looked_up(form) if form.word.data else None
    db.session.rollback()
    return render_template("redaction/places.html", form=form, places=found), 400


def _redacted(gone):
    previews.forget_all()
    kept_forms.forget_all()
    journal.security_event("redacted", at=clock.now(), by_id=viewer().id, detail="words taken out")
    db.session.commit()
    sweep()
    for sha256 in gone:
        files.remove(sha256)
    flash("The words are taken out wherever they stood.", "success")
    return redirect(days.address("redaction.redaction"))
