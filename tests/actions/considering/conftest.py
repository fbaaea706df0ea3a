"""A meeting that considers recommendations."""

import pytest


@pytest.fixture
def sitting(board):
    """5 January 2017. 2.6 is open."""
    board.on(2017, 1, 5).own("2.6")
    return board
