"""The deputy, from another agency than the owner's, and what may wait for a decision on 2.16."""

from datetime import date

import pytest
from a_board import Board


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16", "2.14")
    return board


@pytest.fixture
def deputy(client, board):
    return client.as_person(board.deputy.id)


@pytest.fixture
def claimed(board):
    """2.16 reported complete by the police, with a file."""
    board.says("2.16", words={"said": "<Smith, J> signed =1+1 in Łódź."})
    board.proves("2.16", name="The signed agreement")
    return board.claims("2.16")


@pytest.fixture
def asked(board):
    return board.asks("2.16", date(2017, 5, 31))
