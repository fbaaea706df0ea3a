"""What a closing asks: the board's minute, the last day, and of every open line where it goes on or why it does not."""

from actions.changes import Into, Unfinished
from actions.errors import RuleBroken
from tracker import goes_on
from tracker.forms import BaseForm, DayField, Line, MonthField, Needed, Radios, Words, choice
from tracker.words import by_the_end, capital

INTO, DUE, WHY = "into_", "due_", "why_"
KEEP, CLOSE = "keep", "close"
STEPS = (
    choice(KEEP, "Keep it as prepared", "Nothing is decided yet, and it can be changed."),
    choice(CLOSE, "Close the document", "Every line is closed or carried, and nothing more is recorded on them."),
)


class CloseForm(BaseForm):
    minute = Line("The board's minute", limit=500, description="Such as: NSCB, 24 March 2017, minute 8")
    taken_on = DayField("On which day was it decided?")
    last_day = DayField("Its last day", description="Today, or an earlier day.")
    step = Radios("What do you want to do?", choices=STEPS, needed="Choose whether to keep it or to close the document")
    asked: tuple = ()

    @property
    def lines(self) -> list:
        """Each line that wants a word, with its three fields: where it goes on, by when there, or why it does not."""
        return [(each, *(self[f"{part}{each.line.id}"] for part in (INTO, DUE, WHY))) for each in self.asked]

    def lacking(self):
        if self.step.data == KEEP:
            return
        if not self.typed("minute"):
            yield "minute", "Enter the board's minute"
        if not self.last_day.data:
            yield "last_day", "Enter its last day"
        for standing, into, _, why in self.lines:
            if bool(self.typed(into.short_name)) == bool(self.typed(why.short_name)):
                yield into.short_name, f"{standing.number}: say where it goes on, or why it is closed unfinished"

    @property
    def answers(self) -> dict:
        """What is kept for another day, by the name of the field."""
        return {field.short_name: field.data for field in self if field.kind != "hidden" and field is not self.step}

    def fates(self, document, plan) -> tuple[dict, dict]:
        """What becomes of each line, and the months that are given to lines of other documents. RuleBroken on its field."""
        fates: dict = {}
        dues: dict = {}
        for standing, into, due, why in self.lines:
            if self.typed(why.short_name):
                fates[standing.line.id] = Unfinished(self.typed(why.short_name))
                continue
            lines = _read(standing, into, document, plan)
            fates[standing.line.id] = Into(tuple(lines))
            for each in lines if due.data else ():
                if dues.setdefault(each, due.data) != due.data:
                    raise RuleBroken(due.short_name, f"{standing.number}: where it goes on has another month already")
        return fates, dues


def _read(standing, into, document, plan) -> list[int]:
    try:
        return goes_on.read(into.data, document, plan)
    except RuleBroken as broken:
        raise RuleBroken(into.short_name, f"{standing.number}: {broken.message}") from None


def close_form(lines, given: dict, may_close: bool) -> CloseForm:
    """The form with three fields for each line, filled in as far as is known. Who may not close it can keep it."""
    fields = {name: field for each in lines for name, field in _fields(each).items()}
    form = type("CloseThisForm", (CloseForm,), {**fields, "asked": tuple(lines)})(data=given)
    if not may_close:
        form.step.choices = STEPS[:1]
        form.step.data = form.step.data or KEEP
    return form


def _fields(standing) -> dict:
    number = standing.line.id
    now = f"now due {by_the_end(standing.facts.due)}" if standing.facts.due else "now without a date"
    return {
        f"{INTO}{number}": Line(f"{standing.number} goes on as", limit=200, description=capital(now)),
        f"{DUE}{number}": MonthField(f"{standing.number} is due there by the end of"),
        f"{WHY}{number}": Line(f"Or why {standing.number} is closed unfinished", limit=2000),
    }


class SetAsideForm(BaseForm):
    reason = Words("Why is the closing set aside?", [Needed("Give the reason")])
    minute = Line("The board's minute", [Needed("Enter the board's minute")], limit=500)
