"""The forms of a card: an update, and a request for a new date."""

from actions.periods import open_quarters, reported_period
from tracker import words
from tracker.answer_form import FILLED_IN, LONGEST, AnswerForm, ratings
from tracker.forms import BaseForm, Files, Line, MonthField, Needed, Radios, Tick, Ticks, Words, choice
from tracker.words.standing import RHYTHM

SHOWS = (
    choice("activity", "Activity", "Something was done, such as minutes or a training record."),
    choice("practice", "Practice", "People work differently, such as an audit of cases."),
    choice("impact", "Impact", "It is better for children, such as what they say."),
)
ONLY_OWNERS = ("rating", "why", "next_steps", "forecast", "help_asked", "children", "why_better", "answers", "claim")


class UpdateForm(AnswerForm):
    """What an officer says of a line. A contributor's lacks the fields of `ONLY_OWNERS`."""

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

    def lacking(self):
        yield from super().lacking()
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
    form.rating.choices = ratings(card.standing, card.repeats)
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
