"""Every row of the ledger, in order, as plain data, so that anybody can recount (contract.md, `flask ledger`)."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select

from actions.db import db
from actions.models import Action, Agency, Document, Ledger, Priority, ledger_classes

HEADER = ("id", "at", "by_id", "verb", "document_id", "action_id")


def rows() -> Iterator[dict]:
    """Each row: `number`, `at` (UTC, ISO), `by` (a person's number, none: the system), `verb`, `document`, `action`, then
    its own columns. Agencies are keys and lines are numbers with their document; other names ending in a number refer
    to `number`. Words are not in it; `hashes` are theirs."""
    names = _Names()
    found = [row for table in ledger_classes() for row in db.session.scalars(select(table))]
    for row in sorted(found, key=lambda row: row.id):
        yield _plain_row(row, names)


class _Names:
    def __init__(self):
        self.agencies = {row.id: row.key for row in db.session.scalars(select(Agency))}
        self.documents = {row.id: row.reference for row in db.session.scalars(select(Document))}
        self.priorities = {row.id: row.number for row in db.session.scalars(select(Priority))}
        self.lines = {row.id: row for row in db.session.scalars(select(Action))}

    def document_of(self, row):
        """The document that a row is about, by itself or by its line."""
        if isinstance(row, Document):
            return row.reference
        line = row if isinstance(row, Action) else self.lines.get(getattr(row, "action_id", None))
        return self.documents.get(line.document_id if line else getattr(row, "document_id", None))

    def line(self, number):
        line = self.lines.get(number)
        return line and {"document": self.documents[line.document_id], "action": line.number}


def _plain_row(row: Ledger, names: _Names) -> dict:
    line = row if isinstance(row, Action) else names.lines.get(getattr(row, "action_id", None))
    plain = {
        "number": row.id,
        "at": row.at.isoformat(),
        "by": row.by_id,
        "verb": row.verb,
        "document": names.document_of(row),
        "action": line and line.number,
        "table": row.__tablename__,
    }
    for column in row.__mapper__.column_attrs:
        if column.key not in (*HEADER, "number"):
            plain.update(_plain_column(column.key, getattr(row, column.key), names))
    if isinstance(row, Priority):
        plain["priority"] = row.number
    return plain


def _plain_column(key, value, names):
    if key in ("agency_id", "cell_id"):
        return {key.removesuffix("_id"): names.agencies.get(value)}
    if key == "priority_id":
        return {"priority": names.priorities.get(value)}
    if key in ("merged_into_id", "carried_into_id", "other_id", "parent_id"):
        return {key.removesuffix("_id"): names.line(value)}
    if isinstance(value, date | datetime):
        value = value.isoformat()
    return {key.removesuffix("_id"): value}
