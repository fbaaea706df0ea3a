"""Who came to a meeting and who sent apologies, agency by agency."""

from flask import flash, g, redirect, render_template, url_for

from actions import changes
from actions.changes import Came
from actions.db import db
from actions.models import Meeting
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import clock
from tracker.forms import BaseForm, Line, Select, choice
from tracker.guard import requires, viewer
from tracker.pages.meetings.group import NUMBER, known_or_404, pages
from tracker.saving import saved
from tracker.words.meetings import CAME

NOT_SAID = choice("", "Not said")
CHOICES = [NOT_SAID, *(choice(key, word) for key, word in CAME.items())]


@pages.route(f"/meetings/{NUMBER}/attendance", methods=["GET", "POST"])
@requires(Permission.HOLD_MEETING)
def attendance(number):
    known, sitting = known_or_404(number)
    agencies = plan_on(g.day).agencies
    form = _form(agencies, known.came(sitting), known.words)
    row = db.session.get(Meeting, number)
    if form.validate_on_submit() and saved(form, lambda: _record(form, row, agencies)):
        flash("Attendance and apologies are recorded.", "success")
        return redirect(url_for("meetings.meeting", number=number, _anchor="came"))
    page = render_template("meetings/attendance.html", sitting=sitting, form=form, agencies=agencies)
    return page, 400 if form.problems else 200


class AttendanceForm(BaseForm):
    """Two fields for each agency: whether it came, and who for it."""

    def lacking(self):
        """Who came is not recorded of an agency of which nobody says that it came."""
        for who in [field.short_name for field in self if field.short_name.startswith("who_")]:
            how = who.replace("who_", "how_")
            if self.typed(who) and not self[how].data:
                yield how, f"Choose whether {self[how].label.text} came: you filled in who"


def _form(agencies, came, words) -> BaseForm:
    fields, shown = {}, {}
    for key, taking in agencies.items():
        fields[f"how_{key}"] = Select(taking.name, choices=CHOICES)
        fields[f"who_{key}"] = Line(f"Who for {taking.name}, by role", limit=300)
        if key in came:
            shown |= {f"how_{key}": came[key].word, f"who_{key}": words.get(came[key].id, {}).get("who", "")}
    return type("AttendanceForm", (AttendanceForm,), fields)(data=shown)


def _record(form, row, agencies):
    said = {key: (form[f"how_{key}"].data, form[f"who_{key}"].data or "") for key in agencies}
    came = {key: Came(how, who) for key, (how, who) in said.items() if how}
    changes.attend(row, came, by=viewer(), at=clock.now())
