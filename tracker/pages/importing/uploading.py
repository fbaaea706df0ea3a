"""Step 1: the file, and what it does not say of the plan itself."""

from flask import flash, redirect, render_template, url_for

from actions.db import db
from actions.permissions import Permission
from tracker import clock
from tracker.forms import BaseForm, Files, Line
from tracker.guard import requires, viewer
from tracker.heading import head_fields, head_of, wrong_days, wrong_reference
from tracker.importing import kept
from tracker.importing.opening import LARGEST_FILE, open_sheet
from tracker.pages.importing.group import pages
from tracker.workbook.opening import Refused

NOT_YET = "Enter a day that has come: a plan is imported once it is in force"


class UploadForm(BaseForm):
    spreadsheet = Files("The spreadsheet", most=1, description="An Excel workbook (.xlsx) or a CSV file, up to 8 MB.")
    sheet = Line(
        "Name of the sheet, if the workbook has several",
        limit=40,
        description="Left empty, the sheet that looks most like a plan is read.",
    )
    title, reference, in_force_from, first_day, last_day = head_fields()

    def lacking(self):
        if self.in_force_from.data and self.in_force_from.data > clock.today():
            yield "in_force_from", NOT_YET
        yield from wrong_days(self)
        if not self.spreadsheet.data:
            yield "spreadsheet", "Choose the spreadsheet"
        yield from wrong_reference(self)


@pages.route("/import", methods=["GET", "POST"])
@requires(Permission.IMPORT_PLAN)
def upload():
    form = UploadForm()
    if form.validate_on_submit() and _kept(form):
        return redirect(url_for("importing.columns"))
    found = kept.waiting(viewer())
    return render_template("importing/upload.html", form=form, found=found), 400 if form.problems else 200


def _kept(form) -> bool:
    """Whether the file could be read, and is kept; if not, the form says why."""
    sent = form.spreadsheet.data[0]
    try:
        sheet = open_sheet(sent.stream.read(LARGEST_FILE + 1), sent.filename or "", form.typed("sheet"))
    except Refused as refused:
        form.spreadsheet.errors = [refused.problems[0]]
        form.form_errors = [*refused.problems[1:]]
        return False
    kept.keep(viewer(), head_of(form), sheet)
    db.session.commit()
    return True


@pages.post("/import/discard")
@requires(Permission.IMPORT_PLAN)
def discard():
    kept.forget(viewer())
    db.session.commit()
    flash("The spreadsheet is discarded. Nothing has changed.", "success")
    return redirect(url_for("importing.upload"))
