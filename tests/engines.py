"""Where the tests keep their databases: in SQLite files or, with TEST_ENGINE=postgresql, on the server of tests/postgres.py.

A database is filled once, in a folder with the evidence that belongs to it; tests work on copies of the folder. On PostgreSQL
the folder's file `database` holds the address, and a copy is a database of its own, made from the filled one.
"""

import os
import secrets
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

ENGINE = os.environ.get("TEST_ENGINE", "sqlite")
ON_POSTGRES = ENGINE == "postgresql"
ADDRESS = "database"
PREFIX = "tracker_copy_"
PUTTING_BACK = Path(__file__).with_name("putting_back.sql")
MADE, COPY_OF, USED = [], {}, defaultdict(list)


@pytest.fixture(scope="session")
def kept_on(request):
    """The server on which databases are made; None where they are files. What asks for it runs on both engines."""
    if not ON_POSTGRES:
        yield None
        return
    yield request.getfixturevalue("postgres_url")
    for name in MADE:
        _say(request.getfixturevalue("postgres_url"), f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def new(folder: Path, server: str | None) -> str:
    """The address of an empty database for the folder."""
    return _at(folder, _make(server)) if server else f"sqlite:///{folder / 'tracker.db'}"


def filled(engine):
    """The database holds what its copies shall begin with, so that a used copy can be made new again."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.connection.driver_connection.execute(PUTTING_BACK.read_text(encoding="utf-8"))


def copied(built: Path, folder: Path) -> str:
    """The address of the folder's own copy of the database of another folder, whose files it holds already."""
    if not (built / ADDRESS).exists():
        return f"sqlite:///{folder / 'tracker.db'}"
    return _at(folder, _like_new(address_of(built)))


def _like_new(address):
    if USED[address]:
        return USED[address].pop()
    made = _make(address, f" TEMPLATE {make_url(address).database} STRATEGY FILE_COPY")
    COPY_OF[make_url(made).database] = address
    return made


def address_of(folder: Path) -> str:
    kept = folder / ADDRESS
    return kept.read_text(encoding="utf-8") if kept.exists() else f"sqlite:///{folder / 'tracker.db'}"


def give_back(engine):
    """Nobody needs that copy any more: the next who wants one has it as it was, or it goes if that cannot be."""
    like = COPY_OF.get(engine.url.database)
    if not like:
        return
    address = engine.url.render_as_string(hide_password=False)
    if _put_back(engine):
        USED[like].append(address)
    else:
        _say(address, f"DROP DATABASE {engine.url.database} WITH (FORCE)")


class Snapshot:
    """What a database holds now, and can be put back to. On PostgreSQL it is no copy of another any more."""

    def __init__(self, engine):
        self.engine, self.held = engine, None
        if engine.dialect.name == "postgresql":
            COPY_OF.pop(engine.url.database, None)
            with engine.begin() as connection:
                connection.exec_driver_sql("DROP SCHEMA kept CASCADE")
            filled(engine)
        else:
            self.held = sqlite3.connect(":memory:")
            with self._file() as kept:
                kept.backup(self.held)

    def put_back(self):
        if self.held:
            with self._file() as kept:
                self.held.backup(kept)
        else:
            with self.engine.begin() as connection:
                connection.exec_driver_sql("SELECT kept.put_rows_back()")

    def _file(self):
        return closing(sqlite3.connect(self.engine.url.database))


def _put_back(engine) -> bool:
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '2s'")
            return connection.exec_driver_sql("SELECT kept.put_back()").scalar()
    except DBAPIError:
        return False


def _make(server, like=""):
    name = PREFIX + secrets.token_hex(6)
    _say(server, f"CREATE DATABASE {name}{like}")
    MADE.append(name)
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _at(folder, address):
    (folder / ADDRESS).write_text(address, encoding="utf-8")
    return address


def _say(address, statement):
    """To the server's own database, for to the one that is copied or dropped nobody may be connected."""
    server = make_url(address).set(database="postgres")
    with create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
        connection.execute(text(statement))


def looking(folder: Path):
    """An engine beside the tracker's, to look at what a folder's database holds."""
    return create_engine(address_of(folder), poolclass=NullPool)


RELATIONS = """
SELECT relname, pg_read_binary_file(pg_relation_filepath(pg_class.oid)) FROM pg_class
WHERE relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace) AND pg_class.oid >= 16384
AND pg_relation_filepath(pg_class.oid) IS NOT NULL AND pg_relation_size(pg_class.oid) > 0
"""
# The file, or the table, in which typed words lie.
WHERE_WORDS_LIE = "words" if ON_POSTGRES else "tracker.db"


def held_on_the_server(engine, word) -> set[str]:
    """The tables in whose files on the server a word stands; none where the database is a file of the tests' own."""
    if engine.dialect.name != "postgresql":
        return set()
    with engine.connect() as connection:
        connection.exec_driver_sql("CHECKPOINT")
        files = connection.exec_driver_sql(RELATIONS).all()
    return {name for name, content in files if word.lower().encode() in content.lower()}


def touches_a_database(item) -> bool:
    """Whether a test runs on whichever engine is asked for, so that it is worth running on the other one too."""
    alone = item.get_closest_marker("postgres") or item.get_closest_marker("sqlite") or "on_sqlite" in item.fixturenames
    return "kept_on" in item.fixturenames and not alone


def choose(config, items):
    """On PostgreSQL, what touches a database: the rest would only be the same again."""
    if not ON_POSTGRES:
        return
    config.hook.pytest_deselected(items=[item for item in items if not touches_a_database(item)])
    items[:] = [item for item in items if touches_a_database(item)]
