"""The questions an owner answers of a line for a quarter, in the words of the officer's card."""

from actions.changes.answering import NEEDS
from actions.models import Rating
from tracker import words
from tracker.forms import BaseForm, Hidden, MonthField, Radios, Words, choice

UNCHANGED = "unchanged"
RATINGS = (
    choice("green", "Green", "It will be done by its date."),
    choice("amber", "Amber", "It may not be done by its date. Say why, and when it will be back on course."),
    choice("red", "Red", "It will not be done by its date. Say also what help you ask for."),
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


class AnswerForm(BaseForm):
    """A rating for a quarter, with the words it needs."""

    seen = Hidden()
    quarter = Radios("Which quarter is this for?", needed="Choose the quarter")
    rating = Radios("How is it going?", needed="Choose green, amber or red")
    said = Words("What was done")
    why_better = Words("Why is it better than last time?")
    why = Words("Why is it amber or red?")
    next_steps = Words("What happens next?")
    forecast = MonthField("When will it be back on course?", description="The month by whose end it will be.")
    help_asked = Words("What help do you ask for?")
    children = Words("What does it mean for children?")

    @property
    def answer(self) -> str | None:
        return self.rating.data if "rating" in self else None

    def lacking(self):
        """What the chosen answer still needs. Who does not rate owes a line on what was done."""
        needs = NEEDS.get(self.answer, ()) if "rating" in self else NEEDS[Rating.GREEN]
        yield from ((name, message) for name, message in needs if not self.typed(name))
        if self.answer in FORECAST_WITH and self.forecast.data is None:
            yield "forecast", "Enter the month by which it will be back on course"

    def rated(self) -> dict:
        """The answer as the verbs take it."""
        unchanged = self.answer == UNCHANGED
        forecast = self.forecast.data if self.answer in FORECAST_WITH else None
        return {"rating": None if unchanged else self.answer, "unchanged": unchanged, "forecast": forecast}

    def words_sent(self, last_said: str) -> dict[str, str]:
        """The words that go with the answer given; with "nothing has changed" only a line that was changed all the same."""
        names = SENT_WITH[self.answer]
        if self.answer == UNCHANGED and self.typed("said") != last_said.strip():
            names = ("said",)
        return {name: self.typed(name) for name in names if self.typed(name)}


def ratings(standing, repeats: bool) -> list:
    """The answers to choose from; "Nothing has changed" only where that may be said."""
    if not repeats:
        return list(RATINGS)
    last = words.RATING[standing.rating].lower()
    again = f"It stays {last}, with the same words as last time."
    return [*RATINGS, choice(UNCHANGED, "Nothing has changed", again)]
