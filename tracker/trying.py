"""Passwords and codes that are tried: counted before they are judged, for the account and for where they come from."""

from flask import current_app, request

from actions import journal
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from tracker import accounts, clock
from tracker.accounts import factor, throttle
from tracker.accounts.models import Account
from tracker.accounts.throttle import TooMany
from tracker.forms import land
from tracker.mail import notices

HELD = "There were too many wrong tries. Wait {}, then try again."
CODES_HELD = "There were too many wrong codes in a day. Use one of your recovery codes, or ask the board office."


def password(form, email: str) -> Account | None:
    """The account, if the password typed is right; else nothing. TooMany if it is not judged. Begins to write."""
    counted = throttle.count(account=accounts.plain_email(email), source=_source())
    account = accounts.check_password(email, form.password.data)
    person_id = account and account.person_id
    begin_writing()
    if person_id is None:
        _note_if_held(email)
        return None
    throttle.take_back(counted)
    return db.session.get(Account, person_id)


def code(account: Account, typed: str) -> str | None:
    """Which kind of code was typed and taken; nothing if it is wrong or used. TooMany if it is not judged. Begins to
    write."""
    email, person_id = account.email, account.person_id
    counted = throttle.count(**_code_limits(typed, person_id), account=email, source=_source())
    begin_writing()
    taken = factor.take(db.session.get(Account, person_id), typed)
    if taken is None:
        _note_if_held(email)
        _tell_of_codes(person_id)
        return None
    throttle.take_back(counted)
    return taken


def new_code(account: Account, sealed: str, typed: str) -> list[str] | None:
    """The recovery codes, if the code shows that the app has the new secret. TooMany if it is not judged."""
    email, person_id = account.email, account.person_id
    counted = throttle.count(account=email, source=_source())
    begin_writing()
    made = factor.confirm(db.session.get(Account, person_id), sealed, typed)
    if made is not None:
        throttle.take_back(counted)
    return made


def _code_limits(typed, person_id) -> dict:
    """Six figures can be guessed in many days; a recovery code cannot, so it stays open."""
    return {"code": str(person_id)} if len(typed) < 12 else {}


def _tell_of_codes(person_id):
    """Somebody knows the password and guesses codes: the person is told, once they are held."""
    if throttle.is_full("code", str(person_id)):
        notices.put(person_id, "codes_held")


def _source():
    return throttle.source(request.remote_addr)


def _note_if_held(email):
    """The journal tells of an account whose tries are used up, once; the log, of any."""
    if not throttle.is_full("account", accounts.plain_email(email)):
        return
    current_app.logger.warning("sign-in is held: too many failures for one address")
    account = accounts.account_of(email)
    if account is not None:
        detail = f"person {account.person_id}: too many wrong tries, nothing is judged for five minutes"
        journal.security_event("sign_in_held", at=clock.now(), by_id=None, detail=detail)


def held(form, field: str, refusal: TooMany):
    """Say on the form that it was not judged; what the answer is to be: its status and headers."""
    seconds = int(refusal.window.total_seconds())
    wait = "five minutes" if seconds == 300 else f"{seconds // 3600} hours" if seconds > 3600 else "an hour"
    land(form, RuleBroken(field, CODES_HELD if refusal.kind == "code" else HELD.format(wait)))
    return 429, {"Retry-After": str(seconds)}
