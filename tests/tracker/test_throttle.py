"""How often a password or a code may be tried: counted for the account and for the source, before anything is judged."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from board_apps import make_tables, settings
from freezegun import freeze_time
from signing_in import PASSWORD, by_code, code_of, entering, somebody, with_factor, with_password

from actions.db import db
from actions.models import JournalLine
from tracker import accounts, clock, create_app
from tracker.accounts import factor, throttle
from tracker.accounts.models import Attempt
from tracker.accounts.throttle import TooMany

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
WAIT = "There were too many wrong tries. Wait five minutes, then try again."


@pytest.fixture
def email(app):
    return with_password(somebody())


def wrong(client, email, times, status=400, **more):
    for _ in range(times):
        page = entering(client, email, "not these words", status=status, **more)
    return page


def test_after_ten_failures_the_right_password_is_not_judged_for_five_minutes(client, email):
    with freeze_time(NOON) as moment:
        wrong(client, email, 10)
        assert WAIT in entering(client, email, status=429).errors()
        moment.tick(timedelta(minutes=4, seconds=59))
        assert entering(client, email, status=429)
        moment.tick(timedelta(seconds=2))
        assert entering(client, email).location == "/"


def test_what_is_not_judged_does_not_make_the_wait_longer(client, email):
    with freeze_time(NOON) as moment:
        failed_before(10, account=email)
        moment.tick(timedelta(minutes=3))
        wrong(client, email, 5, status=429)
        moment.tick(timedelta(minutes=2))
        assert entering(client, email).location == "/"


def test_an_address_that_nobody_has_is_held_alike(client, email):
    held = [wrong(client, each, 11, status=None) for each in (email, "nobody@board.example")]
    assert held[0].errors() == held[1].errors()
    assert {page.status for page in held} == {429}


def test_capitals_and_spaces_do_not_start_anew(client, email):
    failed_before(8, account=email)
    for typed in (email.upper(), f" {email}"):
        wrong(client, typed, 1)
    assert entering(client, email, status=429)


def test_somebody_else_is_not_held(client, email):
    failed_before(10, account=email)
    assert entering(client, with_password(somebody())).location == "/"


def test_what_succeeds_is_no_failure(client, email):
    failed_before(9, account=email)
    for _ in range(3):
        entering(client, email)
    assert db.session.query(Attempt).count() == 9


def failed_before(times, **tried):
    """So many failures of that kind, up to now."""
    (kind, value), *_ = tried.items()
    db.session.add_all(Attempt(about=throttle.about(kind, value), at=clock.real_now()) for _ in range(times))
    db.session.commit()


def test_a_hundred_failures_from_one_source_hold_it_and_no_other(app, client, email):
    failed_before(99, source="127.0.0.1")
    wrong(client, "nobody@board.example", 1)
    assert entering(client, email, status=429)
    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    assert entering(elsewhere, email).location == "/"


def test_no_header_makes_another_source_without_a_proxy_of_ours(client, email):
    failed_before(100, source="127.0.0.1")
    forged = {"X-Forwarded-For": "198.51.100.7", "Forwarded": "for=198.51.100.7", "X-Real-IP": "198.51.100.7"}
    data = {"email": email, "password": PASSWORD, "csrf_token": client.token()}
    assert client.post("/sign-in", data=data, headers=forged).status_code == 429


def test_behind_a_proxy_the_source_is_whom_it_speaks_for(app, tmp_path):
    behind = create_app({**app.config, "PROXIES": 1})
    seen = []
    behind.add_url_rule("/seen", view_func=_public(lambda: seen.append(_remote()) or "seen"))
    forged = {"X-Forwarded-For": "203.0.113.1, 198.51.100.7"}
    behind.test_client().get("/seen", headers=forged)
    assert seen == ["198.51.100.7"]


def _public(view):
    view.needs = None
    return view


def _remote():
    from flask import request

    return request.remote_addr


SOURCES = {
    "192.0.2.9": "192.0.2.9",
    "::ffff:192.0.2.9": "192.0.2.9",
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
    None: "unknown",
    "no address": "unknown",
}


@pytest.mark.parametrize("address", SOURCES)
def test_a_source_is_an_address_or_a_network_of_the_newer_kind(address):
    assert throttle.source(address) == SOURCES[address]


def test_the_journal_says_once_that_an_account_is_held(client, email):
    for each in (email, "nobody@board.example"):
        failed_before(8, account=each)
        wrong(client, each, 4, status=None)
    found = db.session.query(JournalLine).filter_by(kind="sign_in_held").all()
    assert len(found) == 1
    assert email not in found[0].detail


def test_no_address_is_kept_of_what_was_tried(client, email):
    wrong(client, email, 1)
    assert not any(email in row.about for row in db.session.query(Attempt))


# Codes are counted together with the password


def test_wrong_codes_and_wrong_passwords_fill_the_same_count(client, app):
    person = somebody()
    with_factor(person)
    by_code(client, person, "000000", status=400)
    failed_before(8, account=f"person{person.id}@board.example")
    wrong(app.test_client(), with_password(person), 1)
    entering(app.test_client(), with_password(person), status=429)


def test_a_right_password_between_does_not_start_the_count_of_codes_anew(app, email):
    person = somebody()
    with_factor(person)
    failed_before(8, account=f"person{person.id}@board.example")
    for _ in range(2):
        by_code(app.test_client(), person, "000000", status=400)
    assert entering(app.test_client(), with_password(person), status=429)


def test_thirty_wrong_codes_hold_codes_for_a_day_but_not_a_recovery_code(app):
    person = somebody()
    secret = with_factor(person)
    recovery = factor.new_recovery_codes(person.id)
    with freeze_time(NOON) as moment:
        failed_before(29, code=str(person.id))
        moment.tick(timedelta(hours=6))
        by_code(app.test_client(), person, "000000", status=400)
        in_groups = " - ".join(code_of(secret))
        assert by_code(app.test_client(), person, in_groups, status=429)
        page = by_code(app.test_client(), person, code_of(secret), status=429)
        assert "Use one of your recovery codes" in page.text
        by_code(app.test_client(), person, recovery[0])


# Counting


def test_sending_again_and_again_is_refused_with_when_to_come_back(client, email):
    failed_before(10, account=email)
    data = {"email": email, "password": PASSWORD, "csrf_token": client.token()}
    answer = client.post("/sign-in", data=data)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")


@pytest.fixture
def on_either(either_database, tmp_path):
    app = create_app(settings(either_database, tmp_path, None))
    with app.app_context():
        db.drop_all()
        make_tables(example=False)
        yield app
        db.session.remove()
        db.engine.dispose()


def test_of_forty_at_once_ten_are_judged(on_either):
    def try_once(_):
        with on_either.app_context():
            try:
                return bool(throttle.count(account="a@board.example", source="192.0.2.1"))
            except TooMany as refusal:
                return refusal.kind
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as at_once:
        answers = list(at_once.map(try_once, range(40)))
    assert answers.count(True) == 10
    assert answers.count("account") == 30


def test_what_is_a_day_old_is_forgotten(app):
    throttle.count(account="a", source="b")
    with freeze_time(datetime.now(UTC) + timedelta(days=1, seconds=1)):
        throttle.count(account="a")
    assert db.session.query(Attempt).count() == 1


def test_a_password_that_was_replaced_while_it_was_judged_lets_nobody_in(client, monkeypatch):
    person = somebody()
    email = with_password(person)
    judge = accounts.check_password

    def and_meanwhile(address, password):
        found = judge(address, password)
        db.session.expunge_all()
        with_password(person, "another long password 2")
        return found

    monkeypatch.setattr(accounts, "check_password", and_meanwhile)
    entering(client, email, status=400)
