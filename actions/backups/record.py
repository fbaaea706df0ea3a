"""What a database, live or copied, says of itself: the files that its record names, and where its journal ends."""

from dataclasses import dataclass

from sqlalchemy import text

from actions.db import db

# The files of evidence that was neither withdrawn nor redacted. Plain SQL: it is asked of a copied file, too.
NAMED = """
    SELECT DISTINCT words.text FROM words JOIN evidence ON evidence.id = words.row_id
    LEFT JOIN withdrawals ON withdrawals.evidence_id = evidence.id
    WHERE words.field = 'file' AND words.text IS NOT NULL AND withdrawals.id IS NULL ORDER BY words.text
"""
HEAD = "SELECT number, line_hash FROM journal ORDER BY number DESC LIMIT 1"


@dataclass(frozen=True)
class Copied:
    """A copied database: its file's name, the files that it names, its journal's last line as (number, hash)."""

    file: str
    named: tuple[str, ...]
    head: tuple[int, str] | None


def named_now() -> set[str]:
    """The files that the live record names at this moment."""
    db.session.rollback()
    with db.engine.connect() as connection:
        return named_in(connection)


def named_in(connection) -> set[str]:
    """The files that the record names, as this connection, or session, sees it."""
    return set(connection.execute(text(NAMED)).scalars())
