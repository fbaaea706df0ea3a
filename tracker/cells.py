"""Each agency's own answer to an action asked of each: its last word and the evidence that somebody may see."""

from dataclasses import dataclass

from actions import queries
from actions.evidence import evidence_of
from actions.permissions import Permission, Viewer, may
from actions.standing import CLOSED, WORST_FIRST, Standing
from tracker import clock, lines
from tracker.words import history as sentences

SEVERAL = 2


@dataclass(frozen=True)
class Row:
    """One agency's cell. `said`: its latest update's words, told; `evidence`: what stands and may be seen."""

    cell: Standing
    agency: str
    said: list
    evidence: list

    @property
    def claimed_evidence(self) -> list:
        claim = self.cell.facts.claim
        return [piece for piece in self.evidence if claim and piece.row.id in claim.evidence_ids]


def rows(whole: Standing, agencies: dict, viewer: Viewer) -> list[Row]:
    """A row for each cell, in the adopted order of `agencies` (the plan's, by number)."""
    seen = evidence_of(lines.today(whole), whole.facts.day, viewer)
    spoken = (cell.facts.rated and cell.facts.rated.update_id for cell in whole.cells)
    words = queries.words_of(filter(None, spoken))
    return [
        Row(
            cell,
            agencies[cell.cell].name,
            _said(cell, words),
            [piece for piece in seen if piece.row.cell_id == cell.cell and not piece.withdrawn_on],
        )
        for cell in whole.cells
    ]


def _said(cell, words) -> list:
    return sentences.details(words.get(cell.facts.rated.update_id, {})) if cell.facts.rated else []


def to_accept(whole: Standing, viewer: Viewer) -> list[Standing]:
    """The cells whose claims wait and on which this person may decide; none while a past day is shown."""
    if whole.facts.day != clock.today():
        return []
    waiting = [cell for cell in whole.cells if cell.status == "reported_complete"]
    return [cell for cell in waiting if may(viewer, Permission.DECIDE, cell)]


def worst_first(found: list[Row]) -> list[Row]:
    """The rows by where they stand, what is closed last."""
    return sorted(found, key=lambda row: _badness(row.cell.status))


def _badness(status) -> int:
    return len(WORST_FIRST) if status in CLOSED else WORST_FIRST.index(status)
