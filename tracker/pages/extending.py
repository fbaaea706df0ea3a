"""Extending a document: the board's minute, its new last day, and for every open line a month, or that it is carried."""

from flask import Blueprint, flash, redirect, render_template, url_for

from actions import changes
from actions.changes import CARRIED, Word
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import clock
from tracker.forms import BaseForm, DayField, Line, MonthField, Needed, Tick
from tracker.guard import document_or_404, requires, viewer
from tracker.saving import saved
from tracker.words import by_the_end, capital, day

pages = Blueprint("extending", __name__)
DUE, CARRY = "due_", "carry_"


class ExtendForm(BaseForm):
    minute = Line(
        "The board's minute",
        [Needed("Enter the board's minute")],
        limit=500,
        description="Such as: board meeting, 24 March 2016, minute 8",
    )
    taken_on = DayField("On which day was it decided?")
    last_day = DayField("The new last day of the document", [Needed("Enter the new last day")])
    asked: tuple = ()

    @property
    def lines(self) -> list:
        """Each open line with its two fields: a month, and that it is carried as it is."""
        return [(each, self[f"{DUE}{each.line.id}"], self[f"{CARRY}{each.line.id}"]) for each in self.asked]

    def lacking(self):
        for standing, due, carry in self.lines:
            if bool(due.data) == bool(carry.data):
                yield due.short_name, f"{standing.number}: enter a month, or tick that it is carried as it is"

    @property
    def given(self) -> dict:
        """By line: the month's last day, or that it is carried."""
        return {standing.line.id: CARRIED if carry.data else due.data for standing, due, carry in self.lines}


@pages.route("/plan/<document>/extend", methods=["GET", "POST"])
@requires(Permission.DECIDE)
def extend(document):
    found = document_or_404(document)
    form = _form(document)
    if form.validate_on_submit() and saved(form, lambda: _extend(found, form)):
        flash(f"{found.title} runs until {day(form.last_day.data)}.", "success")
        return redirect(url_for("plan.glance_page", document=document))
    shown = {"document": found, "last_day": plan_on(clock.today()).last_day_of(document)}
    return render_template("extending/extend.html", form=form, **shown), 400 if form.problems else 200


def _form(document) -> ExtendForm:
    """Two fields for each line that is open today."""
    lines = tuple(each for each in plan_on(clock.today()).of(document) if each.is_open)
    fields = {name: field for each in lines for name, field in _fields(each).items()}
    return type("ExtendThisForm", (ExtendForm,), {**fields, "asked": lines})(data={"taken_on": clock.today()})


def _fields(standing) -> dict:
    now = f"now due {by_the_end(standing.facts.due)}" if standing.facts.due else "now without a date"
    return {
        f"{DUE}{standing.line.id}": MonthField(f"{standing.number} {standing.line.name}", description=capital(now)),
        f"{CARRY}{standing.line.id}": Tick(f"{standing.number} is carried as it is"),
    }


def _extend(document, form):
    word = Word(by=viewer(), at=clock.now(), taken_on=form.taken_on.data, minute=form.minute.data)
    changes.extend_document(document, word=word, last_day=form.last_day.data, lines=form.given)
