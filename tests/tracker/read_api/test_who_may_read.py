"""Whose token it is decides what is read: in the header alone, by today's rights, until it ends."""

from datetime import date

import pytest
from a_board import Board
from a_program import FULL, LINE, Program
from sqlalchemy import select, update

from actions import changes
from actions.db import begin_writing, db
from actions.models import Person
from actions.periods import london_moment
from tracker import accounts
from tracker.accounts import throttle, tokens
from tracker.accounts.models import Account, ApiToken
from tracker.api import ADDRESSES

TODAY = date(2017, 1, 16)
ALL = "/api/v1/actions"


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def program(app, board):
    return Program(app, board.inspector)


def bearing(token):
    return {"Authorization": f"Bearer {token}"}


def test_without_a_token_it_is_said_what_is_lacking(client):
    answer = client.get(ALL)
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "Authorization: Bearer" in answer.json["detail"]


def test_who_is_signed_in_in_the_browser_counts_for_nothing(app, board):
    browser = app.test_client().as_person(board.office.id)
    assert browser.get("/plan").status_code == 200
    assert browser.get(ALL).status_code == 401


def test_a_token_counts_for_the_api_alone(app, board, program):
    answer = app.test_client().get("/plan", headers=bearing(program.client.bearer))
    assert answer.location == "/sign-in?next=/plan"


def test_no_cookie_is_set(program):
    assert "Set-Cookie" not in program.ask("actions").headers


WRONG = {
    "in the address": lambda token: {"query_string": {"token": token, "access_token": token}},
    "as a password": lambda token: {"auth": ("token", token)},
    "by another scheme": lambda token: {"headers": {"Authorization": f"Token {token}"}},
    "as a cookie": lambda token: {"headers": {"Cookie": f"token={token}"}},
    "a letter short": lambda token: {"headers": bearing(token[:-1])},
    "its hash": lambda token: {"headers": bearing(accounts.token_hash(token))},
    "nothing after Bearer": lambda token: {"headers": {"Authorization": "Bearer "}},
}


@pytest.mark.parametrize("case", WRONG)
def test_a_token_is_taken_whole_from_its_header_alone(app, program, case):
    answer = app.test_client().get(ALL, **WRONG[case](program.client.bearer))
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert program.client.bearer not in answer.get_data(as_text=True)


def test_a_token_for_standing_reads_nothing_else(app, board):
    program = Program(app, board.inspector, tokens.STANDING)
    for name, address in FULL.items():
        expected = 200 if ADDRESSES[name].scope == tokens.STANDING else 403
        assert program.ask(address).status_code == expected, name
    assert "standing alone" in program.refused(f"{LINE}/updates", 403)["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(program, method):
    answer = getattr(program.client, method)(ALL)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]


def test_a_fault_is_a_problem_too_and_tells_nothing(program, monkeypatch):
    def breaks(*_):
        raise RuntimeError("typed words")

    monkeypatch.setattr("tracker.api.rows.actions", breaks)
    answer = program.ask("actions?limit=3")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "typed words" not in answer.get_data(as_text=True)


# What ends it


def _row(**values):
    return lambda person: db.session.execute(update(ApiToken).values(values))


def _appointment(person):
    changes.end_appointment(db.session.get(Person, person.id), "inspector", by=None, at=london_moment(TODAY))


def _disabled(person):
    db.session.get(Account, person.id).active = False


ENDS = {
    "its last day": _row(last_day=date(2017, 1, 15)),
    "its person": _row(ended=london_moment(TODAY)),
    "a role that is taken": _appointment,
    "an account that is disabled": _disabled,
    "a new password": lambda person: accounts.set_password(db.session.get(Account, person.id), "three random words"),
    "whatever ends all sessions": lambda person: accounts.end_sessions(person.id),
}


@pytest.mark.parametrize("case", ENDS)
def test_it_ends_at_the_next_request(program, board, case):
    assert program.ask("actions").status_code == 200
    begin_writing()
    ENDS[case](board.inspector)
    db.session.commit()
    assert "not known, or has ended" in program.refused("actions", 401)["detail"]


def test_it_works_on_its_last_day(program):
    db.session.execute(update(ApiToken).values(last_day=TODAY))
    db.session.commit()
    assert program.ask("actions").status_code == 200


def test_an_inspector_s_last_day_ends_it(app, program):
    app.config["TODAY"] = date(2017, 3, 31)
    assert program.ask("actions").status_code == 200
    app.config["TODAY"] = date(2017, 4, 1)
    program.refused("actions", 401)


def test_who_must_have_a_second_factor_must_have_used_it_when_making_it(app, program):
    app.config["SECOND_FACTOR"] = "roles"
    program.refused("actions", 401)
    db.session.execute(update(ApiToken).values(how="code"))
    db.session.commit()
    assert program.ask("actions").status_code == 200


# Wrong ones are counted


@pytest.fixture
def three(monkeypatch):
    """Three wrong tokens are too many."""
    monkeypatch.setitem(throttle.MOST, "token_source", (3, throttle.MOST["token_source"][1]))


def wrong(client, times, **more):
    return [client.get(ALL, headers=bearing("tracker_guessed"), **more).status_code for _ in range(times)]


def test_after_too_many_wrong_ones_a_source_is_held(client, three):
    assert wrong(client, 5) == [401, 401, 401, 429, 429]
    answer = client.get(ALL, headers=bearing("tracker_guessed"))
    assert (answer.mimetype, answer.headers["Retry-After"]) == ("application/problem+json", "300")
    assert wrong(client, 1, environ_base={"REMOTE_ADDR": "192.0.2.7"}) == [401]


def test_a_right_one_from_there_is_judged_all_the_same(client, program, three):
    wrong(client, 5)
    assert program.ask("actions").status_code == 200


def test_none_at_all_is_no_wrong_one(client, three):
    assert [client.get(ALL).status_code for _ in range(5)] == [401] * 5
    assert wrong(client, 1) == [401]


def test_it_is_kept_as_a_hash(program):
    row = db.session.scalars(select(ApiToken)).one()
    assert row.token_hash == accounts.token_hash(program.client.bearer)
    assert program.client.bearer not in repr([getattr(row, column.key) for column in row.__mapper__.column_attrs])
