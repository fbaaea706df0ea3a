"""The second factor: asked of who must have one, each code taken once, and what stands in for a lost app."""

import base64
import re
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from freezegun import freeze_time
from signing_in import (
    DOOR,
    PASSWORD,
    by_code,
    code_of,
    entering,
    required_by_role,
    somebody,
    with_factor,
    with_password,
)
from the_office import somebody as holder_of

from actions.db import begin_writing, db
from actions.models import JournalLine
from actions.permissions import EVERYONE
from tracker import accounts, create_app
from tracker.accounts import factor, throttle
from tracker.accounts.models import Account, HalfWay, RecoveryCode

MUST = ("chair", "deputy", "business_manager", "inspector")
NEED_NOT = tuple(role for role in EVERYONE if role not in MUST)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def person(app):
    return somebody()


def account_of(person):
    db.session.rollback()
    return db.session.get(Account, person.id)


def key_on(page):
    return page.tree.find(".//code[@id='key']").text.replace(" ", "")


def codes_on(page):
    return re.findall(r"\b(?:[a-z2-7]{4}-){5}[a-z2-7]{4}\b", page.text)


def kinds():
    return [line.kind for line in db.session.query(JournalLine).order_by(JournalLine.number)]


# Who must


@pytest.mark.parametrize("role", MUST)
def test_these_roles_are_led_to_set_one_up_before_anything_else(app, client, role):
    required_by_role(app)
    entered = entering(client, with_password(holder_of(role)), address=DOOR)
    assert entered.location == "/sign-in/set-up?next=/plan"
    assert client.get("/plan").location == DOOR


@pytest.mark.parametrize("role", NEED_NOT)
def test_the_others_need_not(app, client, role):
    required_by_role(app)
    assert entering(client, with_password(holder_of(role))).location == "/"


@pytest.mark.parametrize("role", EVERYONE)
def test_it_may_be_required_of_all(app, client, role):
    app.config["SECOND_FACTOR"] = "all"
    assert entering(client, with_password(holder_of(role))).location == "/sign-in/set-up"


def test_it_is_required_by_role_unless_the_database_is_the_worked_example(app, tmp_path):
    given = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'empty.db'}", "TODAY": None, "SECOND_FACTOR": None}
    with app.app_context():
        assert factor.rule_here() == "nobody"
    with create_app({**app.config, **given}).app_context():
        assert factor.rule_here() == "roles"


def test_a_session_of_a_password_alone_ends_when_the_role_needs_more(app, client, person):
    entering(client, with_password(person))
    app.config["SECOND_FACTOR"] = "all"
    assert client.get("/plan").location == DOOR


# Setting up


@pytest.fixture
def at_set_up(app, client):
    """The chair's browser, after the password."""
    required_by_role(app)
    chair = holder_of("chair")
    entering(client, with_password(chair), address=DOOR)
    return client, chair


def test_a_code_of_the_key_that_is_shown_lets_one_in_and_shows_recovery_codes_once(at_set_up):
    client, chair = at_set_up
    page = client.page("/sign-in/set-up?next=/plan")
    assert "<svg" in page.html
    done = client.send("/sign-in/set-up?next=/plan", {"code": code_of(key_on(page))}, status=200)
    assert len(set(codes_on(done))) == factor.RECOVERY_CODES
    assert done.links()["I have kept them"] == "/plan"
    assert client.page("/plan").h1
    assert client.get("/sign-in/set-up").location == "/sign-in"
    assert {"factor_set", "sign_in"} <= set(kinds())


def test_a_wrong_code_sets_nothing_up_and_the_key_stays(at_set_up):
    client, chair = at_set_up
    page = client.page("/sign-in/set-up")
    wrong = client.send("/sign-in/set-up", {"code": "000 000"}, status=400)
    assert wrong.errors()
    assert key_on(wrong) == key_on(page)
    assert account_of(chair).factor_secret is None


