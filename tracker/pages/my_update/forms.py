"""The forms of a card: an update, and a request for a new date."""

from actions.changes.answering import NEEDS
from actions.models import Rating
from actions.periods import open_quarters, reported_period
from tracker import words
from tracker.forms import BaseForm, Files, Hidden, Line, MonthField, Needed, Radios, Tick, Ticks, Words, choice
from tracker.words.standing import RHYTHM

LONGEST = 20_000
UNCHANGED = "unchanged"
RATINGS = (
    choice("green", "Green", "It will be done by its date."),
    choice("amber", "Amber", "It may not be done by its date. Say why, and when it will be back on course."),
    choice("red", "Red", "It will not be done by its date. Say also what help you ask for."),
)
SHOWS = (
    choice("activity", "Activity", "Something was done, such as minutes or a training record."),
    choice("practice", "Practice", "People work differently, such as an audit of cases."),
    choice("impact", "Impact", "It is better for children, such as what they say."),
)
# The words that go with each answer; what is typed elsewhere belongs to another answer and is not sent.
SENT_WITH = {
    "green": ("said", "why_better"),
    "amber": ("said", "why", "next_steps", "why_better"),
    "red": ("said", "why", "next_steps", "help_asked", "children"),
    UNCHANGED: (),
    None: ("said",),
}
FORECAST_WITH = ("amber", "red")
FILLED_IN = ("said", "why", "next_steps", "help_asked", "children")
ONLY_OWNERS = ("rating", "why", "next_steps", "forecast", "help_asked", "children", "why_better", "answers", "claim")


class UpdateForm(BaseForm):
    """What an officer says of a line. A contributor's lacks the fields of `ONLY_OWNERS`."""

    seen = Hidden()
    quarter = Radios("Which quarter is this for?", needed="Choose the quarter")
    rating = Radios("How is it going?", needed="Choose green, amber or red")
    said = Words("What was done", limit=LONGEST)
    why_better = Words("Why is it better than last time?", limit=LONGEST)
    why = Words("Why is it amber or red?", limit=LONGEST)
    next_steps = Words("What happens next?", limit=LONGEST)
    forecast = MonthField("When will it be back on course?", description="The month by whose end it will be.")
    help_asked = Words("What help do you ask for?", limit=LONGEST)
    children = Words("What does it mean for children?", limit=LONGEST)
    answers = Ticks("Which submissions does this answer?")
    evidence_file = Files(
        "Files",
        description="PDF, Word, Excel, PowerPoint, OpenDocument, text, PNG or JPEG; up to 20 MB each, 10 at a time.",
    )
    evidence_link = Line("Address of the link", limit=2000, description="The whole address, beginning with https://")
    evidence_held = Words(
        "Held by the agency", limit=LONGEST, description="Where, and when and by whom it can be seen."
    )
    evidence_name = Line("What the evidence is", limit=200, description="A file can go by its own name.")
    shows = Radios("What it shows", choices=list(SHOWS), default="activity")
    restricted = Tick("Restricted: only your agency, and who decides, may open it")
    claim = Tick("Report it complete")

    def validate(self, extra_validators=None):
        sound = super().validate(extra_validators)
        lacking = [(self[name], message) for name, message in self._lacking() if not self[name].errors]
        for field, message in lacking:
            field.errors = [message]
        return sound and not lacking

    @property
    def answer(self) -> str | None:
        return self.rating.data if "rating" in self else None

    def _lacking(self):
        """What the chosen answer still needs: (field, message). A contributor owes a line on what was done."""
        wanted = NEEDS.get(self.answer, ()) if "rating" in self else NEEDS[Rating.GREEN]
        yield from ((name, message) for name, message in wanted if not (self[name].data or "").strip())
        if self.answer in FORECAST_WITH and self.forecast.data is None:
            yield "forecast", "Enter the month by which it will be back on course"
        yield from self._lacking_of_evidence()

    def _lacking_of_evidence(self):
        elsewhere = bool(self.evidence_link.data or (self.evidence_held.data or "").strip())
        if elsewhere and not self.evidence_name.data:
            yield "evidence_name", "Say what the evidence is"
        if self.evidence_name.data and not elsewhere and not self.evidence_file.data:
            yield "evidence_file", "Choose the file, give a link, or say where it is held; or empty the name"


class DateForm(BaseForm):
    """A later month asked for."""

    new_due = MonthField("Which month do you ask for?", [Needed("Enter the month you ask for")])
    reason = Words("Why is a new date needed?", [Needed("Say why a new date is needed")], limit=LONGEST)
    children = Words(
        "What does the delay mean for children?", [Needed("Say what the delay means for children")], limit=LONGEST
    )


def for_card(card) -> UpdateForm:
    """The form with only what this person may enter on this line, last time's words filled in."""
    rated = card.standing.facts.rated
    form = UpdateForm(data={**_last_time(card), "forecast": rated and rated.forecast})
    if not card.as_owner:
        for name in ONLY_OWNERS:
            del form[name]
        form.said.label.text = "What your agency did"
    else:
        _offer_to_owner(form, card)
    _offer_quarters(form, card)
    return form


def _last_time(card) -> dict:
    filled = {name: card.last_words.get(name, "") for name in FILLED_IN} if card.as_owner else {}
    return {**filled, "seen": str(card.latest), "quarter": card.quarter.label}


def _offer_quarters(form, card):
    form.quarter.choices = [choice(each.label, words.quarter(each)) for each in open_quarters(card.plan.day)]
    if len(form.quarter.choices) == 1:
        del form.quarter


def _offer_to_owner(form, card):
    form.rating.choices = list(RATINGS)
    if card.repeats:
        last = words.RATING[card.standing.rating].lower()
        again = f"It stays {last}, with the same words as last time."
        form.rating.choices.append(choice(UNCHANGED, "Nothing has changed", again))
    form.answers.choices = [choice(_key(*pair), _said_of(*pair)) for pair in card.owed]
    if not card.owed:
        del form.answers
    if not card.takes_a_claim:
        del form.claim


def _key(duty, submission) -> str:
    return f"{duty.id}:{submission.due.isoformat()}"


def _said_of(duty, submission) -> str:
    reported = words.months(*reported_period(submission.due, duty.every))
    late = ", not received yet" if submission.state == "unanswered" else ""
    return f"For {reported}: {duty.what} ({RHYTHM[duty.every]}), due {words.by_the_end(submission.due)}{late}"
