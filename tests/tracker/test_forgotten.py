"""A forgotten password: a link by mail, once, for an hour; and the mails that tell of changes to how somebody signs in."""

import email as reading
import re
from datetime import UTC, datetime, timedelta
from email.policy import default

import pytest
from freezegun import freeze_time
from signing_in import DOOR, PASSWORD, code_of, entering, somebody, with_factor, with_password

from actions.db import db
from actions.models import JournalLine
from tracker import accounts
from tracker.accounts import factor
from tracker.accounts.models import Account, Invitation
from tracker.mail import reminding, sending, transports
from tracker.mail.models import Message

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
NEW = "four quite different words"


@pytest.fixture
def person(app):
    return somebody()


@pytest.fixture
def letters(app, tmp_path):
    """The mails that have left, oldest first."""
    app.config["MAIL_URL"] = f"folder://{tmp_path / 'post'}"

    def left():
        files = sorted((tmp_path / "post").glob("*.eml"), key=lambda each: each.stat().st_mtime_ns)
        return [reading.message_from_bytes(each.read_bytes(), policy=default) for each in files]

    return left


def asks(client, address):
    """Somebody asks for a link; the answer leaves, and then what it sent is sent."""
    data = {"email": address, "csrf_token": client.token()}
    with client.post("/sign-in/forgotten", data=data) as answer:
        return answer.status_code, answer.get_data(as_text=True)


def link_in(letter):
    return re.search(r"http://localhost(/invitation/\S+)", letter.get_content()).group(1)


def chosen(client, link, password=NEW, status=302):
    return client.send(link, {"password": password, "again": password}, status=status)


def test_the_link_that_comes_by_mail_sets_a_new_password(app, client, person, letters):
    email = with_password(person)
    signed_in = app.test_client().as_person(person.id)
    asks(client, email.upper())
    assert letters()[0]["To"] == email
    assert chosen(client, link_in(letters()[0])).location == "/sign-in"
    assert signed_in.get("/plan").location == DOOR
    entering(client, email, PASSWORD, status=400)
    assert entering(client, email, NEW).location == "/"


def test_it_works_once_and_for_an_hour(client, person, letters):
    email = with_password(person)
    with freeze_time(NOON) as moment:
        asks(client, email)
        asks(client, email)
        first, second = (link_in(letter) for letter in letters())
        moment.tick(timedelta(minutes=59))
        chosen(client, first)
        assert client.page(second, status=404).h1 == "This link cannot be used"
        asks(client, email)
        moment.tick(timedelta(minutes=61))
        assert client.page(link_in(letters()[2]), status=404)


def test_the_answer_is_the_same_whoever_asks_for_whom(client, person, letters):
    answers = [asks(client, each) for each in (with_password(person), "nobody@board.example")]
    of_the_moment = re.compile(r'nonce="[^"]*"|name="csrf_token" value="[^"]*"')
    known, unknown = ((status, of_the_moment.sub("", html)) for status, html in answers)
    assert known == unknown
    assert len(letters()) == 1


def test_nor_does_the_wait_tell_for_what_is_to_be_sent_is_written_when_the_answer_is_out(client, person, letters):
    data = {"email": with_password(person), "csrf_token": client.token()}
    lines = db.session.query(JournalLine).count()
    with client.post("/sign-in/forgotten", data=data):
        assert db.session.query(Message).count() == 0
        assert db.session.query(JournalLine).count() == lines
        db.session.rollback()
    assert len(letters()) == 1


def _disabled(person):
    with_password(person)
    db.session.get(Account, person.id).active = False
    db.session.commit()


GETS_NONE = {"invited and not accepted": lambda person: None, "disabled": _disabled}


@pytest.mark.parametrize("case", GETS_NONE)
def test_who_could_not_sign_in_gets_none(client, person, letters, case):
    GETS_NONE[case](person)
    asks(client, f"person{person.id}@board.example")
    assert letters() == []


