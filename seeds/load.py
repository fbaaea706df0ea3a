"""Adopting the documents of `seeds/*.yaml`. The same again does nothing; a changed text is refused, naming it."""

from dataclasses import astuple
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from actions import changes
from actions.db import db
from actions.models import Action, Agency, Document, Duty, Priority, Team
from actions.permissions import Viewer
from seeds.adopted import AdoptedDocument, AdoptedLine

FOLDER = Path(__file__).parent
ADOPTED_TEXTS = ("title", "statement", "due", "each_agency", "national", "recurring", "example", "position")
OPTIONAL_TEXTS = ("found_in", "differs", "source")


class ChangedText(Exception):
    """A document in force was changed in its file: `item` says where. What was adopted does not change by its file."""

    def __init__(self, reference, item):
        super().__init__(f"{reference}, {item}: the text differs from what was adopted, which stays as it is.")


def seed(documents: list[AdoptedDocument], *, at: datetime) -> list[str]:
    """Adopt what is not adopted yet; returns a sentence for each document. ChangedText if one differs."""
    return [_seed_one(document, at) for document in documents]


def _seed_one(adopted: AdoptedDocument, at) -> str:
    known = db.session.scalars(select(Document).filter_by(reference=adopted.reference)).first()
    if known is None:
        adopt(adopted, at=at)
        return f"{adopted.reference}: adopted, {len(adopted.lines)} lines"
    _compare(known, adopted)
    return f"{adopted.reference}: adopted already, nothing to do"


def adopt(adopted: AdoptedDocument, *, at, by: Viewer | None = None) -> dict[str, Action]:
    """Record a document with all that it holds; its lines by their number. `by` None is the system."""
    for position, agency in enumerate(adopted.agencies, 1):
        changes.adopt_agency(
            key=agency.key,
            name=agency.name,
            also=agency.also,
            position=position,
            in_force=adopted.in_force_from,
            at=at,
        )
    for team in adopted.teams:
        changes.adopt_team(name=team.name, agencies=team.of, in_force=adopted.in_force_from, at=at)
    document = changes.adopt_document(at=at, by=by, **_header(adopted))
    priorities = {
        each.number: changes.adopt_priority(
            document, at=at, by=by, number=each.number, name=each.name, commitment=each.commitment
        ).id
        for each in adopted.priorities
    }
    return _adopt_lines(document, adopted, priorities, at, by)


def _header(adopted):
    return {
        "reference": adopted.reference,
        "kind": adopted.kind,
        "title": adopted.title,
        "in_force_from": adopted.in_force_from,
        "first_day": adopted.period_from,
        "last_day": adopted.period_to,
        "handling": adopted.handling or None,
        "facts": {**adopted.facts, "owner": adopted.owner, "aim": adopted.aim, "readings": adopted.readings},
    }


def _adopt_lines(document, adopted, priorities, at, by) -> dict[str, Action]:
    rows: dict[str, Action] = {}
    for line in adopted.lines:
        rows[line.number] = action = changes.adopt_action(
            document,
            at=at,
            by=by,
            number=line.number,
            recommendation=adopted.kind == "profile",
            priority_id=priorities.get(line.priority),
            parent_id=rows[line.parent].id if line.parent else None,
            **_texts(line),
        )
        for duty in line.duties:
            changes.adopt_duty(
                action,
                at=at,
                in_force=document.in_force_from,
                every=duty.every,
                first=duty.first,
                what=duty.what,
                is_the_action=duty.is_the_action,
            )
    return rows


def _texts(line: AdoptedLine) -> dict:
    texts = {name: getattr(line, name) for name in ADOPTED_TEXTS}
    texts.update({name: getattr(line, name) or None for name in OPTIONAL_TEXTS})
    return {**texts, "bodies": list(line.bodies)}


def _compare(known: Document, adopted: AdoptedDocument):
    header = _header(adopted)
    for name, value in header.items():
        if getattr(known, name) != value:
            raise ChangedText(known.reference, name)
    _compare_named(known, adopted)
    rows = {row.number: row for row in db.session.scalars(select(Action).filter_by(document_id=known.id))}
    for number in {*rows, *(line.number for line in adopted.lines)}:
        line = next((each for each in adopted.lines if each.number == number), None)
        row = rows.get(number)
        if line is None or row is None or _differs(row, line):
            raise ChangedText(known.reference, f"action {number}")


def _compare_named(known, adopted):
    adopted_priorities = {each.number: (each.name, each.commitment) for each in adopted.priorities}
    rows = db.session.scalars(select(Priority).filter_by(document_id=known.id))
    if {row.number: (row.name, row.commitment) for row in rows} != adopted_priorities:
        raise ChangedText(known.reference, "priorities")
    _compare_each(known, "agency", _named(known, Agency, "key", "name", "also"), adopted.agencies)
    _compare_each(known, "team", _named(known, Team, "name", "agencies"), adopted.teams)


def _named(known, table, *columns) -> dict:
    """What the document brought of a table, by its first column; lists as tuples, as the reader gives them."""
    rows = db.session.scalars(select(table).where(table.id < known.id, table.counts_from == known.in_force_from))
    plain = ([getattr(row, column) for column in columns] for row in rows)
    return {values[0]: tuple(tuple(v) if isinstance(v, list) else v for v in values) for values in plain}


def _compare_each(known, what, kept: dict, adopted):
    asked = {values[0]: values for values in (astuple(each) for each in adopted)}
    for name in sorted(kept.keys() | asked.keys()):
        if kept.get(name) != asked.get(name):
            raise ChangedText(known.reference, f"{what} {name}")


def _differs(row: Action, line: AdoptedLine) -> bool:
    if any(getattr(row, name) != value for name, value in _texts(line).items()):
        return True
    duties = db.session.scalars(select(Duty).filter_by(action_id=row.id, verb="adopt_duty").order_by(Duty.id))
    kept = [(duty.every, duty.first, duty.what, duty.is_the_action) for duty in duties]
    return kept != [(duty.every, duty.first, duty.what, duty.is_the_action) for duty in line.duties]
