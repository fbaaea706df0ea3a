"""One database with both documents and a cast of people; each test works in a transaction that is taken back."""

from datetime import date

import paper_board
import pytest
from board_apps import _build, app_on_copy, leave

from actions import files
from actions.db import begin_writing, db
from actions.periods import london_moment
from actions.permissions import viewers
from actions.stores import Folder
from seeds.adopted import read_all
from seeds.load import FOLDER, seed

ADOPTED = london_moment(date(2015, 2, 2))


def _adopt_and_engage():
    begin_writing()
    seed(read_all(FOLDER), at=ADOPTED)
    paper_board.engage_all()
    db.session.commit()


@pytest.fixture(scope="session")
def board_folder(tmp_path_factory, kept_on):
    """Both documents, adopted on 2 February 2015 (the profile counts from 26 October 2016), and the people."""
    return _build(tmp_path_factory.mktemp("on-paper"), _adopt_and_engage, kept_on)


@pytest.fixture(scope="session")
def board_app(board_folder, tmp_path_factory):
    return app_on_copy(board_folder, tmp_path_factory.mktemp("paper"), date(2017, 1, 16))


def cast() -> dict:
    return {person.title: person for person in viewers(paper_board.BEGINS).values()}


@pytest.fixture
def board(board_app, tmp_path, monkeypatch):
    """The board, on 3 February 2015."""
    monkeypatch.setattr(files._Chosen, "store", Folder(tmp_path / "evidence"))
    with board_app.app_context():
        begin_writing()
        yield paper_board.Board(cast())
        db.session.rollback()


@pytest.fixture
def kept_board(board_folder, tmp_path, monkeypatch):
    """The board on a database of its own, for tests that commit and read the file itself."""
    monkeypatch.setattr(files._Chosen, "store", Folder(tmp_path / "board" / "evidence"))
    app = app_on_copy(board_folder, tmp_path / "board", date(2017, 1, 16))
    with app.app_context():
        begin_writing()
        board = paper_board.Board(cast())
        board.folder = tmp_path / "board"
        yield board
        leave()