def test_an_invitation_that_waits_goes_on_working(client, person, letters):
    token = accounts.invite(person.id)
    db.session.commit()
    asks(client, f"person{person.id}@board.example")
    assert chosen(client, f"/invitation/{token}").location == "/sign-in"


def test_the_second_factor_is_still_asked_for(client, person, letters):
    with_factor(person)
    email = with_password(person)
    asks(client, email)
    chosen(client, link_in(letters()[0]))
    assert entering(client, email, NEW).location == "/sign-in/code"


def test_no_more_than_three_an_hour_for_an_address(client, person, letters):
    email = with_password(person)
    assert [asks(client, email)[0] for _ in range(4)] == [200, 200, 200, 429]
    assert [asks(client, "nobody@board.example")[0] for _ in range(4)] == [200, 200, 200, 429]
    assert len(letters()) == 3


def test_no_secret_waits_in_the_outbox_or_stands_in_the_journal(client, person, letters):
    asks(client, with_password(person))
    token = link_in(letters()[0]).rpartition("/")[2]
    kept = [*db.session.query(Message), *db.session.query(JournalLine), *db.session.query(Invitation)]
    values = " ".join(str(getattr(row, column.key)) for row in kept for column in row.__mapper__.column_attrs)
    assert token not in values
    assert db.session.query(Invitation.token_hash).scalar() == accounts.token_hash(token)


def test_what_could_not_leave_at_once_leaves_with_the_rest_unless_it_is_stale(client, person, letters, monkeypatch):
    email = with_password(person)
    with freeze_time(NOON) as moment:
        with monkeypatch.context() as broken:
            broken.setattr(sending, "send_these", lambda *_: None)
            for _ in range(2):
                asks(client, email)
        assert letters() == []
        first, second = (row.id for row in db.session.query(Message))
        sending.send_these([first], transports.current())
        assert len(letters()) == 1
        moment.tick(timedelta(minutes=61))
        assert [outcome.became for outcome in sending.send_all(transports.current())] == ["dropped"]
    assert second > first


def test_without_mail_the_page_says_whom_to_ask(app, client, person):
    app.config.update(EXAMPLE=False, MAIL_URL=None)
    assert "Ask the board office for a link" in client.page("/sign-in/forgotten").text
    client.send("/sign-in/forgotten", {"email": with_password(person)}, status=200)
    assert db.session.query(Message).count() == 0


def test_a_mail_about_an_account_takes_no_day_s_reminders_away(client, person, letters):
    asks(client, with_password(person))
    row = db.session.query(Message).one()
    assert reminding._waiting(person.id) is None
    assert not reminding._had_one(person.id, row.day)


# What tells of changes


def _password(client):
    client.send("/account/password", {"password": NEW, "again": NEW})


def _set_up(client):
    client.send("/account/second-factor/begin")
    page = client.page("/account/second-factor")
    key = page.tree.find(".//code[@id='key']").text.replace(" ", "")
    client.send("/account/second-factor", {"code": code_of(key)}, status=200)


def _off(client):
    _set_up(client)
    client.send("/account/second-factor/off")


TELLS = {
    "Your password was changed": _password,
    "Your second factor was set up": _set_up,
    "Your second factor was switched off": _off,
}


@pytest.mark.parametrize("subject", TELLS)
def test_a_change_is_told_by_mail(client, person, letters, subject):
    entering(client, with_password(person))
    TELLS[subject](client)
    sending.send_all(transports.current())
    letter = next(each for each in letters() if each["Subject"] == f"Action tracker: {subject.lower()}")
    assert "tell the board office at once" in letter.get_content()
    assert letter.get_content().startswith("OFFICIAL-SENSITIVE")


def test_so_is_a_recovery_code_that_was_used(client, person, letters):
    with_factor(person)
    recovery = factor.new_recovery_codes(person.id)
    db.session.commit()
    entering(client, with_password(person))
    client.send("/sign-in/code", {"code": recovery[0]})
    sending.send_all(transports.current())
    assert letters()[0]["Subject"] == "Action tracker: a recovery code was used"
