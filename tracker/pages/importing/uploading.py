"""Step 1: the file, and what it does not say of the plan itself."""

import re

from flask import flash, redirect, render_template, url_for

from actions.db import db
from actions.permissions import Permission
from seeds.spreadsheet.adopting import Head, is_taken
from tracker import clock
from tracker.forms import BaseForm, DayField, Files, Line, Needed
from tracker.guard import requires, viewer
from tracker.importing import kept
from tracker.importing.opening import LARGEST_FILE, open_sheet
from tracker.pages.importing.group import pages
from tracker.workbook.opening import Refused

REFERENCE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAKEN = "Another document has this reference. Choose one of its own"
NOT_YET = "Enter a day that has come: a plan is imported once it is in force"


class UploadForm(BaseForm):
    spreadsheet = Files("The spreadsheet", most=1, description="An Excel workbook (.xlsx) or a CSV file, up to 8 MB.")
    sheet = Line(
        "Name of the sheet, if the workbook has several",
        limit=40,
        description="Left empty, the sheet that looks most like a plan is read.",
    )
    title = Line(
        "Name of the plan", [Needed("Enter the name of the plan")], description="Such as: Neglect plan 2017-18"
    )
    reference = Line(
        "Short reference",
        [Needed("Enter a short reference")],
        limit=60,
        description="It stands in addresses and files. Small letters, figures and hyphens, such as neglect-2017-18.",
    )
    in_force_from = DayField("In force from", [Needed("Enter the day from which the plan is in force")])
    first_day = DayField("First day of the plan", [Needed("Enter the first day of the plan")])
    last_day = DayField("Last day of the plan", [Needed("Enter the last day of the plan")])

    def lacking(self):
        yield from self._wrong_days()
        if not self.spreadsheet.data:
            yield "spreadsheet", "Choose the spreadsheet"
        if not REFERENCE.fullmatch(self.typed("reference")):
            yield "reference", "Write the reference in small letters, figures and hyphens, such as neglect-2017-18"
        elif is_taken(self.typed("reference")):
            yield "reference", TAKEN

    def _wrong_days(self):
        starts, first, last = self.in_force_from.data, self.first_day.data, self.last_day.data
        if starts and starts > clock.today():
            yield "in_force_from", NOT_YET
        if first and last and last < first:
            yield "last_day", "Enter a last day after the first day"
        elif starts and last and last < starts:
            yield "last_day", "Enter a last day after the day from which the plan is in force"

    @property
    def head(self) -> Head:
        days = {name: self[name].data for name in ("in_force_from", "first_day", "last_day")}
        return Head(self.title.data, self.reference.data, **days)


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
    kept.keep(viewer(), form.head, sheet)
    db.session.commit()
    return True


@pages.post("/import/discard")
@requires(Permission.IMPORT_PLAN)
def discard():
    kept.forget(viewer())
    db.session.commit()
    flash("The spreadsheet is discarded. Nothing has changed.", "success")
    return redirect(url_for("importing.upload"))
