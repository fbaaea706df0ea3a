"""Somebody with a password at the door, for tests."""

from datetime import date

from people import viewer_of

from actions.db import db
from tracker import accounts
from tracker.accounts.models import Account

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
