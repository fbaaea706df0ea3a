"""Apps on databases of their own: the adopted documents alone, or the worked example, on SQLite or PostgreSQL."""

import os
import shutil
from datetime import date
from pathlib import Path

import engines
import pytest
from checked_page import CheckedClient
from fasteners import InterProcessLock
from made_once import share_with
from sqlalchemy import text

from actions import files, triggers
from actions.db import begin_writing, db
from actions.models import Place
from actions.periods import london_moment
from seeds.adopted import read_all
from seeds.example import load as load_example
from seeds.load import FOLDER, seed
from tracker import accounts, create_app, migrations, papers

SECRET = "test-secret-0123456789-abcdefghijkl"
ADOPTED_ON = date(2015, 2, 2)
EXAMPLE_TODAY = date(2017, 1, 16)


def settings(database: str, folder: Path, today: date | None, **more) -> dict:
    """The configuration of a test's app."""
    return {
        "SQLALCHEMY_DATABASE_URI": database,
        "EVIDENCE_URL": f"file://{folder / 'evidence'}",
        "SECRET_KEY": SECRET,
        "JOURNAL_KEY": None,
        "BASE_URL": "http://localhost",
        "TODAY": today,
        "MAX_CONTENT_LENGTH": 60 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "WTF_CSRF_TIME_LIMIT": None,
        "TESTING": True,
        "PROPAGATE_EXCEPTIONS": False,
        **more,
    }


def make_tables(example: bool):
    """All tables and triggers, the mark of the place, and the stamp of the latest migration."""
    db.create_all()
    with db.engine.begin() as connection:
        triggers.install(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"))
        for revision in migrations.heads():
            connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})
    begin_writing()
    db.session.add(Place(id=1, example=example))
    db.session.commit()


def _build(folder: Path, fill, server: str | None = None) -> Path:
    """A database filled once, on that server or in a file; tests work on copies."""
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(settings(engines.new(folder, server), folder, None))
    with app.app_context():
        make_tables(example=True)
        fill()
        db.session.remove()
        engines.filled(db.engine)
        db.engine.dispose()
    return folder


def _adopt():
    begin_writing()
    strategy, profile = read_all(FOLDER)
    seed([strategy], at=london_moment(ADOPTED_ON))
    db.session.commit()
    begin_writing()
    seed([profile], at=london_moment(date(2016, 10, 26)))
    db.session.commit()


@pytest.fixture(scope="session")
def adopted_folder(tmp_path_factory, kept_on):
    return _build(tmp_path_factory.mktemp("adopted"), _adopt, kept_on)


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory, kept_on):
    """The worked example's database with its evidence, built once for all workers of a run."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    folder = shared / "example"
    with InterProcessLock(shared / "example.lock"):
        if not (folder / "built").exists():
            _build(folder, _tell_the_example, kept_on)
            (folder / "built").touch()
    return folder


def _tell_the_example():
    people = load_example(keep_file=files.keep, render=papers.draw)
    for person in people:
        accounts.open_account(person.person_id, person.email)
    db.session.commit()


@pytest.fixture(scope="session")
def example_app(example_folder, tmp_path_factory):
    """The worked example to be read; tests that write use `fresh_example`."""
    app = app_on_copy(example_folder, tmp_path_factory.mktemp("example-read"), EXAMPLE_TODAY)
    app.test_client_class = CheckedClient
    return app


@pytest.fixture(scope="module")
def example(example_app):
    """The same, with its application context, for tests that read what it holds."""
    with example_app.app_context():
        yield example_app


@pytest.fixture
def fresh_example(example_folder, tmp_path):
    """The worked example to be written in."""
    app = app_on_copy(example_folder, tmp_path / "example", EXAMPLE_TODAY)
    app.test_client_class = CheckedClient
    with app.app_context():
        yield app
        leave()


def app_on_copy(built: Path, folder: Path, today: date):
    """An app on a copy of a built database and its evidence."""
    shutil.copytree(built, folder, dirs_exist_ok=True)
    return share_with(create_app(settings(engines.copied(built, folder), folder, today)))


def leave():
    """The database of the app at hand is not needed any more."""
    db.session.remove()
    engines.give_back(db.engine)
    db.engine.dispose()


@pytest.fixture
def app(adopted_folder, tmp_path):
    """The two documents adopted, nobody invited, 16 January 2017."""
    app = app_on_copy(adopted_folder, tmp_path / "board", EXAMPLE_TODAY)
    app.test_client_class = CheckedClient
    with app.app_context():
        yield app
        leave()


@pytest.fixture
def client(app):
    return app.test_client()
