"""What this database is: a board's own, or the worked example."""

from sqlalchemy import inspect, select

from actions.db import db
from actions.models import JournalLine, Place

EXAMPLE_LINE = "Worked example: invented. Not a record of any agency."


class WrongPlace(Exception):
    """The database is not what it is taken for; the message says so in a sentence."""


def is_example() -> bool:
    """Whether this database is marked as the worked example; False where nothing has been set up yet."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table(Place.__tablename__):
            return False
        return bool(connection.execute(select(Place.example)).scalar())


def example_line() -> str | None:
    """What everything that leaves the worked example says; nothing elsewhere."""
    place = db.session.get(Place, 1)
    return EXAMPLE_LINE if place is not None and place.example else None


def holds_records() -> bool:
    """Whether anything has been recorded here."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table(JournalLine.__tablename__):
            return False
        return connection.execute(select(JournalLine.number).limit(1)).first() is not None
