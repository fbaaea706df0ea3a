"""Where every action stands on a day: asked, never stored (rules.md sections 3 to 5)."""

from collections import OrderedDict, defaultdict
from dataclasses import dataclass, replace
from datetime import date

from actions import journal
from actions.standing import gather
from actions.standing.facts import LineFacts
from actions.standing.fold import FOR_EVERY_CELL, fold
from actions.standing.rules import (
    CLOSED,
    FLAGS,
    OPEN,
    RULE_FOR,
    RULES,
    STATUSES,
    WORST_FIRST,
    colour,
    flags,
    judge,
    worst,
)

__all__ = ["CLOSED", "OPEN", "RULES", "RULE_FOR", "STATUSES", "WORST_FIRST", "Plan", "Standing", "line_on", "plan_on"]

# Flags of an action asked of each agency that are the action's own; the others come up from its cells.
OF_THE_WHOLE = frozenset(
    "no_owner due_soon re_dated date_asked challenge_open restricted repeat said_before waiting_outside plan_ended".split()
)
ACCEPTANCES = ("accept_recommendation", "accept_in_part")
FLAG_ORDER = tuple(flag.key for flag in FLAGS)
MEMO_LENGTH = 12


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

    @property
    def due(self):
        return self.facts.shown_due

    @property
    def late_since(self):
        """The first of the dates that make it overdue: its own, or that of a cell or of an owed part of it."""
        owed = self.cells or (self, *(part for part in self.parts if not part.line.example))
        return min((each.due for each in owed if each.own_status == "overdue" and each.due), default=None)

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

    @property
    def last_update(self):
        return max(filter(None, [self.facts.last_update, *(cell.last_update for cell in self.cells)]), default=None)

    @property
    def by_itself(self) -> "Standing":
        """The line without what its parts bring: as whoever answers for it sees it."""
        if self.status == self.own_status and self.stands_at is None:
            return self
        shade = colour(self.own_status, self.line.in_force_from, self.facts.day)
        return replace(self, status=self.own_status, colour=shade, stands_at=None)

    @property
    def is_open(self) -> bool:
        return self.own_status in OPEN

    @property
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

    def last_day_of(self, reference: str) -> date | None:
        """Until when a document runs, extended or not; None where it names no day."""
        return next((each.facts.last_day for each in self.of(reference)), None)

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


_memo: OrderedDict = OrderedDict()


def plan_on(day: date) -> Plan:
    """Where everything stands at the end of `day`. Kept per process by journal head and day, since rows are only added."""
    key = (journal.head().line_hash, day)
    if key not in _memo:
        _memo[key] = _work_out(day)
        while len(_memo) > MEMO_LENGTH:
            _memo.popitem(last=False)
    _memo.move_to_end(key)
    return _memo[key]


def line_on(day: date, action_id: int, cell_id: int | None = None) -> Standing | None:
    """Where one line (or cell) stands by itself, not rolled up with its parts: what a verb is judged on."""
    found = gather.lines(day, action_id)
    if not found:
        return None
    standing = _standing(found[0], day, _logs(gather.events(day, action_id)), gather.agencies(day))
    return standing if cell_id is None else next((each for each in standing.cells if each.cell == cell_id), None)


def _work_out(day: date) -> Plan:
    logs = _logs(gather.events(day))
    agencies = gather.agencies(day)
    lines = gather.lines(day)
    standings = {line.id: _standing(line, day, logs, agencies) for line in lines}
    parts = defaultdict(list)
    for line in lines:
        if line.parent_id:
            parts[line.parent_id].append(standings[line.id])
    for whole, its_parts in parts.items():
        standings.update(_with_parts(standings[whole], its_parts))
    return Plan(day, tuple(standings.values()), agencies, standings)


def _logs(found):
    """The log by line (cells apart), by document, without the decisions that were set aside and what they brought."""
    gone = _set_aside(found)
    logs = defaultdict(list)
    evidence_cell = {}
    for event in found:
        if event.verb == "set_aside" or event.id in gone:
            continue
        if event.verb == "add_evidence":
            evidence_cell[event.id] = event.cell_id
        cell = evidence_cell.get(event.ref) if event.verb == "withdraw_evidence" else event.cell_id
        if event.action_id or event.verb == "extend_document":
            logs[(event.action_id, cell) if event.action_id else ("document", event.other)].append(event)
    return logs


def _set_aside(found) -> set[int]:
    """The decisions that were set aside, with the duty and the owner that an acceptance brought: its owner is the row
    after it."""
    aside = {event.ref for event in found if event.verb == "set_aside"}
    duties = {event.id for event in found if event.verb == "owe_duty" and event.other in aside}
    accepted = {event.id for event in found if event.verb in ACCEPTANCES and event.id in aside}
    owners = {event.id for event in found if event.verb == "assign" and event.id - 1 in accepted}
    return aside | duties | owners


def _standing(line, day, logs, agencies) -> Standing:
    document_log = logs.get(("document", line.document_id), [])
    own_log = logs.get((line.id, None), [])
    if not line.each_agency:
        return _judged(fold(line, None, day, own_log, document_log))
    shared = [event for event in own_log if event.verb in FOR_EVERY_CELL]
    cells = tuple(
        _judged(fold(line, agency, day, _merged(shared, logs.get((line.id, agency), [])), document_log, agency))
        for agency in agencies
    )
    return _whole(fold(line, None, day, own_log, document_log), cells)


def _merged(shared, own):
    return sorted([*shared, *own], key=lambda event: event.id)


def _judged(facts) -> Standing:
    status = judge(facts).status
    shade = colour(status, facts.line.in_force_from, facts.day)
    return Standing(facts, status, status, shade, flags(facts, status))


def _whole(facts, cells) -> Standing:
    status = worst(cell.status for cell in cells) if cells else judge(facts).status
    raised = {flag for cell in cells for flag in cell.flags} - OF_THE_WHOLE
    own = set(flags(facts, status)) & OF_THE_WHOLE
    if any("restricted" in cell.flags for cell in cells):
        own.add("restricted")
    ordered = tuple(flag for flag in FLAG_ORDER if flag in raised | own)
    shade = colour(status, facts.line.in_force_from, facts.day)
    at = next((cell for cell in cells if cell.status == status), None)
    return Standing(facts, status, status, shade, ordered, cells=cells, stands_at=at)


def _with_parts(whole: Standing, parts) -> dict:
    """The recommendation rolled up with its owed parts; parts given as examples stand with it and are not owed."""
    changed = {part.line.id: _like(part, whole) for part in parts if part.line.example}
    owed = [part for part in parts if not part.line.example]
    members = [whole, *owed]
    status = worst(member.own_status for member in members)
    at = next(member for member in members if member.own_status == status)
    shown = tuple(changed.get(part.line.id, part) for part in parts)
    shade = colour(status, whole.line.in_force_from, whole.facts.day)
    changed[whole.line.id] = Standing(
        whole.facts,
        status,
        whole.own_status,
        shade,
        whole.flags,
        parts=shown,
        stands_at=at if at is not whole else None,
    )
    return changed


def _like(part, whole) -> Standing:
    return Standing(part.facts, whole.own_status, part.own_status, whole.colour, part.flags)
