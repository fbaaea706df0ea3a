"""Somebody with a password at the door, for tests."""

from datetime import date, timedelta

import pyotp
from people import viewer_of

from actions.db import db
from tracker import accounts, clock
from tracker.accounts import factor
from tracker.accounts.models import Account, SignedIn

JOINED = date(2016, 11, 1)
PASSWORD = "three random words"
DOOR = "/sign-in?next=/plan"


def somebody(role="executive", agency=None, **more):
    return viewer_of(role, agency, on=JOINED, **more)


def with_password(person, password=PASSWORD):
    accounts.set_password(db.session.get(Account, person.id), password)
    db.session.commit()
    return db.session.get(Account, person.id).email


def entering(client, email, password=PASSWORD, *, address="/sign-in", status=302):
    return client.send(address, {"email": email, "password": password}, status=status)


def with_factor(person):
    """The person's second factor, as their app holds it: its secret."""
    account = db.session.get(Account, person.id)
    secret = pyotp.random_base32()
    account.factor_secret = factor.seal(secret, person.id)
    db.session.commit()
    return secret


def code_of(secret, ahead=0):
    """The code that the app shows; `ahead`: so many steps of half a minute later."""
    return pyotp.TOTP(secret).at(clock.real_now() + ahead * timedelta(seconds=factor.STEP))


def by_code(client, person, code=None, *, status=302):
    """Sign in with the password and a code of the factor."""
    secret = with_factor(person) if code is None else None
    entering(client, with_password(person))
    return client.send("/sign-in/code", {"code": code or code_of(secret)}, status=status)


def required_by_role(app):
    app.config["SECOND_FACTOR"] = "roles"


def long_ago(client):
    """The client's session was confirmed so long ago that it is asked again before what matters."""
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    row = db.session.get(SignedIn, accounts.token_hash(token))
    row.confirmed = clock.real_now() - accounts.CONFIRMED
    db.session.commit()
