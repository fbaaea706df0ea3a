"""What every test would do anew, done once a process, or with less: each test has an app and a database of its own all the
same. What the product itself demands of SQLite and of argon2 is tested by `as_served`."""

import gc
import sqlite3

import pytest
from argon2 import PasswordHasher
from jinja2 import BytecodeCache
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from tracker import accounts

HASHER = accounts.hasher


class Templates(BytecodeCache):
    """Compiled once."""

    def __init__(self):
        self.kept = {}

    def load_bytecode(self, bucket):
        if (bucket.key, bucket.checksum) in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key, bucket.checksum])

    def dump_bytecode(self, bucket):
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


TEMPLATES = Templates()
STATEMENTS = LRUCache(5000)


def share_with(app):
    """An app uses what others compiled before it."""
    app.jinja_env.bytecode_cache = TEMPLATES
    return app


def share_routes():
    """What builds a route's address follows from the route alone."""
    compile_builder, made = Rule._compile_builder, {}

    def once(rule, append_unknown=True):
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        key = (append_unknown, rule.rule, *rule._trace)
        if key not in made:
            made[key] = compile_builder(rule, append_unknown)
        return made[key]

    Rule._compile_builder = once


def share_statements():
    """A statement reads the same in every database of a kind."""
    DefaultDialect.__eq__ = lambda one, other: type(one) is type(other)
    DefaultDialect.__hash__ = lambda one: hash(type(one))
    Engine._compiled_cache = property(lambda _engine: STATEMENTS, lambda _engine, _own: None)


def _leave_it_to_the_machine(connection, _record):
    """No power cut comes between a test and its end: SQLite need not wait for the disk."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


def begin():
    gc.set_threshold(
        200_000, 20, 100
    )  # thousands of apps come and go: looking for what refers to itself took an eighth
    share_routes()
    share_statements()
    event.listen(Engine, "connect", _leave_it_to_the_machine)
    accounts.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def as_served(monkeypatch):
    """SQLite waits for the disk and passwords cost what they cost, as when the product is served."""
    monkeypatch.setattr(accounts, "hasher", HASHER)
    event.remove(Engine, "connect", _leave_it_to_the_machine)
    yield
    event.listen(Engine, "connect", _leave_it_to_the_machine)
