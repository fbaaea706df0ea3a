"""A tracker that nobody has an account in yet: the code that opens it, once, to who can read what its server prints."""

import base64
import hashlib
import hmac

from flask import current_app
from sqlalchemy import select

from actions import changes, journal
from actions.db import begin_writing, db, lock_ledger
from actions.models import JournalLine
from tracker import accounts, clock
from tracker.accounts import throttle
from tracker.accounts.models import Account

LETTERS = 16
ROLE, TITLE = "business_manager", "Business manager, board office"
FIRST_LINE = select(JournalLine.line_hash).order_by(JournalLine.number).limit(1)


def is_open() -> bool:
    """Whether nobody has an account. Never in the worked example, whose people come with it."""
    return not current_app.config["EXAMPLE"] and db.session.scalar(select(Account.person_id).limit(1)) is None


def code() -> str:
    """ABCD-EFGH-JKLM-NOPQ: the same on every host and however often it is asked for, another for another record. It is
    made of SECRET_KEY, so it is written down nowhere."""
    about = f"first run {db.session.scalar(FIRST_LINE) or journal.GENESIS}"
    key = current_app.config["SECRET_KEY"].encode()
    letters = base64.b32encode(hmac.new(key, about.encode(), hashlib.sha256).digest()).decode()[:LETTERS]
    return "-".join(letters[place : place + 4] for place in range(0, LETTERS, 4))


def fits(typed: str | None) -> bool:
    """Whether it is the code, with or without its dashes, in whatever case."""
    plain = "".join(letter for letter in (typed or "").upper() if letter.isascii() and letter.isalnum())
    return hmac.compare_digest(plain, code().replace("-", ""))


def judge(typed: str, source: str) -> bool:
    """The same, counted as a try; TooMany if it is not judged. Begins to write."""
    counted = throttle.count(source=source)
    begin_writing()
    if not (is_open() and fits(typed)):
        return False
    throttle.take_back(counted)
    return True


def open_with(email: str, password: str) -> int | None:
    """The number of the first person, a business manager with an account; none if somebody else was first. Who calls
    commits."""
    lock_ledger()
    if not is_open():
        return None
    person = changes.add_person(title=TITLE, agency_id=None, by=None, at=clock.now())
    changes.appoint(person, ROLE, by=None, at=clock.now())
    accounts.set_password(accounts.open_account(person.id, email), password)
    detail = f"person {person.id} opened the tracker with the code that its server printed"
    journal.security_event("first_run", at=clock.now(), by_id=person.id, detail=detail)
    return person.id
