"""Where each role begins, and whether the portal is up."""

from datetime import date

import pytest
from people import viewer_of

from actions.db import db

STARTS = {
    "officer": "/my-update",
    "agency_lead": "/my-update",
    "chair": "/review",
    "deputy": "/review",
    "executive": "/reports/latest",
    "business_manager": "/people/missing",
    "inspector": "/plan",
}


def somebody(role, **more):
    last_day = date(2017, 3, 31) if role == "inspector" else None
    return viewer_of(role, "police", last_day=last_day, **more)


@pytest.mark.parametrize(("role", "start"), STARTS.items())
def test_each_role_lands_on_what_it_came_for(client, app, role, start):
    assert client.as_person(somebody(role).id).get("/").location == start


@pytest.mark.parametrize(("role", "start"), STARTS.items())
def test_and_may_open_it_on_an_empty_board(client, app, role, start):
    answer = client.as_person(somebody(role).id).get(start, follow_redirects=True)
    assert answer.status_code == 200


def test_of_several_roles_the_one_that_waits_for_a_decision_comes_first(client, app):
    person = somebody("officer", also=("executive", "chair"))
    assert client.as_person(person.id).get("/").location == "/review"


def test_a_past_day_is_kept(client, app):
    assert client.as_person(somebody("inspector").id).get("/?as-at=2016-01-01").location == "/plan?as-at=2016-01-01"


def test_nobody_is_sent_to_the_door(client):
    assert client.get("/").location == "/sign-in?next=/"


@pytest.mark.parametrize(("address", "answer"), [("/health", {"up": True}), ("/ready", {"ready": True})])
def test_anybody_may_ask_whether_it_is_up(client, address, answer):
    assert client.get(address).json == answer


def test_it_is_not_ready_without_its_database(client, app):
    db.session.execute(db.text("DROP TABLE place"))
    db.session.commit()
    assert client.get("/health").status_code == 200
    assert client.get("/ready").json == {"ready": False, "failing": ["database"]}


def test_it_is_not_ready_until_its_database_is_brought_up_to_date(client, app):
    db.session.execute(db.text("UPDATE alembic_version SET version_num = 'earlier'"))
    db.session.commit()
    answer = client.get("/ready")
    assert (answer.status_code, answer.json["failing"]) == (503, ["migrations"])


def test_it_is_not_ready_where_evidence_cannot_be_written(client, app, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_how: False)
    answer = client.get("/ready")
    assert (answer.status_code, answer.json["failing"]) == (503, ["evidence"])
