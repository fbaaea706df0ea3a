"""The small board at work, with an action that the police own."""

import pytest
from a_board import BEGINS, Board


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", on=BEGINS)
    return board
