"""Marking a line by hand, and taking a mark off: it repeats, waits on a body outside the board, was said before."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from wtforms.validators import Optional

from actions import changes
from actions.models import MARKS
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import choosing, clock
from tracker.forms import BaseForm, Radios, Select, Words, choice, whole_number
from tracker.guard import line_or_404, requires, viewer
from tracker.saving import saved
from tracker.words import capital
from tracker.words.history import MARK

pages = Blueprint("marks", __name__)
OFF = "off:"


class MarkForm(BaseForm):
    mark = Radios("What is marked?", needed="Choose a mark")
    other = Select("Which line said it before?")
    note = Words(
        "A note, if you like", [Optional()], limit=2000, description="Write nothing that could tell who a child is."
    )

    def given(self) -> dict:
        """What the verb needs: the mark's name, whether it is taken off, the other line, the note."""
        name = self.mark.data.removeprefix(OFF)
        other = whole_number(self.other.data) if self.mark.data == "said_before" else 0
        off = self.mark.data != name
        return {"name": name, "off": off, "other_id": other or None, "note": (self.note.data or "").strip()}


@pages.route("/plan/<document>/<number>/marks", methods=["GET", "POST"])
@requires(Permission.MARK)
def marks(document, number):
    standing = line_or_404(document, number)
    form = _form(standing)
    if form.validate_on_submit() and saved(form, lambda: _mark(standing, form)):
        flash("The mark is taken off." if form.given()["off"] else "The mark is on.", "success")
        return redirect(url_for("plan.action", document=document, number=number, _anchor="main"))
    page = {"standing": standing, "document": document, "number": number}
    return render_template("marks/marks.html", form=form, **page), 400 if form.problems else 200


def _form(standing) -> MarkForm:
    """For each mark: to put it on, or where it is on already to take it off."""
    form, plan = MarkForm(), plan_on(g.day)
    form.mark.choices = [_choice(name, name in standing.facts.marks) for name in MARKS]
    others = choosing.lines(plan, "Choose a line")
    form.other.choices = [each for each in others if each.value != str(standing.line.id)]
    return form


def _choice(name, on):
    if on:
        return choice(f"{OFF}{name}", f"Take off: {MARK[name]}", "It is marked so today")
    return choice(name, capital(MARK[name]))


def _mark(standing, form):
    changes.mark(standing.line.id, by=viewer(), at=clock.now(), **form.given())
