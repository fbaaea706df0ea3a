"""An officer's round: the lines they answer for, which of them are answered for the quarter, and how many are left."""

from dataclasses import dataclass
from datetime import date

from actions import queries
from actions.periods import Quarter, open_quarters, update_day
from actions.permissions import Viewer
from actions.standing import Standing, plan_on
from tracker.names import Names
from tracker.words import history as sentences
from tracker.words.people import cover


@dataclass(frozen=True)
class Row:
    """One line of the list. `quarters`: (quarter, answered) for each open one; `said`: the owner's last words, told;
    `given`: who gave them, where somebody else entered them; `cover`: who stands in for its officer, until when."""

    standing: Standing
    quarters: tuple
    owed: bool
    said: list
    given: str | None
    cover: str | None

    @property
    def answered(self) -> bool:
        return self.quarters[0][1]

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
    names: Names
    viewer: Viewer

    @property
    def stands_in(self) -> list[Row]:
        """The lines on which this person is cover."""
        return [row for row in self.own if row.standing.facts.covered_by_id == self.viewer.id]

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
    quarters, names = open_quarters(day), Names(plan_on(day))

    def rows(lines):
        return [_row(each, quarters, words, names, viewer) for each in lines]

    sent = queries.round_sent(viewer.agency_id, quarters[0], day)
    return Round(quarters[0], plan_on(day).agencies, rows(own), rows(helped), sent, names, viewer)


def _row(standing, quarters, words, names, viewer) -> Row:
    facts = standing.facts
    answered = tuple((each, facts.answers_for(each)) for each in quarters)
    typed = words.get(facts.rated.update_id, {}) if facts.rated else {}
    owed, said = facts.was_open_on(quarters[0].first), sentences.details(typed)
    given = sentences.given(facts.rated, typed, names)
    return Row(standing, answered, owed, said, given, cover(facts, names, viewer))
