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
    """What is asked of an agency for the earliest quarter that is open. `entered`: what was entered for the officer."""

    quarter: Quarter
    agencies: dict
    own: list[Row]
    helped: list[Row]
    sent: queries.Sent | None
    entered: list[queries.Entry]
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


def of(viewer: Viewer, day: date, entered=()) -> Round:
    """The person's round as at a day, most urgent first. `entered`: the events to be told with it."""
    own, helped = queries.mine(viewer, day), queries.helped(viewer, day)
    words = queries.words_of(_wanted((*own, *helped), entered))
    names = Names(plan_on(day), {number: typed.get("title") for number, typed in words.items()})
    quarters = open_quarters(day)

    def rows(lines):
        return [_row(each, quarters, words, names, viewer) for each in lines]

    sent = queries.round_sent(viewer.agency_id, quarters[0], day)
    told = [queries.Entry(each, words.get(each.id, {})) for each in entered]
    return Round(quarters[0], plan_on(day).agencies, rows(own), rows(helped), sent, told, names, viewer)


def _wanted(lines, entered) -> set[int]:
    """The rows of which the words are shown: what was said last or entered, and the titles of who is named with it."""
    rated = [each.facts.rated for each in lines if each.facts.rated]
    events = [*entered, *(each.entered for each in rated if each.entered)]
    people = {number for each in events for number in (each.by_id, each.given_person_id)}
    rows = {each.update_id for each in rated} | {each.id for each in entered}
    return (rows | people | {each.facts.covered_by_id for each in lines}) - {None}


def _row(standing, quarters, words, names, viewer) -> Row:
    facts = standing.facts
    answered = tuple((each, facts.answers_for(each)) for each in quarters)
    typed = words.get(facts.rated.update_id, {}) if facts.rated else {}
    owed, said = facts.was_open_on(quarters[0].first), sentences.details(typed)
    given = sentences.given(facts.rated, typed, names)
    return Row(standing, answered, owed, said, given, cover(facts, names, viewer))
