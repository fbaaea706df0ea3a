"""Lines of the police and of the county council, the board office, and a link for the police."""

import pytest
from a_board import Board
from an_answer_link import make


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", "2.16")
    board.own("2.6", agency="ncc")
    board.lead = board.person("agency_lead", "police", title="Agency lead, Police")
    return board


@pytest.fixture
def office(app, board):
    return app.test_client().as_person(board.office.id)


@pytest.fixture
def made(office):
    """The path of a link that was just made."""
    return make(office)
