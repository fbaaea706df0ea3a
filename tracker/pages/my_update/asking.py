"""What may be entered on a line, and what a form for it begins with: shared by the list of all lines and the card of one."""

from datetime import date

from actions import last_said, leads
from actions.changes import is_open_for, quarter_to_answer
from actions.changes.answering import BETTER
from actions.last_said import LastSaid
from actions.standing import Standing, plan_on
from tracker.words import cells as words


class Asking:
    """A line before an officer: where it stands, what was said of it last, whether the person answers as its owner, and
    what the owner might say first (`proposed`)."""

    standing: Standing
    last: LastSaid
    as_owner: bool
    proposed: str

    @property
    def day(self) -> date:
        return self.standing.facts.day

    @property
    def latest(self) -> int:
        """The number of the latest update, whoever gave it; 0 before a first."""
        return self.last.latest

    @property
    def last_words(self) -> dict:
        return self.last.words

    @property
    def repeats(self) -> bool:
        """Whether "nothing has changed" is offered."""
        return last_said.repeats(self.standing, self.last)

    @property
    def quarter(self):
        return quarter_to_answer(self.standing, self.day)

    @property
    def better(self) -> list:
        """The ratings that are better than last time's."""
        last = self.standing.rating
        return [rating for rating, place in BETTER.items() if last and place > BETTER[last]]

    @property
    def takes_a_claim(self) -> bool:
        facts = self.standing.facts
        barred = facts.delivered or facts.exemption or (facts.duty_only and facts.running)
        return is_open_for("claim", self.standing) and not barred

    @property
    def takes_a_request(self) -> bool:
        facts = self.standing.facts
        return is_open_for("ask_for_date", self.standing) and facts.deliverable_due is not None and not facts.request

    @property
    def takes_an_exemption(self) -> bool:
        waits = self.standing.facts.exemption is not None
        return bool(self.standing.cell) and is_open_for("ask_exemption", self.standing) and not waits

    @property
    def submissions_owed(self) -> list:
        """The submissions an update may answer, each with its duty: those not received, and the next of each."""
        return [(duty, each) for duty in self.standing.facts.running for each in duty.answerable]


def proposed(standing: Standing) -> str:
    """Of a line that asks each agency to name its lead: the agency's lead as appointed, while nothing is said yet."""
    if not standing.cell or standing.facts.rated:
        return ""
    day = standing.facts.day
    asks = leads.asks_for_a_lead(standing, plan_on(day))
    lead = leads.named_lead(standing.cell, day) if asks else None
    return words.named(lead) if lead else ""
