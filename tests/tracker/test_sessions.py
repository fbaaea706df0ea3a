"""Sessions are rows: what ends them, and when."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from freezegun import freeze_time
from signing_in import DOOR, entering, somebody, with_password

from actions import changes
from actions.db import begin_writing, db
from actions.models import Person
from actions.periods import london_moment
from tracker import accounts, clock
from tracker.accounts.models import Account, SignedIn


@pytest.fixture
def person(app):
    return somebody()


@pytest.fixture
def signed_in(client, person):
    """The browser of somebody who has typed the password."""
    entering(client, with_password(person))
    assert client.get("/plan").status_code == 200
    return client


def session_row():
    db.session.rollback()
    return db.session.query(SignedIn).one()


def test_the_cookie_holds_a_token_and_the_row_its_hash(signed_in):
    with signed_in.session_transaction() as cookie:
        token = cookie["_user_id"]
        assert not {"email", "title", "person_id", "roles"} & set(cookie)
    assert session_row().token_hash == hashlib.sha256(token.encode()).hexdigest()


def test_a_token_that_no_row_knows_opens_nothing(client, person):
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "made up"
    assert client.get("/plan").location == DOOR


def test_signing_out_ends_the_row_and_a_stolen_cookie_with_it(signed_in, app):
    stolen = app.test_client()
    with signed_in.session_transaction() as cookie:
        token = cookie["_user_id"]
    signed_in.send("/sign-out")
    assert session_row().ended
    with stolen.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert stolen.get("/plan").location == DOOR


def _new_password(person):
    accounts.set_password(db.session.get(Account, person.id), "another long password")


def _account_disabled(person):
    db.session.get(Account, person.id).active = False


def _role_ended(person):
    begin_writing()
    row = db.session.get(Person, person.id)
    changes.end_appointment(row, "executive", by=None, at=london_moment(date(2017, 1, 16)))


def _started_long_ago(_):
    session_row().started = clock.real_now() - accounts.ABSOLUTE - timedelta(seconds=1)


def _idle(_):
    session_row().last_seen = clock.real_now() - accounts.IDLE - timedelta(seconds=1)


ENDS = {
    "a new password": _new_password,
    "a disabled account": _account_disabled,
    "an ended role": _role_ended,
    "twelve hours": _started_long_ago,
    "an hour without use": _idle,
}


@pytest.mark.parametrize("case", ENDS)
def test_a_session_ends_at_the_next_request(signed_in, person, case):
    ENDS[case](person)
    db.session.commit()
    assert signed_in.get("/plan").location == DOOR
    assert signed_in.send("/sign-out").location == "/sign-in"


def test_the_limits_are_one_hour_and_twelve():
    assert timedelta(hours=1) == accounts.IDLE
    assert timedelta(hours=12) == accounts.ABSOLUTE


NOT_YET = {
    "nearly an hour without use": {"last_seen": accounts.IDLE - timedelta(minutes=1)},
    "nearly twelve hours": {"started": accounts.ABSOLUTE - timedelta(minutes=1)},
}


@pytest.mark.parametrize("case", NOT_YET)
def test_and_not_before(signed_in, case):
    for column, ago in NOT_YET[case].items():
        setattr(session_row(), column, clock.real_now() - ago)
    db.session.commit()
    assert signed_in.get("/plan").status_code == 200


def test_use_keeps_a_session_alive_up_to_twelve_hours(client, person):
    began = datetime.now(UTC)
    with freeze_time(began) as moment:
        entering(client, with_password(person))
        for _ in range(14):
            moment.tick(timedelta(minutes=50))
            assert client.get("/plan").status_code == 200
        moment.tick(timedelta(minutes=21))
        assert client.get("/plan").location == DOOR


def test_use_is_noted_at_most_once_a_minute(client, person):
    began = datetime.now(UTC).replace(microsecond=0)
    with freeze_time(began) as moment:
        entering(client, with_password(person))
        moment.tick(timedelta(seconds=59))
        client.get("/plan")
        assert session_row().last_seen == began
        moment.tick(timedelta(seconds=2))
        client.get("/plan")
        assert session_row().last_seen == began + timedelta(seconds=61)


def test_an_inspector_s_last_day_is_their_last(app, client):
    inspector = somebody("inspector", last_day=date(2017, 1, 16))
    client.as_person(inspector.id)
    assert client.get("/plan").status_code == 200
    app.config["TODAY"] = date(2017, 1, 17)
    assert client.get("/plan").location == DOOR


def test_another_person_s_session_is_not_touched(app, signed_in, person):
    other = somebody("officer", "police")
    theirs = app.test_client().as_person(other.id)
    _new_password(person)
    db.session.commit()
    assert theirs.get("/plan").status_code == 200


def test_signing_in_again_ends_the_session_before(signed_in, person):
    entering(signed_in, f"person{person.id}@board.example")
    rows = db.session.query(SignedIn).order_by(SignedIn.started).all()
    assert [bool(row.ended) for row in rows] == [True, False]


def test_no_remember_cookie_is_set_or_heeded(app, client, person):
    answer = entering(client, with_password(person))
    cookies = answer.headers.getlist("Set-Cookie")
    assert [cookie.split("=")[0] for cookie in cookies] == [app.config["SESSION_COOKIE_NAME"]]
    assert all("HttpOnly" in cookie and "Expires" not in cookie for cookie in cookies)
