"""The worked example in a place of its own, copies of it, and the floors, each served by gunicorn in the same way."""

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from board_apps import settings
from places import Place
from serving import Served
from sqlalchemy import select

from actions import changes, journal, permissions
from actions.db import begin_writing, db
from actions.models import Action, Document
from bench import floors
from bench.addresses import PEOPLE
from bench.visitor import Visitor
from tracker import clock, create_app
from tracker.accounts import tokens
from tracker.accounts.models import Account

STRATEGY, CARD = "strategy-2015-16", "2.14"
# Whose updates make a page cold: an officer who is not one of those that look.
WRITER, WRITTEN_ON = "lead.schools@board.example", "3.2"


def example_in(folder: Path) -> Place:
    """The example, as migrations and `flask example` make it."""
    folder.mkdir(parents=True)
    place = Place(f"sqlite:///{folder / 'tracker.db'}", folder)
    place.insist("db", "upgrade")
    place.insist("example")
    return place


def copy_of(place: Place, folder: Path, today: str | None = None) -> Place:
    shutil.copytree(place.folder, folder)
    return Place(f"sqlite:///{folder / 'tracker.db'}", folder, today or place.today)


@contextmanager
def app_in(place: Place):
    """The tracker in this process, on the database of a place."""
    app = create_app(settings(place.database, place.folder, date.fromisoformat(place.today)))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def person(email: str) -> permissions.Viewer:
    """Somebody of the example, by their address, with today's rights. Within an app."""
    found = db.session.query(Account.person_id).filter_by(email=email).scalar()
    return permissions.viewer(found, clock.today())


class FloorsServed(Served):
    """The floors, with the settings of a worker that the tracker has."""

    app = ("bench.floors:app", "--pythonpath", "tests")


@contextmanager
def served_floors(folder: Path):
    folder.mkdir(parents=True)
    place = Place(f"sqlite:///{folder / 'floors.db'}", folder)
    floors.fill(place.database)
    served = FloorsServed(place)
    try:
        yield served
    finally:
        served.stop()


@dataclass
class World:
    """A tracker that is served, those who visit it, and another process that writes in its record."""

    place: Place
    document: str = STRATEGY
    card: str = CARD
    signed_in: dict = field(default_factory=dict)

    @cached_property
    def served(self) -> Served:
        return Served(self.place)

    @cached_property
    def app(self):
        """The tracker in this process: another worker, as far as the served one can tell."""
        return create_app(settings(self.place.database, self.place.folder, date.fromisoformat(self.place.today)))

    def visitor(self, who: str) -> Visitor:
        """The chair, an officer ..., signed in."""
        if who not in self.signed_in:
            email = PEOPLE[who]
            self.signed_in[who] = Visitor(self.served.address).signed_in(email, self.place.passwords[email])
        return self.signed_in[who]

    def token(self, who: str) -> str:
        """A personal token of the chair, an officer ..."""
        with self.app.app_context():
            asked = {"name": "Bench", "scope": tokens.EVERYTHING, "last_day": tokens.latest_day(), "how": "password"}
            token = tokens.put(person(PEOPLE[who]).id, **asked)
            db.session.commit()
        return token

    def address(self, page) -> str:
        return page.address.format(document=self.document, card=self.card)

    def grow(self):
        """A row more in the ledger: an officer's update, saved by another process, so that no page knows it yet."""
        with self.app.app_context():
            begin_writing()
            in_strategy = (
                select(Action.id)
                .join(Document, Document.id == Action.document_id)
                .where(Document.reference == STRATEGY)
            )
            line = db.session.scalar(in_strategy.where(Action.number == WRITTEN_ON))
            said = {"rating": "green", "words": {"said": "The meeting was held and its minutes were sent."}}
            changes.record_update(line, by=person(WRITER), at=clock.now(), **said)
            db.session.commit()

    def journal_length(self) -> int:
        with self.app.app_context():
            return journal.head().number

    def __enter__(self):
        return self

    def __exit__(self, trouble, *more):
        """Stop it; nothing may have gone wrong inside while it ran."""
        self.served.stop()
        with self.app.app_context():
            db.engine.dispose()
        assert trouble or not self.served.faults(), self.served.tail()
