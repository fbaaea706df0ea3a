"""A link to any page carries the page's day, so that who gets it sees the same."""

import pytest
from the_example import STRATEGY, holder

TODAY, THEN = "Link to this page as at 16 January 2017", "Link to this page as at 30 June 2016"


@pytest.fixture
def client(example):
    return example.test_client().as_person(holder("chair").id)


@pytest.mark.parametrize("address", ["/plan", f"/plan/{STRATEGY}/4.2", "/scorecard", "/help/rules", "/meetings"])
def test_every_page_has_a_link_that_names_its_day(client, address):
    assert client.page(address).links()[TODAY] == f"{address}?as-at=2017-01-16"
    assert client.page(f"{address}?as-at=2016-06-30").links()[THEN] == f"{address}?as-at=2016-06-30"


def test_it_keeps_what_else_was_asked_for(client):
    link = client.page("/lines?status=overdue&page=1").links()[TODAY]
    assert link == "/lines?status=overdue&page=1&as-at=2017-01-16"


def test_who_follows_it_sees_the_same_page(client):
    page = client.page("/lines?status=overdue&as-at=2016-06-30")
    assert client.page(page.links()[THEN]).text == page.text


def test_what_is_not_there_has_none(client):
    assert TODAY not in client.page("/nowhere", status=404).links()


def test_who_is_not_signed_in_has_none(example):
    assert TODAY not in example.test_client().page("/sign-in").links()
