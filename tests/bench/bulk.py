"""Many rows written at once as `record` writes one: numbered, their words kept apart, each a line of the journal."""

import secrets
from collections import defaultdict
from types import SimpleNamespace

from sqlalchemy import insert

from actions import journal
from actions.changes.recording import salted_hash
from actions.db import db, lock_ledger
from actions.models import JournalLine, Words
from actions.periods import london_day


class Bulk:
    """Rows that wait to be written. `write` writes them; who calls commits."""

    def __init__(self):
        lock_ledger()
        head = journal.head()
        self.number, self.line_hash = head.number, head.line_hash
        self.waiting = defaultdict(list)

    def add(self, table, *, at, by=None, verb=None, words=None, counts_from=None, **columns) -> int:
        """The number of the row. `at` never goes back; `words` are what was typed, by field."""
        self.number += 1
        row = dict.fromkeys(column.key for column in table.__mapper__.column_attrs) | columns
        row |= {"id": self.number, "at": at, "by_id": by, "verb": verb or table.VERBS[0]}
        row |= {"counts_from": counts_from or london_day(at), "hashes": self._keep_words(words or {})}
        self.waiting[table].append(row)
        self._note(table, row)
        return self.number

    def _keep_words(self, words):
        hashes = {}
        for field, text in words.items():
            salt = secrets.token_hex(16)
            self.waiting[Words].append({"row_id": self.number, "field": field, "salt": salt, "text": text})
            hashes[field] = salted_hash(salt, text)
        return hashes or None

    def _note(self, table, row):
        line = SimpleNamespace(
            number=self.number,
            at=row["at"],
            by_id=row["by_id"],
            kind=row["verb"],
            table=table.__tablename__,
            detail=None,
            content_hash=journal.content_hash(row),
        )
        self.line_hash = line.line_hash = journal.line_hash(self.line_hash, line)
        self.waiting[JournalLine].append(vars(line))

    def write(self):
        for table, rows in self.waiting.items():
            db.session.execute(insert(table.__table__), rows)
        self.waiting.clear()
