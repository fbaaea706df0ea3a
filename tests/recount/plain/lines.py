"""A line as it is on a day, and the rows about it.

A *line* is an action, a recommendation, a part of one, or one agency's cell of an action asked of each agency.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """A line as it is on a day: what its document says of it, and the rows about it that count and stand.

    `closed_on`: the last day of its document, once that is closed. `carried_from`: the rows that carried others into it.
    `adopted`: every line in force, by document and number."""

    day: date
    document: str
    in_force_from: date
    document_ends: date | None
    number: str
    parent: str | None
    recommendation: bool
    national: bool
    example: bool
    each_agency: bool
    due: date | None
    duties: tuple[dict, ...]
    rows: tuple[dict, ...]
    withdrawals: tuple[dict, ...]
    cell: str | None = None
    settings: tuple[dict, ...] = ()
    closed_on: date | None = None
    carried_from: tuple[dict, ...] = ()
    adopted: frozenset = frozenset()
    gone: frozenset[str] = frozenset()

    @property
    def withdrawn(self) -> set[int]:
        """The numbers of the evidence that was taken back."""
        return {row["evidence"] for row in self.withdrawals}


def rows_of(line, *verbs) -> list[dict]:
    return [row for row in about_the_whole(line) if row["verb"] in verbs]


def about_the_whole(line) -> list[dict]:
    """The line's rows, without those about a single agency's cell: once each agency is not asked any more, its answer does
    not become the whole's."""
    return list(line.rows) if line.cell else [row for row in line.rows if row.get("cell") is None]