def test_the_code_that_set_it_up_does_not_sign_in_once_more(at_set_up, app):
    client, chair = at_set_up
    code = code_of(key_on(client.page("/sign-in/set-up")))
    client.send("/sign-in/set-up", {"code": code}, status=200)
    other = app.test_client()
    entering(other, account_of(chair).email)
    assert other.send("/sign-in/code", {"code": code}, status=400)


def test_another_browser_is_shown_another_key(at_set_up, app):
    """Who knows the password alone cannot lie in wait with a key that its owner then confirms."""
    client, chair = at_set_up
    lying_in_wait = app.test_client()
    entering(lying_in_wait, account_of(chair).email)
    theirs = key_on(lying_in_wait.page("/sign-in/set-up"))
    mine = key_on(client.page("/sign-in/set-up"))
    assert theirs != mine
    client.send("/sign-in/set-up", {"code": code_of(mine)}, status=200)
    assert lying_in_wait.get("/sign-in/set-up").location == "/sign-in"


def test_set_up_waits_twenty_minutes(at_set_up):
    client, _ = at_set_up
    with freeze_time(datetime.now(UTC) + timedelta(minutes=20)):
        assert client.get("/sign-in/set-up").location == "/sign-in"


# Codes


def test_a_code_after_the_password_opens_the_portal(client, person):
    assert by_code(client, person).location == "/"
    assert client.get("/plan").status_code == 200


def test_the_password_alone_does_not(client, person):
    with_factor(person)
    assert entering(client, with_password(person), address=DOOR).location == "/sign-in/code?next=/plan"
    assert client.get("/plan").location == DOOR
    assert "Enter your code" in client.page("/sign-in/code?next=/plan").h1


def test_a_code_without_the_password_is_asked_for_neither(client, person):
    secret = with_factor(person)
    assert client.get("/sign-in/code").location == "/sign-in"
    assert client.send("/sign-in/code", {"code": code_of(secret)}).location == "/sign-in"
    assert client.get("/plan").location == DOOR


