"""An officer's round: the lines they answer for, which of them are answered for the quarter, and how many are left."""

from dataclasses import dataclass
from datetime import date

from actions import last_said, queries
from actions.last_said import LastSaid
from actions.periods import Quarter, open_quarters, update_day
from actions.permissions import Viewer
from actions.standing import Standing, plan_on
from tracker.pages.my_update.asking import Asking
from tracker.words import history as sentences


@dataclass(frozen=True)
class Row(Asking):
    """One line of the list. `quarters`: (quarter, answered) for each open one; `said`: the owner's last words, told."""

    standing: Standing
    quarters: tuple
    is_owed: bool
    as_owner: bool
    said: list
    last: LastSaid

    @property
    def anchor(self) -> str:
        """Where the line is on the page."""
        return "line-" + "-".join(str(part) for part in self.standing.facts.key if part is not None)

    @property
    def answered(self) -> bool:
        return self.quarters[0][1]

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
        }


def of(viewer: Viewer, day: date) -> Round:
    """The person's round as at a day, most urgent first."""
    own, helped = queries.mine(viewer, day), queries.helped(viewer, day)
    quarters, said = open_quarters(day), last_said.of((*own, *helped), day)

    def rows(lines, *, as_owner):
        return [_row(each, quarters, said[each.facts.key], as_owner) for each in lines]

    sent = queries.round_sent(viewer.agency_id, quarters[0], day)
    return Round(quarters[0], plan_on(day).agencies, rows(own, as_owner=True), rows(helped, as_owner=False), sent)


def _row(standing, quarters, last, as_owner) -> Row:
    facts = standing.facts
    answered = tuple((each, facts.answers_for(each)) for each in quarters)
    said = sentences.details(last.typed.get(facts.rated.update_id, {})) if facts.rated else []
    return Row(standing, answered, facts.was_open_on(quarters[0].first), as_owner, said, last)
