"""The originator's permission: what a document's handling condition says, and for whom it may be used."""

from flask import flash, g, redirect, render_template, url_for
from sqlalchemy import select

from actions import changes, queries
from actions.db import db
from actions.models import Release
from actions.permissions import Permission
from tracker import clock
from tracker.forms import BaseForm, DayField, Line, Needed, Select, Ticks, choice
from tracker.guard import requires, viewer
from tracker.pages.people.group import pages
from tracker.saving import saved
from tracker.words.people import AUDIENCE


class ReleaseForm(BaseForm):
    document = Select("Document", needed="Choose the document")
    audience = Ticks(
        "For whom",
        [Needed("Choose for whom it may be used")],
        choices=[choice(key, words) for key, words in AUDIENCE.items()],
    )
    given_by = Line("Given by", [Needed("Say who gave the permission")], description="By role and body, never by name.")
    reference = Line(
        "Reference", [Needed("Give its reference")], description="The letter, e-mail or minute in which it was given."
    )
    given_on = DayField("Day on which it was given", [Needed("Enter the day on which it was given")])


@pages.route("/people/permission", methods=["GET", "POST"])
@requires(Permission.RECORD_RELEASE)
def permission():
    gated = {each.reference: each for each in queries.documents(g.day) if each.handling}
    form = ReleaseForm()
    form.document.choices = [choice(reference, each.title) for reference, each in gated.items()]
    if form.validate_on_submit() and saved(form, lambda: _release(gated[form.document.data], form)):
        flash("The permission is recorded.", "success")
        return redirect(url_for("people.permission"))
    shown = {"documents": gated, "given": _given(g.day), "audiences": AUDIENCE}
    return render_template("people/permission.html", form=form, **shown), 400 if form.problems else 200


def _release(document, form):
    for audience in form.audience.data:
        changes.release(
            document,
            audience=audience,
            given_by=form.given_by.data,
            reference=form.reference.data,
            given_on=form.given_on.data,
            by=viewer(),
            at=clock.now(),
        )


def _given(day) -> dict:
    """The permissions on record on `day`: by document, by audience, the latest first, each row with its words."""
    rows = db.session.scalars(select(Release).where(Release.counts_from <= day).order_by(Release.id.desc())).all()
    words = queries.words_of(row.id for row in rows)
    found: dict = {}
    for row in rows:
        by_audience = found.setdefault(row.document_id, {})
        by_audience.setdefault(row.audience, []).append((row, words.get(row.id, {})))
    return found
