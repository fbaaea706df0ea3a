"""Beginning the next plan from this one: what it is called, when it is in force, and which lines go on in it."""

from flask import abort, flash, redirect, render_template, url_for

from actions.changes import without_fate
from actions.permissions import Permission
from actions.standing import plan_on
from seeds.next_year import adopt_next
from tracker import clock
from tracker.forms import BaseForm, Ticks, choice
from tracker.guard import document_or_404, requires, viewer
from tracker.heading import head_fields, head_of, wrong_days, wrong_reference
from tracker.pages.closing.group import pages
from tracker.saving import saved
from tracker.words import day


class BeginForm(BaseForm):
    title, reference, in_force_from, first_day, last_day = head_fields()
    lines = Ticks("Which lines go on in it?")

    def lacking(self):
        if self.in_force_from.data and self.in_force_from.data < clock.today():
            yield "in_force_from", "Enter today or a later day: who answers for its lines counts from then on"
        yield from wrong_days(self)
        yield from wrong_reference(self)
        if not self.lines.data:
            yield "lines", "Choose the lines that go on in it"


@pages.route("/plan/<document>/next", methods=["GET", "POST"])
@requires(Permission.IMPORT_PLAN)
def begin(document):
    found = document_or_404(document)
    if found.kind != "plan":
        abort(404)
    open_lines = without_fate(plan_on(clock.today()), document)
    form = BeginForm(data={"lines": [str(each.line.id) for each in open_lines]})
    form.lines.choices = [choice(str(each.line.id), f"{each.number} {each.line.name}") for each in open_lines]
    if form.validate_on_submit() and saved(form, lambda: _begin(found, form, open_lines)):
        flash(f"{form.title.data} is adopted, in force from {day(form.in_force_from.data)}.", "success")
        return redirect(url_for("closing.close", document=document))
    return render_template("closing/begin.html", document=found, form=form), 400 if form.problems else 200


def _begin(document, form, open_lines):
    chosen = [each for each in open_lines if str(each.line.id) in form.lines.data]
    adopt_next(document, head_of(form), chosen, by=viewer(), at=clock.now())
