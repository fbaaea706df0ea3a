"""Counting what a page asks of the database."""

from contextlib import contextmanager

from sqlalchemy import event

from actions.db import db

NOT_QUESTIONS = ("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")


@contextmanager
def count_queries():
    """The statements sent while it runs, in a list; what begins a transaction is not counted."""
    sent = []

    def note(connection, cursor, statement, parameters, context, many):
        if not statement.lstrip().upper().startswith(NOT_QUESTIONS):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
