"""Connections to PostgreSQL that are kept open: each is looked at before it is used again, without asking over the wire."""

import select

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError

# What lies between may drop a connection without a word: the system asks the other side, and knows in a minute.
KEPT_ALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}


def watch(engines) -> None:
    """Give out no connection of theirs that has ended: SQLAlchemy opens another then."""
    event.listen(engines, "do_connect", _keep_alive)
    event.listen(engines, "checkout", _look)


def _keep_alive(dialect, _record, _arguments, given):
    if dialect.name == "postgresql":
        given.update(KEPT_ALIVE | given)


def _look(connection, _record, _proxy):
    if hasattr(connection, "pgconn") and _has_ended(connection):
        raise DisconnectionError


def _has_ended(connection) -> bool:
    """A server that ends a connection says so: something is there to read that nobody asked for."""
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
