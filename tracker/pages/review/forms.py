"""The chair's form: one of the outcomes that are open, and what it needs."""

from actions.periods import month_end
from tracker import clock, words
from tracker.forms import BaseForm, DayField, Hidden, Line, MonthField, Radios, Words, choice, whole_number
from tracker.pages.review.outcomes import BY_KEY
from tracker.words.standing import RHYTHM

ASSURANCES = (
    choice("told", "Told", "Somebody says so. Give a reason for accepting that."),
    choice("seen", "Seen", "The evidence was looked at."),
    choice("checked", "Checked", "Somebody other than the owner checked it. Say who checked what."),
    choice("impact", "Impact", "It is shown to be better for children. Say who checked what."),
)
RECHECKS = (choice("no", "No"), choice("6", "In 6 months"), choice("12", "In 12 months"))
# What an outcome cannot do without, told before anything is tried. The rest the rules say themselves.
NEEDED = {
    "accept": {"assurance": "Choose how well completion is proved"},
    "check_again": {"assurance": "Choose how well completion is proved"},
    "send_back": {"reason": "Say why it is sent back"},
    "agree": {"reason": "Give the reason"},
    "decline": {"reason": "Give the reason"},
    "exempt": {"reason": "Give the reason"},
    "not_exempt": {"reason": "Give the reason"},
    "ask_each_agency": {"reason": "Give the reason"},
    "set_date": {"new_due": "Enter the month by which it is due"},
    "end_duty": {"duty": "Choose which reporting ends", "reason": "Give the reason"},
    "stop": {"reason": "Give the reason"},
    "supersede": {"reason": "Give the reason"},
    "reopen": {"reason": "Give the reason", "new_due": "Enter the month by which it is now due"},
}
assert NEEDED.keys() == BY_KEY.keys()


class DecisionForm(BaseForm):
    """What is decided on a line. `claim`, `request` and `exemption` are those that the person was shown."""

    claim = Hidden()
    request = Hidden()
    exemption = Hidden()
    outcome = Radios("What do you decide?", needed="Choose what you decide")
    assurance = Radios("How well is completion proved?", choices=list(ASSURANCES))
    checked_by = Words("Who checked what", description="One line, if it was checked or has impact.")
    duty = Radios("Which reporting ends?")
    new_due = MonthField("By the end of which month is it due?")
    reason = Words("Reason")
    recheck = Radios("Look at it again?", choices=list(RECHECKS), default="no")
    minute = Line("The board's minute", limit=500, description="Such as: board meeting, 12 January 2017, item 4.2")
    taken_on = DayField("On which day was it decided?")

    boards = ()

    def lacking(self):
        needed = {**NEEDED.get(self.outcome.data, {}), **self._board_needs()}
        return [(name, message) for name, message in needed.items() if name in self and not self.typed(name)]

    def _board_needs(self):
        return {"minute": "Enter the board's minute"} if self.outcome.data in self.boards else {}

    @property
    def claim_number(self) -> int:
        return whole_number(self.claim.data)

    @property
    def request_number(self) -> int:
        return whole_number(self.request.data)

    @property
    def exemption_number(self) -> int:
        return whole_number(self.exemption.data)

    @property
    def duty_number(self) -> int:
        return whole_number(self.duty.data)

    @property
    def recheck_months(self) -> int | None:
        return int(self.recheck.data) if self.recheck.data in ("6", "12") else None


def for_case(case, meeting=None) -> DecisionForm:
    """The form of a line, decided at a meeting or not. Every outcome can be sent: whether it may be taken is for the rules
    to say."""
    facts = case.standing.facts
    asked = facts.request and month_end(facts.request.day)
    form = DecisionForm(
        data={"new_due": asked, "taken_on": meeting.day if meeting else clock.today(), "recheck": "no", **_shown(case)}
    )
    form.outcome.choices = [choice(each.key, each.label) for each in BY_KEY.values()]
    form.boards = case.for_the_board
    form.duty.choices = [choice(str(duty.id), f"The {RHYTHM[duty.every]} {duty.what}") for duty in facts.running]
    return form


def _shown(case) -> dict:
    facts = case.standing.facts
    shown = {"claim": facts.claim, "request": facts.request, "exemption": facts.exemption}
    return {name: str(found.id) if found else "" for name, found in shown.items()}


def offer(form: DecisionForm, case) -> None:
    """Show only the outcomes that are open to this person on the line as it stands now."""
    facts = case.standing.facts
    form.outcome.choices = [choice(each.key, each.label, each.will(case.standing)) for each in case.offered]
    for name, value in _shown(case).items():
        form[name].data = value
    form.tell_above(_drawn(case))
    if not case.for_the_board:
        del form.minute
    if facts.request:
        form.new_due.description = f"Later than {words.month(case.standing.due)}."


def _drawn(case) -> set[str]:
    """The fields that the page shows for what is offered; none where nothing is."""
    asked_for = {name for outcome in case.offered for name in outcome.asks_for}
    return asked_for | {"outcome", "taken_on", "minute"} if case.offered else set()
