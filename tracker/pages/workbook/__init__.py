"""The agency workbook: downloaded, filled in offline, uploaded, looked at line by line, applied."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from actions.db import begin_writing, db
from actions.periods import Quarter
from actions.permissions import Permission
from actions.settings import as_at
from actions.standing import plan_on
from tracker import access, choosing, clock, everybody, guard, page
from tracker.forms import BaseForm, Files
from tracker.guard import requires
from tracker.pages.workbook import comparing
from tracker.words import count
from tracker.workbook import content, previews, writing
from tracker.workbook.opening import LARGEST_FILE, Refused
from tracker.workbook.reading import read

pages = Blueprint("workbook", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTHING = "No line of the workbook holds an answer, so nothing would change."


class UploadForm(BaseForm):
    workbook = Files(
        "The workbook, filled in", most=1, description="The Excel file that you downloaded here; up to 8 MB."
    )

    def validate(self, extra_validators=None):
        if super().validate(extra_validators) and len(self.workbook.data) == 1:
            return True
        self.workbook.errors = self.workbook.errors or ["Choose the workbook"]
        return False


@pages.get("/my-update/workbook.xlsx")
@requires(Permission.CONTRIBUTE)
def download():
    viewer = guard.viewer()
    return abort(404) if viewer.agency_id is None else _handed_over(viewer)


@pages.get("/people/workbooks/<key>.xlsx")
@requires(Permission.ENTER_FOR_SOMEBODY)
def to_send(key):
    """An agency's workbook as its own officers download it, for the office to send; one of them uploads it again."""
    agency = choosing.agency_called(plan_on(clock.today()), key) or abort(404)
    theirs = choosing.officers(everybody.on(clock.today()), plan_on(clock.today()))[agency.id]
    return _handed_over(theirs[0]) if theirs else abort(404)


def _handed_over(viewer):
    today = clock.today()
    marking = as_at(today)["marking"]
    book = content.of(viewer, today, marking=marking, example_line=page.example_line())
    made = writing.write(book, clock.now())
    name, detail = f"{book.agency}-{book.quarter.label}.xlsx", f"workbook of {book.agency} for {book.quarter.label}"
    return access.hand_over(made, XLSX, name, kind="export", detail=detail)


@pages.route("/my-update/workbook", methods=["GET", "POST"])
@requires(Permission.CONTRIBUTE)
def upload():
    form = UploadForm()
    if form.validate_on_submit() and _kept(form):
        return redirect(url_for("workbook.preview"))
    return _upload_page(form)


def _upload_page(form):
    waits = previews.waiting(guard.viewer()) is not None
    return render_template("workbook/upload.html", form=form, waits=waits), 400 if form.problems else 200


def _kept(form) -> bool:
    """Whether the upload could be read and would be accepted, and is kept; if not, the form says why."""
    try:
        book = _tried(form.workbook.data[0])
    except Refused as refused:
        db.session.rollback()
        form.form_errors = [*refused.problems]
        return False
    db.session.rollback()
    begin_writing()
    previews.keep(guard.viewer(), book)
    db.session.commit()
    return True


def _tried(sent):
    """The uploaded file, read, and recorded for a trial that who calls rolls back."""
    book = read(sent.stream.read(LARGEST_FILE + 1), sent.filename, guard.viewer(), clock.today())
    if not book.answers:
        raise Refused(NOTHING)
    previews.record(guard.viewer(), book.quarter, book.answers)
    return book


@pages.get("/my-update/workbook/preview")
@requires(Permission.CONTRIBUTE)
def preview():
    return _preview_page()


def _preview_page(problems=()):
    """What would change; without a preview that waits, the way to upload one."""
    found = previews.waiting(guard.viewer())
    if found is None:
        return redirect(url_for("workbook.upload"))
    form = BaseForm()
    form.form_errors = [*problems]
    shown = comparing.of(found, guard.viewer())
    return render_template("workbook/preview.html", form=form, shown=shown), 409 if problems else 200


@pages.post("/my-update/workbook/preview")
@requires(Permission.CONTRIBUTE)
def apply():
    found = previews.waiting(guard.viewer())
    if found is None:
        flash("That workbook was applied or discarded, or has waited for more than a day. Upload it again.", "warning")
        return redirect(url_for("workbook.upload"))
    try:
        changed = _apply(found)
    except Refused as refused:
        db.session.rollback()
        return _preview_page(refused.problems)
    db.session.commit()
    flash(f"Your workbook is applied: {count(changed, 'line')} answered.", "success")
    return redirect(url_for("my_update.my_update"))


def _apply(found) -> int:
    """Record every line of the preview, and forget it; how many lines it had. Refused if any line cannot be recorded."""
    shown, viewer = comparing.of(found, guard.viewer()), guard.viewer()
    previews.record(viewer, Quarter(found.quarter), [each.answer for each in shown.changes], comparing.agreed(shown))
    previews.forget(viewer)
    return len(shown.changes)


@pages.post("/my-update/workbook/discard")
@requires(Permission.CONTRIBUTE)
def discard():
    previews.forget(guard.viewer())
    db.session.commit()
    flash("The workbook is discarded. Nothing has changed.", "success")
    return redirect(url_for("workbook.upload"))
