"""Counting what a page asks of the database."""

from contextlib import contextmanager

from sqlalchemy import event

from actions.db import READ_ONLY, db

NOT_QUESTIONS = ("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK", str(READ_ONLY).upper(), "SELECT PG_ADVISORY_XACT_LOCK")


@contextmanager
def count_queries():
    """The statements sent while it runs, in a list; what begins a transaction is not counted, nor what
    lets it write: SQLite's BEGIN waits its turn too, where PostgreSQL locks."""
    sent = []

    def note(connection, cursor, statement, parameters, context, many):
        if not statement.lstrip().upper().startswith(NOT_QUESTIONS):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
