"""What the meeting decides on one recommendation: an outcome, and what it needs."""

from actions import crosswalk
from actions.changes.considering import HOW_OFTEN
from actions.permissions import Permission, Viewer, allowing
from actions.standing import Plan, Standing
from tracker import choosing, clock
from tracker.forms import BaseForm, MonthField, Radios, Select, Words, choice
from tracker.words import considering as words

ONCE = "once"
RHYTHMS = (
    choice(ONCE, "Once"),
    choice("1", "Every month"),
    choice("3", "Every 3 months"),
    choice("6", "Every 6 months"),
    choice("12", "Every 12 months"),
)
TOGETHER, APART = "together", "apart"
ACCEPTING = {
    "owner": "Choose the agency that will own it",
    "due": "Enter the month by which it is due",
    "every": HOW_OFTEN,
    "own_words": "Say in the meeting's own words what will be done",
}
# What an outcome cannot do without, told before anything is tried. The rest the rules say themselves.
NEEDED = {
    "accept_recommendation": ACCEPTING,
    "accept_in_part": {**ACCEPTING, "reason": "Say which part is not accepted, and why"},
    "merge": {"merged_into": "Choose an open action to merge it into", "reason": "Say why it is merged"},
    "not_accept": {"reason": "Say why it is not accepted"},
}
assert tuple(NEEDED) == crosswalk.CONSIDERED


class ConsideringForm(BaseForm):
    outcome = Radios("What does the meeting decide?", needed="Choose what the meeting decides")
    parts = Radios("Its parts")
    own_words = Words("What will be done, in the meeting's own words")
    owner = Select("Which agency will own it?")
    person = Select("Which officer?", description="May be left open: the agency lead or the board office says who.")
    due = MonthField("By the end of which month is it due?")
    every = Radios("How often?", choices=list(RHYTHMS))
    merged_into = Select("Which open action answers it?")
    reason = Words("Reason", description="In part: which part is not accepted, and why.")

    recurring = False

    def lacking(self):
        needed = NEEDED.get(self.outcome.data, {})
        unsaid = [(name, message) for name, message in needed.items() if not self.typed(name)]
        return [(name, message) for name, message in unsaid if name != "every" or self.recurring]

    @property
    def months(self) -> int | None:
        return int(self.every.data) if self.every.data and self.every.data != ONCE else None

    @property
    def together(self) -> bool:
        return self.parts.data != APART


def of(standing: Standing, plan: Plan) -> ConsideringForm:
    """The form of a line. Any agency and any line can be sent: whether it may be is for the rules to say."""
    every = None if standing.line.recurring else ONCE
    form = ConsideringForm(data={"every": every, "parts": TOGETHER})
    form.recurring = standing.line.recurring
    will = words.WILL if standing.parts else words.PART_WILL
    form.outcome.choices = [choice(key, words.ASKED[key], will[key]) for key in crosswalk.CONSIDERED]
    form.parts.choices = [
        choice(TOGETHER, "Together: this decision holds for each of them that still waits"),
        choice(APART, "Apart: each of them is considered by itself"),
    ]
    form.owner.choices = choosing.agencies(plan, "Choose an agency")
    form.person.choices = choosing.officer_choices(plan, clock.today(), "Nobody by name yet")
    form.merged_into.choices = choosing.lines(plan, "Choose an action")
    return form


def offer(form: ConsideringForm, standing: Standing, plan: Plan, person: Viewer, drawn: bool) -> None:
    """Show only what this person may choose: nobody of their own agency, and lines of others that are open. `drawn`: whether
    the page has the form at all."""
    if not drawn:
        form.tell_above(())
    own = plan.agencies.get(person.agency_id)
    form.owner.choices = [each for each in form.owner.choices if own is None or each.value != own.key]
    form.person.choices = [each for each in form.person.choices if own is None or each.optgroup != own.name]
    may_merge = {str(each.line.id) for each in _open_to(person, plan) if each.line.id != standing.line.id}
    form.merged_into.choices = [each for each in form.merged_into.choices if each.value in {"", *may_merge}]
    if own:
        form.owner.description = "Your own is not in the list: what it will own the other of chair and deputy decides."
        form.merged_into.description = (
            "What your own answers for is not in the list: the other of the two merges into it."
        )
    if standing.line.recurring:
        form.every.description = "Its text asks for it regularly, without saying how often."


def _open_to(person: Viewer, plan: Plan) -> list[Standing]:
    """The open lines on which this person may decide."""
    may_decide = allowing(person, Permission.DECIDE)
    return [each for each in plan.standings if each.is_open and may_decide(each)]
