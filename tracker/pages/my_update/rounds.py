"""An officer's round: the lines they answer for, which of them are answered for the quarter, and how many are left."""

from dataclasses import dataclass
from datetime import date

from actions import queries
from actions.periods import Quarter, open_quarters, update_day
from actions.permissions import Viewer
from actions.standing import Standing, plan_on
from tracker.words import history as sentences


@dataclass(frozen=True)
class Row:
    """One line of the list. `quarters`: (quarter, answered) for each open one; `said`: the owner's last words, told."""

    standing: Standing
    quarters: tuple
    owed: bool
    said: list

    @property
    def answered(self) -> bool:
        return self.quarters[0][1]

    @property
    def submissions(self) -> list:
        """The submissions that are due, each with its duty."""
        running = self.standing.facts.running
        return [(duty, each) for duty in running for each in duty.answerable if duty.is_due(each)]

    @property
    def wants_an_answer(self) -> bool:
        return self.owed and not self.answered


@dataclass(frozen=True)
class Round:
    """What is asked of an agency for the earliest quarter that is open."""

    quarter: Quarter
    agencies: dict
    own: list[Row]
    helped: list[Row]
    sent: queries.Sent | None
    own_agency: str | None

    @property
    def until(self) -> date:
        return update_day(self.quarter)

    @property
    def owed(self) -> list[Row]:
        """What the summary lists: the lines that owe an answer, and those answered though none was owed."""
        return [row for row in self.own if row.owed or row.answered]

    @property
    def groups(self):
        """The rows by what is asked of them: to answer, answered, not owed."""
        return {
            "to_answer": [row for row in self.own if row.wants_an_answer],
            "answered": [row for row in self.own if row.answered],
            "not_owed": [row for row in self.own if not row.owed and not row.answered],
        }


def of(viewer: Viewer, day: date) -> Round:
    """The person's round as at a day, most urgent first."""
    own, helped = queries.mine(viewer, day), queries.helped(viewer, day)
    spoken = [each.facts.rated and each.facts.rated.update_id for each in (*own, *helped)]
    words = queries.words_of(filter(None, spoken))
    quarters = open_quarters(day)

    def rows(lines):
        return [_row(each, quarters, words) for each in lines]

    sent = queries.round_sent(viewer.agency_id, quarters[0], day)
    return Round(quarters[0], plan_on(day).agencies, rows(own), rows(helped), sent, viewer.agency)


def _row(standing, quarters, words) -> Row:
    facts = standing.facts
    answered = tuple((each, facts.answers_for(each)) for each in quarters)
    said = sentences.details(words.get(facts.rated.update_id, {})) if facts.rated else []
    return Row(standing, answered, facts.was_open_on(quarters[0].first), said)
