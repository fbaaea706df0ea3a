"""What may be entered on a line, and what a form for it begins with: shared by the list of all lines and the card of one."""

from actions.changes import is_open_for, quarter_to_answer
from actions.changes.answering import BETTER


class Asking:
    """A line before an officer. It has a `standing`, the `day` shown, the `last_words` and the number of the `latest`
    update (0 before a first); whether the person answers `as_owner`, and whether "nothing has changed" is offered
    (`repeats`)."""

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
        return is_open_for("claim", self.standing) and not facts.delivered and not (facts.duty_only and facts.running)

    @property
    def takes_a_request(self) -> bool:
        facts = self.standing.facts
        return is_open_for("ask_for_date", self.standing) and facts.deliverable_due is not None and not facts.request

    @property
    def submissions_owed(self) -> list:
        """The submissions an update may answer, each with its duty: those not received, and the next of each."""
        return [(duty, each) for duty in self.standing.facts.running for each in duty.answerable]
