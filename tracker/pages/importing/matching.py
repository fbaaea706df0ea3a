"""Step 2: which column holds what, guessed from the headings; and the minute that the statuses were taken from."""

from flask import redirect, render_template, url_for

from actions.db import db
from actions.permissions import Permission
from seeds.spreadsheet.cells import column_name, words_of
from seeds.spreadsheet.columns import Match, guess
from tracker import clock
from tracker.forms import BaseForm, DayField, Line, Needed, Select, choice
from tracker.guard import requires
from tracker.importing import kept
from tracker.pages.importing.group import pages, waits

FIELDS = {
    "number": "Number of the action",
    "action": "What is to be done",
    "owner": "Owner",
    "due": "When it is due",
    "status": "Status or colour",
    "priority": "Heading of the priority",
}
NEEDED = {"action": "Choose the column that says what is to be done", "due": "Choose the column of due dates"}
NONE = "No column"
SAMPLES, LONGEST_SAMPLE = 3, 30
TWICE = "Choose another column: this one is chosen for something else"


class MatchForm(BaseForm):
    headings = Line(
        "Row of the column headings",
        [Needed("Enter the row of the column headings, or 0 if there is none")],
        limit=4,
        description="Rows above it are not read. 0: there is none.",
    )
    number = Select(FIELDS["number"])
    action = Select(FIELDS["action"], needed=NEEDED["action"])
    owner = Select(FIELDS["owner"])
    due = Select(FIELDS["due"], needed=NEEDED["due"])
    status = Select(FIELDS["status"], description="Where actions stood: green, amber, red or complete.")
    priority = Select(
        FIELDS["priority"], description="Only if a column of its own holds it. Headings in rows of their own are found."
    )
    minuted_on = DayField("Day of the meeting at which the statuses were minuted")
    minute = Line(
        "Minute",
        limit=500,
        description="Such as: sub group, 12 March 2017, item 4. Only if a column of statuses is read.",
    )
    most: int = 0

    def lacking(self):
        typed = self.typed("headings")
        if not (typed.isascii() and typed.isdigit() and int(typed) < self.most):
            yield "headings", f"Enter a row before the last one, which is {self.most}; 0 if there are no headings"
        yield from self._twice()
        if self.status.data:
            yield from self._no_minute()

    def _twice(self):
        taken = set()
        for name in FIELDS:
            if self[name].data and self[name].data in taken:
                yield name, TWICE
            taken.add(self[name].data)

    def _no_minute(self):
        if self.minuted_on.data is None:
            yield "minuted_on", "Enter the day of the meeting at which the statuses were minuted"
        elif self.minuted_on.data > clock.today():
            yield "minuted_on", "Enter the day of the minute; it cannot be a day to come"
        if not self.typed("minute"):
            yield "minute", "Name the minute"

    @property
    def match(self) -> Match:
        return Match(int(self.typed("headings")), {name: int(self[name].data) for name in FIELDS if self[name].data})


@pages.route("/import/columns", methods=["GET", "POST"])
@requires(Permission.IMPORT_PLAN)
def columns():
    found, elsewhere = waits(matched=False)
    if found is None:
        return elsewhere
    form = _form(found)
    if form.validate_on_submit() and _matched(found, form):
        return redirect(url_for("importing.doubts"))
    return render_template("importing/columns.html", form=form, found=found), 400 if form.problems else 200


def _form(found) -> MatchForm:
    match = kept.match_of(found) or guess(found.rows)
    head = kept.head_of(found)
    chosen = {name: str(place) for name, place in match.columns.items()}
    told = {"headings": str(match.headings), "minute": head.minute, "minuted_on": head.minuted_on}
    form = MatchForm(data={**dict.fromkeys(FIELDS, ""), **chosen, **told})
    form.most = len(found.rows)
    for name in FIELDS:
        form[name].choices = [choice("", NONE), *_columns(found.rows, match.headings)]
    return form


def _columns(rows, headings) -> list:
    """Each column in which anything stands, with its letter and what stands in it first."""
    filled = sorted({place for cells in rows for place, cell in enumerate(cells) if words_of(cell)})
    return [choice(str(place), f"{column_name(place)}: {_sample(rows, place, headings)}") for place in filled]


def _sample(rows, place, headings) -> str:
    cells = (words_of(cells[place]) for cells in rows[max(headings - 1, 0) :] if place < len(cells))
    said = [text for text in cells if text][:SAMPLES]
    return "; ".join(map(_short, said)) or "nothing below the headings"


def _short(text) -> str:
    return text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…"


def _matched(found, form) -> bool:
    """Keep what was matched, if there is a plan in it. What was answered before was said of other columns."""
    if kept.match_of(found) != form.match:
        found.answers = {}
    found.matched = dict(form.match.__dict__)
    minute = {"minute": form.typed("minute"), "minuted_on": form.minuted_on.data and form.minuted_on.data.isoformat()}
    found.head = {**found.head, **(minute if form.status.data else {"minute": "", "minuted_on": None})}
    if not kept.read(found, kept.agencies(clock.today())).actions:
        db.session.rollback()
        form.action.errors = ["No action was found below the headings. Choose another column or row of headings"]
        return False
    db.session.commit()
    return True
