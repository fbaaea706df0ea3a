"""A board with an organisation's sign-in switched on, and an officer who was invited by the address that it gives."""

import pytest
from a_provider import Provider
from checked_page import CheckedClient
from the_office import viewer_of

from actions.db import db
from tracker import create_app
from tracker.accounts.models import Account


@pytest.fixture
def provider():
    running = Provider()
    yield running
    running.stop()


@pytest.fixture
def app(app, provider):
    """The same board, with the provider switched on."""
    made = create_app({**app.config, **provider.settings})
    made.test_client_class = CheckedClient
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def officer(app):
    """Invited, by the address that the provider gives, and never here before."""
    person = viewer_of("officer", "police")
    db.session.get(Account, person.id).email = "lead@police.example"
    db.session.commit()
    return person
