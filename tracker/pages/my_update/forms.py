"""The forms of a card: an update, and a request for a new date."""

from actions.settings import open_quarters
from tracker import pieces, words
from tracker.answer_form import FILLED_IN, AnswerForm, ratings
from tracker.forms import BaseForm, MonthField, Needed, Select, Tick, Ticks, Words, choice
from tracker.pages.my_update.given_fields import GivenFields
from tracker.words.standing import submission

RESTRICTED = "Restricted: only your agency, and who decides, may open it"
ON_THE_CARD = ("evidence_meeting", "evidence_decision", "recheck_on")
ONLY_OWNERS = ("rating", "why", "next_steps", "forecast", "help_asked", "children", "why_better", "answers", "claim")


class UpdateForm(AnswerForm):
    """What an officer says of a line. A contributor's lacks the fields of `ONLY_OWNERS`."""

    answers = Ticks("Which submissions does this answer?")
    evidence_file = pieces.files()
    evidence_link = pieces.link()
    evidence_held = pieces.held()
    evidence_meeting = pieces.meeting()
    evidence_decision = pieces.decision()
    evidence_name = pieces.name(description="A file can go by its own name.")
    shows = pieces.shows()
    restricted = Tick(RESTRICTED)
    recheck_on = pieces.recheck()
    claim = Tick("Report it complete")

    def lacking(self):
        yield from super().lacking()
        yield from pieces.lacking(self)


class EvidenceForm(BaseForm):
    """More evidence, for an update or for the claim that waits; each kind says what it shows."""

    target = Select("What does it support?", needed="Choose what it supports")
    evidence_file = pieces.files("Choose the files")
    evidence_name = pieces.name("What the files are", "A file can go by its own name.")
    shows = pieces.shows("What the files show")
    evidence_link = pieces.link()
    link_name = pieces.name("What the link leads to")
    link_shows = pieces.shows()
    evidence_held = pieces.held()
    held_name = pieces.name("What is held")
    held_shows = pieces.shows()
    evidence_meeting = pieces.meeting()
    meeting_shows = pieces.shows()
    evidence_decision = pieces.decision()
    decision_shows = pieces.shows()
    restricted = Tick(RESTRICTED)
    recheck_on = pieces.recheck()

    def lacking(self):
        return pieces.lacking(self)


class DateForm(BaseForm):
    """A later month asked for."""

    new_due = MonthField("Which month do you ask for?", [Needed("Enter the month you ask for")])
    reason = Words("Why is a new date needed?", [Needed("Say why a new date is needed")])
    children = Words("What does the delay mean for children?", [Needed("Say what the delay means for children")])

    @property
    def asking(self) -> dict:
        """What is asked for, as the verb takes it."""
        return {"new_due": self.new_due.data, "reason": self.reason.data, "children": self.children.data}


class EnteredUpdate(GivenFields, UpdateForm):
    """An update that the business manager enters for an officer."""


class EnteredRequest(GivenFields, DateForm):
    """A request for a new date that the business manager enters for an officer."""


# What the questions are to who enters, where they speak to the officer.
ASKED_OF_ANOTHER = {
    "help_asked": "What help is asked for?",
    "restricted": "Restricted: only the agency, and who decides, may open it",
    "new_due": "Which month is asked for?",
}


def entered_update(card) -> EnteredUpdate:
    """The officer's form, with the fields that say from whom it came."""
    return _of_another(for_line(card, EnteredUpdate), card)


def entered_request(card) -> EnteredRequest:
    return _of_another(EnteredRequest(), card)


def _of_another(form, card):
    form.offer_officers(card.plan, card.standing)
    for name in ASKED_OF_ANOTHER.keys() & form._fields.keys():
        form[name].label.text = ASKED_OF_ANOTHER[name]
    return form


def in_list(row) -> UpdateForm:
    """The form of a line among those of all others: what the ratings mean and which quarter it is stands above them."""
    form = _filled_in(row, UpdateForm)
    for name in ON_THE_CARD:
        del form[name]
    form.among_others(row.anchor)
    form.rating.choices = [choice(each.value, each.label) for each in form.rating.choices]
    return form


def for_line(card, kind=UpdateForm) -> UpdateForm:
    """The form of a card, with what is on record to choose from."""
    form = _filled_in(card, kind)
    pieces.offer_on_record(form, card.past, card.names, card.day)
    return form


def _filled_in(card, kind):
    """The form with only what this person may enter on this line (see `Asking`), last time's words filled in."""
    rated = card.standing.facts.rated
    form = kind(data={**_last_time(card), "forecast": rated and rated.forecast})
    if not card.as_owner:
        for name in ONLY_OWNERS:
            del form[name]
        form.said.label.text = "What your agency did"
    else:
        _offer_to_owner(form, card)
    _offer_quarters(form, card)
    return form


def for_evidence(card) -> EvidenceForm:
    """The form for more evidence: the claim that waits first, then the updates of the person's agency."""
    form = EvidenceForm()
    form.target.choices = [choice(value, label) for value, label in card.supports]
    pieces.offer_on_record(form, card.past, card.names, card.day)
    return form


def _last_time(card) -> dict:
    filled = {name: card.last_words.get(name, "") for name in FILLED_IN} if card.as_owner else {}
    if card.as_owner and not card.last_words:
        filled["said"] = card.proposed
    return {**filled, "seen": str(card.latest), "quarter": card.quarter.label}


def _offer_quarters(form, card):
    form.quarter.choices = [choice(each.label, words.quarter(each)) for each in open_quarters(card.day)]
    if len(form.quarter.choices) == 1:
        del form.quarter


def _offer_to_owner(form, card):
    if card.proposed:
        form.said.description = "Proposed from who is your agency's lead here. Change it if it is not so."
    form.rating.choices = ratings(card.standing, card.repeats)
    form.answers.choices = [choice(_key(*pair), submission(*pair)) for pair in card.submissions_owed]
    if not card.submissions_owed:
        del form.answers
    if not card.takes_a_claim:
        del form.claim


def _key(duty, submission) -> str:
    return f"{duty.id}:{submission.due.isoformat()}"
