"""What a report says of each document: its counts, what they were before, and every line."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select

from actions import journal, queries
from actions.comparing import Change
from actions.db import db
from actions.models import Document, Words
from actions.reports.asked import AUDIENCES_OF
from actions.standing import STATUSES, Standing


@dataclass(frozen=True)
class Row:
    """A line in the report. `text` is its title, or for a gated recommendation the meeting's own words (or nothing).
    `counted`: whether the totals count it. `change`: how it changed since the report before."""

    number: str
    text: str
    priority: int | None
    status: str
    colour: str
    owner: str | None
    due: date | None
    original_due: date | None
    moves: int
    rating: str | None
    last_update: date | None
    flags: tuple[str, ...]
    merged_into: str | None
    counted: bool
    change: str | None


def of_document(document: Document, plan, before, asked) -> dict:
    """A document whole: its counts, its priorities, and every line."""
    counted = counted_of(document, plan, before, asked)
    priorities = queries.priorities(document.id)
    return {
        **counted,
        "priorities": [{"number": each.number, "name": each.name} for each in priorities],
        "rows": _rows(plan.of(document.reference), plan, counted["released"], _before_rows(before, document.reference)),
    }


def counted_of(document: Document, plan, before, asked) -> dict:
    """A document's lines by status, with the change since the report `before`, and the total that it was adopted with."""
    counted = [each for each in plan.of(document.reference) if each.counted]
    released = document.kind == "plan" or document.id in quoted_in(asked)
    return {
        "reference": document.reference,
        "title": document.title if released else None,
        "kind": document.kind,
        "released": released,
        "total": len(counted),
        "adopted_total": adopted_total(document),
        "counts": _counts(counted, _before_counts(before, document.reference)),
    }


def quoted_in(asked) -> set[int]:
    """The gated documents that the report may quote to those for whom it is made."""
    audiences, day = AUDIENCES_OF[asked.kind], asked.recorded_on or asked.cut_off
    return journal.kept(f"released to {audiences} on {day}", lambda: queries.released_to(audiences, day))


def adopted_total(document) -> int:
    """How many lines the document says that it has."""
    counts = document.facts.get("counts", {})
    return counts.get("actions") or counts.get("recommendations")


def _counts(counted, before) -> list[dict]:
    now = Counter(each.status for each in counted)
    return [
        {
            "status": status,
            "count": now[status],
            "change": None if before is None else now[status] - before.get(status, 0),
        }
        for status in STATUSES
        if now[status] or (before or {}).get(status)
    ]


def _before_counts(before, reference) -> dict | None:
    if before is None:
        return None
    found = next((each for each in before.documents if each.reference == reference), None)
    return {each.status: each.count for each in found.counts} if found else None


def _before_rows(before, reference) -> dict | None:
    """The lines of the report before, by number; None where there was none that knew the document."""
    found = before and next((each for each in before.documents if each.reference == reference), None)
    return {each.number: each for each in found.rows} if found else None


def _rows(standings, plan, released, before) -> list[dict]:
    own_words = {} if released else own_words_of(standings)
    return [
        asdict(
            _row(each, plan, each.line.name if released else own_words.get(each.line.id, ""), _changed(each, before))
        )
        for each in standings
    ]


def _changed(standing, before) -> str | None:
    """How the line changed since the report before; None where it did not, or there is nothing to compare with."""
    if before is None:
        return None
    kind = Change(before.get(standing.number), standing).kind
    return None if kind == "unchanged" else kind


def _row(standing: Standing, plan, text, change) -> Row:
    line, owner = standing.line, plan.known.get(standing.owner_id)
    target = plan.by_id.get(standing.facts.merged_into)
    return Row(
        number=line.number,
        text=text,
        priority=line.priority,
        status=standing.status,
        colour=standing.colour,
        owner=owner and owner.short,
        due=standing.due,
        original_due=standing.original_due,
        moves=standing.moves,
        rating=standing.rating,
        last_update=standing.last_update,
        flags=tuple(flag for flag in standing.flags if flag != "restricted"),
        merged_into=target and target.number,
        counted=standing.counted,
        change=change,
    )


def own_words_of(standings) -> dict:
    """The meeting's own words on what will be done, by line: what may leave the screen of a gated recommendation."""
    decided = {each.facts.decision_id: each.line.id for each in standings if each.facts.decision_id}
    rows = db.session.scalars(select(Words).where(Words.row_id.in_(decided), Words.field == "own_words"))
    return {decided[row.row_id]: row.text or "" for row in rows}
