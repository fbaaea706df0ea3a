"""The plan at a glance on a screen in the meeting room: nothing to press, on any day, fetched anew if asked to."""

from datetime import timedelta

import pytest
from freezegun import freeze_time
from the_example import PROFILE, STRATEGY, holder

from actions.db import db
from tracker import clock
from tracker.accounts.models import SignedIn

TITLE = "Child Sexual Exploitation (CSE) and Missing Children Strategy 2015-16"


@pytest.fixture
def client(example):
    return example.test_client().as_person(holder("executive").id)


def said(page):
    return " ".join(page.tree.find(".//main").itertext()).split()


def test_it_says_what_the_plan_at_a_glance_says(client):
    glance = client.page(f"/plan/{STRATEGY}")
    screen = client.page("/screen")
    assert TITLE in screen.text
    for words in ("43 actions", "5 Overdue", "the oldest 2.16, by 19 months", "15 Dates moved"):
        assert set(words.split()) <= set(said(screen)), words
    drawn = ".//{http://www.w3.org/2000/svg}svg"
    pictures = [page.tree.find(f"{drawn}[@role='img']") for page in (glance, screen)]
    assert "".join(pictures[0].itertext()) == "".join(pictures[1].itertext())


def test_each_document_has_its_own(client):
    assert "42 recommendations" in " ".join(said(client.page(f"/screen/{PROFILE}")))
    assert client.get("/screen/nothing").status_code == 404


def test_it_shows_the_day_that_is_asked_for(client):
    page = client.page("/screen?as-at=2016-06-30")
    assert "As at 30 June 2016" in " ".join(" ".join(page.tree.find(".//header").itertext()).split())
    assert page.links()["Back to the plan, with its tables"].endswith("?as-at=2016-06-30")


def test_there_is_nothing_to_fill_in(client):
    page = client.page("/screen")
    assert [each.tag for each in page.tree.iter() if each.tag in ("form", "input", "button")] == []


def test_it_is_fetched_anew_if_asked_to_and_only_then(client):
    asked = client.get("/screen?every=5")
    assert asked.headers["Refresh"] == "300"
    assert "Stop that" in asked.get_data(as_text=True)
    for other in ("/screen", "/screen?every=1", "/screen?every=0"):
        assert "Refresh" not in client.get(other).headers


def test_the_glance_leads_there(client):
    leads = client.page(f"/plan/{STRATEGY}").links()["On a screen in the meeting room, fetched anew every 5 minutes"]
    assert client.get(leads).headers["Refresh"] == "300"


def last_seen(example):
    db.session.rollback()
    return db.session.query(SignedIn).order_by(SignedIn.started.desc()).first().last_seen


def test_a_screen_that_was_left_on_keeps_nobody_signed_in(fresh_example):
    client = fresh_example.test_client().as_person(holder("chair").id)
    begun = last_seen(fresh_example)
    with freeze_time(clock.real_now() + timedelta(minutes=20)):
        client.get("/screen?every=5")
        assert last_seen(fresh_example) == begun
        client.get("/plan")
        assert last_seen(fresh_example) > begun
