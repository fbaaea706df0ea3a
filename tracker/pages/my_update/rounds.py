"""An officer's round: the lines they answer for, which of them are answered for the quarter, and how many are left."""

from dataclasses import dataclass
from datetime import date

from actions import last_said, queries
from actions.last_said import LastSaid
from actions.periods import Quarter, open_quarters, update_day
from actions.permissions import Viewer
from actions.standing import Standing, plan_on
from tracker.names import Names
from tracker.pages.my_update.asking import Asking, proposed
from tracker.words import history as sentences
from tracker.words.people import cover


@dataclass(frozen=True)
class Row(Asking):
    """One line of the list. `quarters`: (quarter, answered) for each open one; `said`: the owner's last words, told;
    `given`: who gave them, where somebody else entered them; `cover`: who stands in for its officer, until when."""

    standing: Standing
    quarters: tuple
    is_owed: bool
    as_owner: bool
    said: list
    given: str | None
    cover: str | None
    last: LastSaid
    proposed: str

    @property
    def anchor(self) -> str:
        """Where the line is on the page."""
        return "line-" + "-".join(str(part) for part in self.standing.facts.key if part is not None)

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
        return self.is_owed and not self.answered


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
    def own_agency(self) -> str | None:
        return self.viewer.agency

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
        return [row for row in self.own if row.is_owed or row.answered]

    @property
    def groups(self):
        """The rows by what is asked of them: to answer, answered, not owed."""
        return {
            "to_answer": [row for row in self.own if row.wants_an_answer],
            "answered": [row for row in self.own if row.answered],
            "not_owed": [row for row in self.own if not row.is_owed and not row.answered],
            "helped": self.helped,
        }


def of(viewer: Viewer, day: date) -> Round:
    """The person's round as at a day, most urgent first."""
    own, helped = queries.mine(viewer, day), queries.helped(viewer, day)
    quarters, names = open_quarters(day), Names(plan_on(day))
    said = last_said.of((*own, *helped), day)

    def rows(lines, *, as_owner):
        return [_row(each, quarters, said[each.facts.key], as_owner, names, viewer) for each in lines]

    sent = queries.round_sent(viewer.agency_id, quarters[0], day)
    own, helped = rows(own, as_owner=True), rows(helped, as_owner=False)
    return Round(quarters[0], plan_on(day).agencies, own, helped, sent, names, viewer)


def _row(standing, quarters, last, as_owner, names, viewer) -> Row:
    facts = standing.facts
    typed = last.typed.get(facts.rated.update_id, {}) if facts.rated else {}
    return Row(
        standing=standing,
        quarters=tuple((each, facts.answers_for(each)) for each in quarters),
        is_owed=facts.was_open_on(quarters[0].first),
        as_owner=as_owner,
        said=sentences.details(typed),
        given=sentences.given(facts.rated, typed, names),
        cover=cover(facts, names, viewer),
        last=last,
        proposed=proposed(standing) if as_owner else "",
    )
