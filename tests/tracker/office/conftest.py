"""The business manager, at the browser, on a board on which nobody else is yet."""

import pytest
from the_office import viewer_of


@pytest.fixture
def manager(app):
    return viewer_of("business_manager", title="Business manager")


@pytest.fixture
def office(client, manager):
    return client.as_person(manager.id)
