"""An officer of the police, who answers for 2.14 and 2.16."""

import pytest
from a_board import Board


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16", "2.14")
    return board
