"""How a row gets into the ledger: numbered under one lock, its words kept apart, its hash in the journal."""

import hashlib
import secrets
from datetime import datetime

from actions import journal
from actions.db import db, lock_ledger
from actions.errors import RuleBroken
from actions.models import LONGEST, Redaction, Words
from actions.periods import london_day
from actions.permissions import Viewer


def salted_hash(salt: str, text: str) -> str:
    """What a ledger row keeps of words: SHA-256 of salt and text."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def record(table, *, by: Viewer | None, at: datetime, verb=None, words=None, in_force=None, not_before=None, **columns):
    """Add a row to the ledger, in the journal, and return it. `by` None is the system.

    It counts from the end of the London day of `at`; `not_before` (a day) may make that later, `in_force`
    (adopted lines only) says it outright. `words` are what was typed, by field.
    """
    lock_ledger()
    after = journal.head()
    at = max(at, after.at) if after.at else at
    recorded = london_day(at)
    counts_from = in_force or max(recorded, not_before or recorded)
    row = table(
        id=after.number + 1,
        at=at,
        by_id=by and by.id,
        verb=verb or table.VERBS[0],
        counts_from=counts_from,
        hashes=_keep_words(table, after.number + 1, words or {}),
        **columns,
    )
    db.session.add(row)
    db.session.flush()
    journal.append(
        at=at,
        by_id=row.by_id,
        kind=row.verb,
        table=table.__tablename__,
        content=journal.row_values(row),
        after=after,
    )
    return row


def _keep_words(table, row_id, words):
    hashes = {}
    for field, text in words.items():
        if not text:
            continue
        assert field in table.TYPED, field
        if len(text) > LONGEST:
            raise RuleBroken(field, f"This must be {LONGEST:,} characters or fewer")
        salt = secrets.token_hex(16)
        db.session.add(Words(row_id=row_id, field=field, salt=salt, text=text))
        hashes[field] = salted_hash(salt, text)
    return hashes or None


def replace_words(row: Words, text: str | None, *, by: Viewer, at: datetime, words=None, purge_id=None) -> None:
    """Put `text` in the place of what was typed, or nothing, and record that; the row's own hash stays. `words`: why;
    `purge_id`: the purge that says why."""
    salt = secrets.token_hex(16)
    now_hash = None if text is None else salted_hash(salt, text)
    what = {"target_id": row.row_id, "field": row.field, "now_hash": now_hash, "purge_id": purge_id}
    record(Redaction, by=by, at=at, words=words, **what)
    row.salt, row.text = salt, text
