"""What pages ask of the database, and how often saving waits for the disk: counted in this process."""

import os
from contextlib import contextmanager
from unittest.mock import patch

from checked_page import CheckedClient
from counting import count_queries
from sqlalchemy import event

from actions import standing
from actions.db import db
from bench.addresses import PAGES, PEOPLE, SAVED_ON
from bench.doing import an_update
from bench.visitor import Answer, Visitor
from bench.worlds import app_in, person

WRITES = ("INSERT", "UPDATE", "DELETE")


class AtHand(Visitor):
    """A visitor without a server: the tracker answers in this process."""

    def __init__(self, app, who: str):
        app.test_client_class = CheckedClient
        self.client = app.test_client().as_person(person(PEOPLE[who]).id)

    def _send(self, method, address, body, headers) -> Answer:
        response = self.client.open(address, method=method, data=body, headers=headers)
        return Answer(response.status_code, 0, response.data, dict(response.headers))


def queries(world, pages=PAGES) -> dict[str, int]:
    """By the name of the page: how many statements it sends when nothing of the plan is remembered."""
    with app_in(world.place) as app:
        visitors = {who: AtHand(app, who) for who in PEOPLE}
        return {page.name: _sent(visitors[page.who], world.address(page)) for page in pages}


def _sent(visitor, address) -> int:
    standing.forget()
    with count_queries() as sent:
        visitor.gets(address)
    return len(sent)


def commits_of_saving(place) -> tuple[int, int]:
    """How many durable commits, and how many waits for a file or its folder, saving an update with evidence takes."""
    with app_in(place) as app:
        officer = AtHand(app, "officer")
        filled_in = an_update(None, officer)
        with _waits() as waited, _commits() as committed:
            officer.posts_parts(SAVED_ON, filled_in)
        return len(committed), len(waited)


@contextmanager
def _waits():
    """The files and folders that are written through to the disk while it runs."""
    waited, sync = [], os.fsync
    with patch("os.fsync", lambda number: (waited.append(number), sync(number))):
        yield waited


@contextmanager
def _commits():
    """The commits, while it runs, of transactions that wrote something."""
    committed, wrote = [], []

    def note(connection, cursor, statement, parameters, context, many):
        wrote.extend([statement] if statement.lstrip().upper().startswith(WRITES) else [])

    def count(connection):
        committed.extend([connection] if wrote else [])
        wrote.clear()

    listening = (("before_cursor_execute", note), ("commit", count), ("rollback", lambda _: wrote.clear()))
    for name, heard in listening:
        event.listen(db.engine, name, heard)
    try:
        yield committed
    finally:
        for name, heard in listening:
            event.remove(db.engine, name, heard)
