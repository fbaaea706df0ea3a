"""The worked example by itself, without the website: loaded once for all who read it, or an empty place for it."""

from types import SimpleNamespace

import pytest
from the_story import bare_app, load_here

from actions import files
from actions.db import db


@pytest.fixture(scope="session")
def loaded(tmp_path_factory):
    """The example, loaded once: its app, its people, and the folder of its evidence."""
    folder = tmp_path_factory.mktemp("told")
    files.use(f"file://{folder / 'evidence'}")
    app = bare_app(folder)
    with app.app_context():
        people = load_here()
        db.session.remove()
        db.engine.dispose()
    return SimpleNamespace(app=app, people=people, files=folder / "evidence")


@pytest.fixture(scope="module", autouse=True)
def told(loaded):
    """The example, open; tests only read it."""
    files.use(f"file://{loaded.files}")
    with loaded.app.app_context():
        yield loaded
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def empty(tmp_path):
    app = bare_app(tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
