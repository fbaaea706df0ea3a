"""Step 3: every doubt with its row as it stands, what is read, and a field to settle it."""

from itertools import groupby

from flask import flash, redirect, render_template, url_for

from actions.db import db
from actions.permissions import Permission
from seeds.spreadsheet.asked import Doubt
from tracker import clock
from tracker.forms import BaseForm, Line, Select, choice
from tracker.guard import requires
from tracker.importing import kept
from tracker.pages.importing.group import pages, waits
from tracker.words import count

LABELS = {
    "heading": "What is row {row}?",
    "priority": "Number of the priority in row {row}",
    "text": "What is to be done in row {row}?",
    "number": "Number of the action in row {row}",
    "due": "When is row {row} due?",
    "owner": "Who owns row {row}?",
    "status": "Where did row {row} stand?",
    "name": "What is priority {line} called?",
}
HINTS = {
    "due": "Such as April 2015 or 30/04/2015; tbc if there is no date yet.",
    "text": "Leave it empty to leave the row out.",
}
HEADINGS = (("heading", "The heading of a priority"), ("action", "An action"), ("leave", "A remark: leave it out"))
POSITIONS = (
    ("none", "Nothing is recorded"),
    ("green", "Green"),
    ("amber", "Amber"),
    ("red", "Red"),
    ("complete", "Reported complete"),
)
LONGEST = 4000


class DoubtsForm(BaseForm):
    asked: tuple = ()

    @property
    def rows(self) -> list:
        """The row, as it stands, with its doubts and their fields."""
        both = [(doubt, self[doubt.key]) for doubt in self.asked]
        return [(row, list(found)) for row, found in groupby(both, key=lambda each: each[0].row)]

    @property
    def answers(self) -> dict:
        return {doubt.key: self[doubt.key].data or "" for doubt in self.asked}


@pages.route("/import/doubts", methods=["GET", "POST"])
@requires(Permission.IMPORT_PLAN)
def doubts():
    found, elsewhere = waits()
    if found is None:
        return elsewhere
    known = kept.agencies(clock.today())
    plan = kept.read(found, known)
    form = _form(plan.doubts, known)
    if form.validate_on_submit() and _settled(found, form, known):
        return _onwards(kept.read(found, known))
    return render_template("importing/doubts.html", form=form, plan=plan), 400 if form.problems else 200


def _settled(found, form, known) -> bool:
    """Keep the answers, if nothing is wrong with them."""
    answers = {**found.answers, **form.answers}
    problems = kept.read(found, known, answers).problems
    for key, message in problems.items():
        if key in form:
            form[key].errors = [message]
        else:
            form.form_errors = [*form.form_errors, message]
    if problems:
        return False
    found.answers = answers
    db.session.commit()
    return True


def _onwards(plan):
    """To the preview; back, where an answer raises another doubt."""
    if not plan.open_doubts:
        return redirect(url_for("importing.preview"))
    flash(
        f"Your answers are kept. They raise {count(len(plan.open_doubts), 'more doubt')}, marked below as new.",
        "warning",
    )
    return redirect(url_for("importing.doubts"))


def _form(asked: list[Doubt], known) -> DoubtsForm:
    fields = {each.key: _field(each, known) for each in asked}
    return type("TheseDoubtsForm", (DoubtsForm,), {**fields, "asked": tuple(asked)})()


def _field(doubt: Doubt, known):
    label = LABELS[doubt.kind].format(row=doubt.row, line=doubt.line)
    told = {"default": doubt.read, "description": " ".join(filter(None, (doubt.why, HINTS.get(doubt.kind))))}
    offered = _offered(doubt, known)
    if offered:
        return Select(label, choices=[choice(*each) for each in offered], **told)
    return Line(label, limit=LONGEST, **told)


def _offered(doubt, known) -> list:
    """What is chosen from, where there are few answers."""
    agencies = [("", "Nobody yet"), *((key, names[0]) for key, names in known.items())]
    return list({"heading": HEADINGS, "owner": agencies, "status": POSITIONS}.get(doubt.kind, ()))
