"""A small board, and its post."""

import pytest
from a_board import Board
from posting import Post


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def post(app):
    return Post(app)
