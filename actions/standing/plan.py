"""What standing answers: a line on a day, and all the lines of that day."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from actions.agencies import in_its_place
from actions.standing.facts import LineFacts
from actions.standing.rules import OPEN, colour


@dataclass(frozen=True)
class Standing:
    """Everything true of a line on a day: its facts, its status, its flags, and the cells or parts it is made of.

    What pages ask of thousands of lines is worked out once for each: of a line about which nothing new was recorded the
    next plan has the same one."""

    facts: LineFacts
    status: str
    own_status: str
    colour: str
    flags: tuple[str, ...]
    cells: tuple = ()
    parts: tuple = ()
    stands_at: object = None

    @cached_property
    def line(self):
        return self.facts.line

    @cached_property
    def number(self) -> str:
        return self.line.number

    @cached_property
    def cell(self):
        return self.facts.cell

    @cached_property
    def due(self):
        return self.facts.shown_due

    @cached_property
    def late_since(self):
        """The first of the dates that make it overdue: its own, or that of a cell or of an owed part of it."""
        owed = self.cells or (self, *(part for part in self.parts if not part.line.example))
        return min((each.due for each in owed if each.own_status == "overdue" and each.due), default=None)

    @property
    def original_due(self):
        return self.facts.original_due

    @cached_property
    def owner_id(self):
        return self.facts.owner_id

    @property
    def moves(self) -> int:
        return len(self.facts.moves)

    @property
    def rating(self):
        return self.facts.rated and self.facts.rated.rating

    @cached_property
    def last_update(self):
        return max(filter(None, [self.facts.last_update, *(cell.last_update for cell in self.cells)]), default=None)

    @cached_property
    def by_itself(self) -> "Standing":
        """The line without what its parts bring: as whoever answers for it sees it."""
        if self.status == self.own_status and self.stands_at is None:
            return self
        shade = colour(self.own_status, self.line.in_force_from, self.facts.day)
        return replace(self, status=self.own_status, colour=shade, stands_at=None)

    @cached_property
    def closed(self) -> bool:
        """Whether its document is closed: it stands as it stood then, and nothing is owed on it any more."""
        return self.facts.closed_on is not None

    @cached_property
    def is_open(self) -> bool:
        return self.own_status in OPEN and not self.closed

    @cached_property
    def stands_open(self) -> bool:
        """Whether it stands as open, rolled up with its parts."""
        return self.status in OPEN and not self.closed

    @property
    def waits_for_chair(self) -> bool:
        """Whether a claim or a request for a new date waits for a decision."""
        return self.stands_open and (self.status == "reported_complete" or self.facts.request is not None)

    @cached_property
    def counted(self) -> bool:
        """Whether totals count it: the 43 actions and the 42 recommendations, not parts, cells or national ones."""
        return self.line.parent_id is None and self.cell is None and not self.line.national

    def answering(self, cell_id: int | None) -> "Standing":
        """Where rights to what an agency gave on its cell are judged: that cell, or once each agency is not asked any
        more, this line as if that agency alone answered for it."""
        if cell_id in (None, self.cell):
            return self
        own = next((cell for cell in self.cells if cell.cell == cell_id), None)
        return own or replace(self, facts=replace(self.facts, owner_id=cell_id, contributors=frozenset()))


MISSING = object()
MOST_KEPT = 200  # addresses can ask for anything; what is asked for every day comes back at once


@dataclass(frozen=True, eq=False)
class Plan:
    """Every line in force on a day, in document order; `agencies` are those taking part, by number; `known` are those that
    ever took part, too.

    It changes no more, so what follows from it alone is worked out once and kept with it."""

    day: date
    standings: tuple[Standing, ...]
    agencies: dict
    by_id: dict
    _kept: dict = field(default_factory=dict, repr=False)
    known: dict = field(default_factory=dict, repr=False)

    def kept(self, name, work_out: Callable):
        """What follows from the plan alone, or from it and what `name` says."""
        found = self._kept.get(name, MISSING)
        if found is MISSING:  # held in hand: another thread may forget it at any moment
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found = self._kept[name] = work_out()
        return found

    def in_place_of(self, agency_id: int) -> int:
        """Who answers for an agency by now: what it was merged into, otherwise itself."""
        return in_its_place(self.known, agency_id)

    @cached_property
    def _documents(self) -> dict[str, dict[str, Standing]]:
        """The lines of each document, by their numbers."""
        found: dict = defaultdict(dict)
        for each in self.standings:
            found[each.line.document][each.number] = each
        return found

    def of(self, reference: str) -> tuple[Standing, ...]:
        """The lines of one document."""
        return self.kept(("of", reference), lambda: tuple(self._documents.get(reference, {}).values()))

    def closing_of(self, reference: str):
        """The decision that closes a document, from the day on which it was recorded; its `day` is the last one."""
        return next((each.facts.closing for each in self.of(reference)), None)

    def is_closed(self, reference: str) -> bool:
        return any(each.closed for each in self.of(reference)[:1])

    def last_day_of(self, reference: str) -> date | None:
        """Until when a document runs, extended or not; None where it names no day."""
        return next((each.facts.last_day for each in self.of(reference)), None)

    def find(self, reference: str, number: str) -> Standing | None:
        return self._documents.get(reference, {}).get(number)

    def under(self, reference: str, priority: int) -> tuple[Standing, ...]:
        """The lines of one priority of a document."""
        lines = (each for each in self.of(reference) if each.line.priority == priority)
        return self.kept(("under", reference, priority), lambda: tuple(lines))

    def leaf(self, action_id: int, cell_id: int | None) -> Standing | None:
        """A line, or one agency's cell of it, by number."""
        whole = self.by_id.get(action_id)
        if whole is None or cell_id is None:
            return whole
        return next((cell for cell in whole.cells if cell.cell == cell_id), None)

    @cached_property
    def in_force(self) -> tuple[Standing, ...]:
        """The lines of the documents that are not closed."""
        return tuple(each for each in self.standings if not each.closed)

    @cached_property
    def counted(self) -> tuple[Standing, ...]:
        """The lines that totals count: those of a document that is closed are in no total of a later day."""
        return tuple(each for each in self.in_force if each.counted)

    def counted_in(self, reference: str | None) -> tuple[Standing, ...]:
        """The lines that a document's own totals count, closed or not; without one those of every document in force."""
        if reference is None:
            return self.counted
        return self.kept(("counted", reference), lambda: tuple(each for each in self.of(reference) if each.counted))

    def answerable(self) -> tuple[Standing, ...]:
        """The lines that somebody answers for by themselves: cells in place of the actions made of them. Nobody answers any
        more for what is in a closed document."""
        return self.kept(
            "answerable", lambda: tuple(leaf for each in self.in_force for leaf in (each.cells or (each,)))
        )

    @cached_property
    def alike(self) -> dict[tuple, tuple[Standing, ...]]:
        """Those by who answers for them, who helps, and which officer is named: on such lines rights are the same."""
        found: dict = defaultdict(list)
        for each in self.answerable():
            facts = each.facts
            found[facts.owner_id, facts.contributors, facts.owner_person_id].append(each)
        return found

    def where(self, holds: Callable[[Standing], bool]) -> list[Standing]:
        """Of the lines that somebody answers for those of which that holds, where it turns on rights and on the officer
        named alone; in document order."""
        chosen = {who for who, lines in self.alike.items() if holds(lines[0])}
        found = (each for who in chosen for each in self.alike[who])
        return sorted(found, key=lambda each: self._places[each.facts.key])

    @cached_property
    def _places(self) -> dict[tuple, int]:
        return {each.facts.key: place for place, each in enumerate(self.answerable())}

    def merged_into(self, action_id: int) -> list[Standing]:
        """The lines that were merged into one."""
        return self._merged.get(action_id, [])

    @cached_property
    def _merged(self) -> dict[int, list[Standing]]:
        found: dict = defaultdict(list)
        for each in self.standings:
            if each.facts.merged_into:
                found[each.facts.merged_into].append(each)
        return found
