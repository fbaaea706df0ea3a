"""Signing in, where it leads, and invitations."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from freezegun import freeze_time
from signing_in import DOOR, PASSWORD, entering, somebody, with_password

from actions import changes
from actions.db import begin_writing, db
from actions.models import JournalLine, Person
from actions.periods import london_moment
from tracker import accounts, days
from tracker.accounts.models import Account, Invitation, SignedIn


@pytest.fixture
def person(app):
    return somebody()


@pytest.fixture
def signed_in(client, person):
    """The browser of somebody who has typed the password."""
    entering(client, with_password(person))
    assert client.get("/plan").status_code == 200
    return client


# The door


def test_the_right_password_opens_the_portal(client, person):
    assert entering(client, with_password(person)).location == "/"


def test_an_address_is_the_same_in_capitals(client, person):
    assert entering(client, f" {with_password(person).upper()} ").location == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, person):
    email = with_password(person)
    wrong = entering(client, email, "not these words", status=400)
    unknown = entering(client, "nobody@board.example", "x", status=400)
    assert wrong.errors() == unknown.errors() != {}
    assert db.session.query(SignedIn).count() == 0


def test_without_signing_in_every_page_leads_to_the_door(client):
    assert client.get("/plan").location == DOOR


def _disabled(person):
    with_password(person)
    db.session.get(Account, person.id).active = False


def _without_role(person):
    with_password(person)
    begin_writing()
    row = db.session.get(Person, person.id)
    changes.end_appointment(row, "executive", by=None, at=london_moment(date(2017, 1, 16)))


WHO_MAY_NOT = {
    "invited and not accepted": lambda person: None,
    "disabled": _disabled,
    "without a role": _without_role,
}


@pytest.mark.parametrize("case", WHO_MAY_NOT)
def test_who_may_not_sign_in_is_told_what_a_stranger_is_told(client, person, case):
    WHO_MAY_NOT[case](person)
    db.session.commit()
    page = entering(client, f"person{person.id}@board.example", status=400)
    assert page.errors() == entering(client, "nobody@board.example", status=400).errors()


def test_the_password_is_kept_as_an_argon2_hash(person):
    with_password(person)
    kept = db.session.get(Account, person.id).password_hash
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_the_password_is_never_shown_again(client, person):
    page = entering(client, with_password(person), "a wrong one", status=400)
    assert "a wrong one" not in page.html
    assert page.field("email") == f"person{person.id}@board.example"


def test_signing_in_and_out_is_in_the_journal(signed_in):
    signed_in.send("/sign-out")
    kinds = [line.kind for line in db.session.query(JournalLine).order_by(JournalLine.number)][-2:]
    assert kinds == ["sign_in", "sign_out"]


# Where it leads

STAYS = ("/plan", "/plan?document=a&as-at=2016-12-01", "/people/invite", "/%2Fhost", "/plan#part")
LEAVES = (
    "//host",
    "////host",
    "///host",
    "http:///host",
    "http://host",
    "https:host",
    "//host\\@localhost",
    "/\\host",
    "\\\\host",
    "\\/host",
    "/\thost",
    "/\t/host",
    "/\n/host",
    "\t//host",
    " //host",
    "/ /host",
    "/\x00/host",
    "/\x7f/host",
    "javascript:alert(1)",
    "data:text/html,x",
    "host",
    "localhost@host",
    ".//host",
    "",
)


@pytest.mark.parametrize("target", STAYS)
def test_after_signing_in_it_goes_on_to_what_was_asked_for(client, person, target):
    address = f"/sign-in?{urlencode({'next': target})}"
    assert entering(client, with_password(person), address=address).location == target


@pytest.mark.parametrize("target", LEAVES)
def test_it_never_leads_off_the_site(client, person, target):
    email = with_password(person)
    data = {"email": email, "password": PASSWORD, "csrf_token": client.token()}
    answer = client.post("/sign-in", data=data, query_string={"next": target})
    assert (answer.status_code, answer.location) == (302, "/")
    assert not days.stays_here(target)


def test_what_was_asked_for_survives_the_way_to_the_door(client, person):
    door = client.get("/plan?document=x&as-at=2016-12-01").location
    assert entering(client, with_password(person), address=door).location == "/plan?document=x&as-at=2016-12-01"


# Invitations


@pytest.fixture
def token(person):
    made = accounts.invite(person.id)
    db.session.commit()
    return made


def choosing(client, token, password=PASSWORD, again=None, *, status=302):
    again = password if again is None else again
    return client.send(f"/invitation/{token}", {"password": password, "again": again}, status=status)


def test_an_invitation_sets_the_password_that_then_opens_the_portal(client, person, token):
    assert choosing(client, token).location == "/sign-in"
    assert entering(client, f"person{person.id}@board.example").location == "/"


def test_an_invitation_is_used_once(client, person, token):
    choosing(client, token)
    assert client.page(f"/invitation/{token}", status=404).h1 == "This link cannot be used"
    assert choosing(client, token, "another long password", status=404)
    assert entering(client, f"person{person.id}@board.example").location == "/"


def test_an_invitation_is_kept_as_a_hash(token):
    row = db.session.query(Invitation).one()
    assert row.token_hash == hashlib.sha256(token.encode()).hexdigest()
    stored = " ".join(str(getattr(row, column.key)) for column in Invitation.__mapper__.column_attrs)
    assert token not in stored


def test_an_invitation_lasts_fourteen_days(client, token):
    made = datetime.now(UTC)
    with freeze_time(made + timedelta(days=13, hours=23)):
        assert client.page(f"/invitation/{token}").h1 == "Choose your password"
    with freeze_time(made + timedelta(days=14, seconds=5)):
        assert client.page(f"/invitation/{token}", status=404).h1 == "This link cannot be used"
        assert choosing(client, token, status=404)


def test_a_later_invitation_ends_an_earlier_one(client, person, token):
    accounts.invite(person.id)
    db.session.commit()
    assert client.page(f"/invitation/{token}", status=404)


def test_a_disabled_account_s_invitation_does_not_work(client, person, token):
    db.session.get(Account, person.id).active = False
    db.session.commit()
    assert client.page(f"/invitation/{token}", status=404)
    assert choosing(client, token, status=404)
    assert db.session.get(Account, person.id).password_hash is None


@pytest.mark.parametrize("made_up", ["nothing", "0" * 64, "%00", "x" * 5000])
def test_a_made_up_invitation_cannot_be_used(client, token, made_up):
    assert client.page(f"/invitation/{made_up}", status=404).h1 == "This link cannot be used"


BAD_PASSWORDS = {
    "none": ("", "", "Enter a password"),
    "short": ("eleven char", "eleven char", "Use 12 to 200 characters"),
    "long": ("x" * 201, "x" * 201, "Shorten this to 200 characters or fewer: it has 201"),
    "not the same": (PASSWORD, "three other words", "Enter the same password twice"),
}


@pytest.mark.parametrize("case", BAD_PASSWORDS)
def test_a_password_that_will_not_do_leaves_the_invitation_good(client, token, case):
    password, again, message = BAD_PASSWORDS[case]
    assert message in choosing(client, token, password, again, status=400).errors()
    assert choosing(client, token)


def test_a_password_keeps_its_spaces_and_letters(client, person, token):
    choosing(client, token, "  Łódź, Ŵ and 😀  ")
    email = f"person{person.id}@board.example"
    assert entering(client, email, "Łódź, Ŵ and 😀", status=400)
    assert entering(client, email, "  Łódź, Ŵ and 😀  ").location == "/"
