"""An officer's round: the lines they answer for, which of them are answered for the quarter, and how many are left."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from actions import last_said, queries
from actions.last_said import LastSaid
from actions.periods import Quarter
from actions.permissions import Viewer
from actions.settings import open_quarters, update_day
from actions.standing import Standing, plan_on
from tracker.names import Names
from tracker.pages.my_update.asking import Asking, proposed
from tracker.words import history as sentences
from tracker.words.people import cover


@dataclass(frozen=True)
class Row(Asking):
    """One line of the list. `quarters`: (quarter, answered) for each open one; `memory`: what was said of the lines."""

    standing: Standing
    quarters: tuple
    is_owed: bool
    as_owner: bool
    memory: "Memory"

    @property
    def last(self) -> LastSaid:
        return self.memory.of(self.standing)

    @property
    def said(self) -> list:
        """The owner's last words, told."""
        return sentences.details(self._typed)

    @property
    def given(self) -> str | None:
        """Who gave them, where somebody else entered them."""
        return sentences.given(self.standing.facts.rated, self._typed, self.memory.names)

    @property
    def _typed(self) -> dict:
        rated = self.standing.facts.rated
        return self.last.typed.get(rated.update_id, {}) if rated else {}

    @property
    def cover(self) -> str | None:
        """Who stands in for its officer, until when."""
        return cover(self.standing.facts, self.memory.names, self.memory.viewer)

    @property
    def proposed(self) -> str:
        return proposed(self.standing) if self.as_owner else ""

    @cached_property
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


class Memory:
    """What was said last of a person's lines: asked for all that are read together, once the first of them is."""

    def __init__(self, viewer: Viewer, names: Names, day: date):
        self.viewer, self.names, self.day, self.known = viewer, names, day, {}

    def read(self, lines) -> None:
        said = last_said.of(lines, self.day)
        self.known |= {each.facts.key: said[each.facts.key] for each in lines}

    def of(self, standing: Standing) -> LastSaid:
        if standing.facts.key not in self.known:
            self.read([standing])
        return self.known[standing.facts.key]


@dataclass(frozen=True)
class Round:
    """What is asked of an agency for the earliest quarter that is open."""

    quarter: Quarter
    agencies: dict
    own: list[Row]
    helped: list[Row]
    sent: queries.Sent | None
    memory: Memory
    viewer: Viewer

    @property
    def names(self) -> Names:
        return self.memory.names

    def read(self, rows) -> None:
        """Read what was said last of the lines that are shown."""
        self.memory.read([row.standing for row in rows])

    @property
    def own_agency(self) -> str | None:
        return self.viewer.agency

    @cached_property
    def stands_in(self) -> list[Row]:
        """The lines on which this person is cover."""
        return [row for row in self.own if row.standing.facts.covered_by_id == self.viewer.id]

    @property
    def until(self) -> date:
        return update_day(self.quarter, known_on=self.memory.day)

    @property
    def owed(self) -> list[Row]:
        """What the summary lists: the lines that owe an answer, and those answered though none was owed."""
        return [row for row in self.own if row.is_owed or row.answered]

    @cached_property
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
    plan, quarters = plan_on(day), open_quarters(day)
    memory = Memory(viewer, Names(plan), day)
    ours, helped = plan.kept(("asked", viewer.agency_id, viewer.roles, quarters), lambda: _asked(viewer, quarters, day))
    own = [Row(*each, True, memory) for each in ours]
    sent = queries.round_sent(viewer.agency_id, quarters[0], day)
    return Round(quarters[0], plan.agencies, own, [Row(*each, False, memory) for each in helped], sent, memory, viewer)


def _asked(viewer, quarters, day) -> tuple[list, list]:
    """The lines that are theirs and those that they help with: (line, which quarters are answered, whether it is owed)."""
    theirs = queries.mine(viewer, day), queries.helped(viewer, day)
    return tuple([_of_quarters(each, quarters) for each in lines] for lines in theirs)


def _of_quarters(standing, quarters) -> tuple:
    facts = standing.facts
    answered = tuple((each, facts.answers_for(each)) for each in quarters)
    return standing, answered, facts.was_open_on(quarters[0].first)
