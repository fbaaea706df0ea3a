"""Browsers of those who are on the board that a test makes for itself."""

import pytest


@pytest.fixture
def officer(client, board):
    return client.as_person(board.officer.id)


@pytest.fixture
def as_(app, board):
    """By name: each person's own browser, where they have just proved who they are."""
    return lambda who: app.test_client().as_person(getattr(board, who).id)


@pytest.fixture
def office(as_):
    return as_("office")
