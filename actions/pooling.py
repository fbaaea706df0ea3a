"""Connections to PostgreSQL that are kept open: each is looked at before it is used again, mostly without asking it."""

import select
import time

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError

UNUSED = 30  # seconds, after which a connection that looks well is asked all the same


def watch(engines) -> None:
    """Give out no connection of theirs that has ended: SQLAlchemy opens another then."""
    event.listen(engines, "checkin", _note)
    event.listen(engines, "checkout", _look)


def _note(connection, record):
    record.info["used"] = time.monotonic()


def _look(connection, record, _proxy):
    used = record.info.get("used")
    if used is None or not hasattr(connection, "pgconn"):
        return
    if _has_ended(connection) or (time.monotonic() - used > UNUSED and not _answers(connection)):
        raise DisconnectionError


def _has_ended(connection) -> bool:
    """A server that ends a connection says so: something is there to read that nobody asked for."""
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))


def _answers(connection) -> bool:
    """What lies between may have dropped it without a word."""
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except connection.Error:
        return False
    return True
