"""Taking words out wherever they are held: first where they stand, then why, then they are gone."""

from flask import Blueprint, flash, redirect, render_template

from actions import changes, journal
from actions.db import db, wipe_overwritten
from actions.errors import RuleBroken
from actions.permissions import Permission
from tracker import clock, days, kept_files, kept_forms, papers
from tracker.accounts import tokens
from tracker.accounts.models import ApiToken
from tracker.closing import prepared
from tracker.closing.models import ClosingPrepared
from tracker.forms import BaseForm, Line, Needed, land
from tracker.guard import requires, viewer
from tracker.importing import kept
from tracker.importing.models import PlanImport
from tracker.links import waiting
from tracker.packs import queue
from tracker.workbook import previews
from tracker.workbook.models import WorkbookPreview

pages = Blueprint("redaction", __name__)
STAYED = (
    "The words are taken out, but the store of evidence does not answer, and files that hold them are still there. "
    "Nobody can open them. Ask whoever runs the tracker to run flask sweep tomorrow."
)


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
    by_link = _by_link(form)
    db.session.rollback()
    if found is None:
        return render_template("redaction/find.html", form=form), 400
    asked = RedactForm(formdata=None, word=form.word.data)
    return render_template("redaction/places.html", form=asked, places=found, by_link=by_link)


def _by_link(form) -> int:
    """In how many links and answers by link the words stand."""
    return len(waiting.holding(form.word.data)) if form.word.data else 0


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
            gone = _taken_out(form)
        except RuleBroken as broken:
            land(form, broken)
        else:
            return _redacted(gone)
    found = _looked_up(form) if form.word.data else None
    by_link = _by_link(form)
    db.session.rollback()
    return render_template("redaction/places.html", form=form, places=found, by_link=by_link), 400


def _taken_out(form):
    """The words masked in the record, in what came by links and in names of tokens; which files are to be removed."""
    word, asked = form.word.data, {"reason": form.reason.data, "by": viewer(), "at": clock.now()}
    gone = changes.redact(word, **asked, render=papers.draw, elsewhere=_by_link(form))
    waiting.take_out(word)
    tokens.take_out(word)
    return gone


def _redacted(gone):
    previews.forget_all()
    kept.forget_all()
    kept_forms.forget_all()
    prepared.forget_all()
    packs_gone = queue.withdraw_all()
    journal.security_event("redacted", at=clock.now(), by_id=viewer().id, detail="words taken out")
    db.session.commit()
    working = (WorkbookPreview, PlanImport, ApiToken, ClosingPrepared)
    wipe_overwritten(*(table.__tablename__ for table in working), *waiting.TABLES)
    stayed = kept_files.drop_unused(gone)
    queue.drop(packs_gone)
    flash(STAYED if stayed else "The words are taken out wherever they stood.", "warning" if stayed else "success")
    return redirect(days.address("redaction.redaction"))
