"""Each agency's own answer to an action asked of each: its last word and the evidence that somebody may see."""

from dataclasses import dataclass

from actions import queries
from actions.permissions import Viewer
from actions.standing import CLOSED, WORST_FIRST, Standing
from tracker import lines
from tracker.words import history as sentences


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
    seen = queries.evidence_of(lines.today(whole), whole.facts.day, viewer)
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


def worst_first(found: list[Row]) -> list[Row]:
    """The rows by where they stand, what is closed last."""
    return sorted(found, key=lambda row: _badness(row.cell.status))


def _badness(status) -> int:
    return len(WORST_FIRST) if status in CLOSED else WORST_FIRST.index(status)
