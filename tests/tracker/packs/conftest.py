"""A pack of the worked example, and a board on which more can be done before one is made."""

import pytest
from a_board import Board
from a_pack import unpacked, use_files_of


@pytest.fixture(scope="module")
def pack(example_app, tmp_path_factory):
    """The example's pack for inspectors."""
    use_files_of(example_app)
    with example_app.app_context():
        yield unpacked(tmp_path_factory.mktemp("pack"))


@pytest.fixture
def board(app):
    use_files_of(app)
    board = Board()
    board.own("2.14")
    return board
