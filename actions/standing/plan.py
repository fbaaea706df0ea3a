"""What standing answers: a line on a day, and all the lines of that day."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from actions.standing.facts import LineFacts
from actions.standing.rules import OPEN, colour


@dataclass(frozen=True)
class Standing:
    """Everything true of a line on a day: its facts, its status, its flags, and the cells or parts it is made of."""

    facts: LineFacts
    status: str
    own_status: str
    colour: str
    flags: tuple[str, ...]
    cells: tuple = ()
    parts: tuple = ()
    stands_at: object = None

    @property
    def line(self):
        return self.facts.line

    @property
    def number(self) -> str:
        return self.line.number

    @property
    def cell(self):
        return self.facts.cell

    @cached_property
    def due(self):
        return self.facts.shown_due

    @property
    def original_due(self):
        return self.facts.original_due

    @property
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

    @property
    def is_open(self) -> bool:
        return self.own_status in OPEN

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


@dataclass(frozen=True)
class Plan:
    """Every line in force on a day, in document order; `agencies` are those taking part, by number."""

    day: date
    standings: tuple[Standing, ...]
    agencies: dict
    by_id: dict

    def of(self, reference: str) -> tuple[Standing, ...]:
        """The lines of one document."""
        return tuple(each for each in self.standings if each.line.document == reference)

    def find(self, reference: str, number: str) -> Standing | None:
        return next((each for each in self.of(reference) if each.number == number), None)

    def leaf(self, action_id: int, cell_id: int | None) -> Standing | None:
        """A line, or one agency's cell of it, by number."""
        whole = self.by_id.get(action_id)
        if whole is None or cell_id is None:
            return whole
        return next((cell for cell in whole.cells if cell.cell == cell_id), None)

    def answerable(self) -> tuple[Standing, ...]:
        """The lines that somebody answers for by themselves: cells in place of the actions made of them."""
        return tuple(leaf for each in self.standings for leaf in (each.cells or (each,)))