@pytest.mark.parametrize(("ahead", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_good_for_half_a_minute_before_and_after_its_own(client, person, ahead, taken):
    with freeze_time(NOON):
        secret = with_factor(person)
        by_code(client, person, code_of(secret, ahead), status=302 if taken else 400)


def test_no_code_is_taken_twice_nor_one_before_it(app, client, person):
    with freeze_time(NOON):
        secret = with_factor(person)
        by_code(client, person, code_of(secret))
        for ahead in (0, -1):
            by_code(app.test_client(), person, code_of(secret, ahead), status=400)
        by_code(app.test_client(), person, code_of(secret, 1))


def test_of_two_who_send_the_same_code_at_once_one_comes_in(app, person):
    code, taken, together = code_of(with_factor(person)), [], threading.Barrier(2)

    def send():
        with app.app_context():
            together.wait()
            begin_writing()
            taken.append(factor.take(db.session.get(Account, person.id), code))
            db.session.commit()

    senders = [threading.Thread(target=send) for _ in range(2)]
    for each in senders:
        each.start()
    for each in senders:
        each.join()
    assert sorted(taken, key=str) == [None, "code"]


TYPED = ("{} ", "{0:.3} {1}", "{0:.3}-{1}")


@pytest.mark.parametrize("typed", TYPED)
def test_a_code_may_be_typed_in_groups(client, person, typed):
    code = code_of(with_factor(person))
    by_code(client, person, typed.format(code, code[3:]))


@pytest.mark.parametrize("made_up", ["000000000", "١٢٣٤٥٦", "12345", "x" * 60, "<b>", "-", "0x1234"])
def test_what_is_no_code_is_refused(client, person, made_up):
    with_factor(person)
    by_code(client, person, made_up, status=400)


def test_a_code_of_somebody_else_s_app_does_not_count(client, person):
    other, own = somebody(), with_factor(person)
    fitting = {code_of(own, ahead) for ahead in (-2, -1, 0, 1, 2)}
    code = next(each for each in iter(lambda: code_of(with_factor(other)), None) if each not in fitting)
    by_code(client, person, code, status=400)


def test_half_way_nothing_is_open_and_a_disabled_account_comes_no_further(client, person):
    secret = with_factor(person)
    entering(client, with_password(person))
    db.session.get(Account, person.id).active = False
    db.session.commit()
    assert client.send("/sign-in/code", {"code": code_of(secret)}).location == "/sign-in"


# Recovery codes


@pytest.fixture
def recovery(person):
    with_factor(person)
    made = factor.new_recovery_codes(person.id)
    db.session.commit()
    return made


def test_a_recovery_code_lets_one_in_once(app, client, person, recovery):
    by_code(client, person, recovery[0].upper().replace("-", " "))
    assert "You have 7 left" in client.page("/plan").text
    by_code(app.test_client(), person, recovery[0], status=400)
    by_code(app.test_client(), person, recovery[1])
    assert kinds().count("recovery_code_used") == 2


def test_recovery_codes_are_kept_as_hashes_of_120_bits(recovery):
    stored = " ".join(db.session.query(RecoveryCode.code_hash).all()[0])
    assert not any(code.replace("-", "") in stored or code in stored for code in recovery)
    assert len(set(recovery)) == 8
    assert {len(base64.b32decode(code.replace("-", "").upper())) for code in recovery} == {15}


def test_another_person_s_recovery_code_is_none(client, recovery):
    other = somebody()
    with_factor(other)
    by_code(client, other, recovery[0], status=400)


# At rest


def test_the_secret_is_kept_sealed_with_a_key_from_the_settings(app, person):
    secret = with_factor(person)
    kept = account_of(person).factor_secret
    assert secret not in kept
    assert secret.encode() not in base64.b64decode(kept)
    assert factor.unseal(kept, person.id) == secret
    assert factor.unseal(kept, person.id + 1) is None
    app.config["FACTOR_KEY"] = "another key, of more than 32 characters"
    assert factor.unseal(kept, person.id) is None


def test_two_seals_of_one_secret_differ(app):
    assert factor.seal("A", 1) != factor.seal("A", 1)


def test_a_half_way_cookie_is_kept_as_a_hash(client, person):
    with_factor(person)
    entering(client, with_password(person))
    with client.session_transaction() as cookie:
        token = cookie["half"]
    assert db.session.query(HalfWay.token_hash).scalar() == accounts.token_hash(token)


def test_a_new_password_ends_who_is_half_way(client, person):
    secret = with_factor(person)
    entering(client, with_password(person))
    with_password(person, PASSWORD[::-1])
    assert client.send("/sign-in/code", {"code": code_of(secret)}).location == "/sign-in"


@pytest.fixture
def a_new_password_meanwhile(person, monkeypatch):
    """The person sets another password while a code is judged: after it was counted, before it counts."""
    counted = throttle.count

    def then_another(**tried):
        numbers = counted(**tried)
        accounts.set_password(db.session.get(Account, person.id), PASSWORD[::-1])
        db.session.commit()
        return numbers

    return lambda: monkeypatch.setattr(throttle, "count", then_another)


def test_nor_does_a_code_help_that_was_being_judged(client, person, a_new_password_meanwhile):
    secret = with_factor(person)
    entering(client, with_password(person))
    a_new_password_meanwhile()
    assert client.send("/sign-in/code", {"code": code_of(secret)}).location == "/sign-in"
    assert client.get("/plan").location == DOOR


def test_nor_a_new_secret_that_was_being_set_up(app, client, person, a_new_password_meanwhile):
    app.config["SECOND_FACTOR"] = "all"
    entering(client, with_password(person))
    sealed = db.session.query(HalfWay.new_secret).scalar()
    a_new_password_meanwhile()
    code = code_of(factor.unseal(sealed, person.id))
    assert client.send("/sign-in/set-up", {"code": code}).location == "/sign-in"
    assert db.session.get(Account, person.id).factor_secret is None


def test_an_inspector_comes_with_a_factor_and_within_the_days(app, client):
    required_by_role(app)
    inspector = holder_of("inspector")
    assert by_code(client, inspector).location == "/"
    app.config["TODAY"] = date(2017, 4, 1)
    assert client.get("/plan").location == DOOR
