"""The board whose sub group meets: the police answer for two lines."""

import pytest
from a_board import Board


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", "2.16")
    return board
