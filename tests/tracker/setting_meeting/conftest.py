"""A meeting that was held today, the chair from the police, the deputy from the county council."""

import pytest
import setting
from a_board import Board


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def meeting(board):
    return setting.hold(board)


@pytest.fixture
def chair(client, board):
    """From the police."""
    return client.as_person(board.chair.id)


@pytest.fixture
def deputy(app, board):
    """From the county council."""
    return app.test_client().as_person(board.deputy.id)
