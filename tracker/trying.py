"""Passwords and codes that are tried: counted before they are judged, for the account and for where they come from."""

from flask import current_app, g, request

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


def judged(form, field: str, wrong: str, attempt):
    """What an attempt gives, if the form was sent and it was right. Otherwise nothing: the form then says why on `field`,
    and `answer` what status that is."""
    if not form.validate_on_submit():
        return None
    try:
        right = attempt()
    except TooMany as refusal:
        g.held = 429, {"Retry-After": str(int(refusal.window.total_seconds()))}
        land(form, RuleBroken(field, _held(refusal)))
        return None
    if not right:
        db.session.commit()
        notices.send_after_this_answer()
        land(form, RuleBroken(field, wrong))
    return right


def answer(form) -> tuple[int, dict]:
    """The status and headers of the page that shows the form again."""
    return g.get("held") or (400 if form.problems else 200, {})


def _held(refusal) -> str:
    minutes = int(refusal.window.total_seconds()) // 60
    return CODES_HELD if refusal.kind == "code" else HELD.format("an hour" if minutes == 60 else "five minutes")


def password(form, email: str) -> Account | None:
    """The account, if the password typed is right; else nothing. TooMany if it is not judged. Begins to write."""
    counted = throttle.count(account=accounts.plain_email(email), source=source())
    account = accounts.check_password(email, form.password.data)
    found = account and (account.person_id, account.password_hash)
    begin_writing()
    fresh = found and db.session.get(Account, found[0], populate_existing=True, with_for_update=True)
    if not fresh or fresh.password_hash != found[1]:  # a new one may have been set while this one was judged
        _note_if_held(email)
        return None
    throttle.take_back(counted)
    return fresh


def code(account: Account, typed: str, *, still=lambda: True) -> str | None:
    """Which kind of code was typed and taken; nothing if it is wrong or used, or if whoever types it may not go on any
    more (`still`, asked once nobody else writes). TooMany if it is not judged. Begins to write."""
    email, person_id = account.email, account.person_id
    counted = throttle.count(**_code_limits(typed, person_id), account=email, source=source())
    begin_writing()
    taken = factor.take(db.session.get(Account, person_id), typed) if still() else None
    if taken is None:
        _note_if_held(email)
        _tell_of_codes(person_id)
        return None
    throttle.take_back(counted)
    if taken == factor.RECOVERY:
        _tell_of_recovery(person_id)
    return taken


def new_code(account: Account, sealed: str, typed: str, *, still=lambda: True) -> list[str] | None:
    """The recovery codes, if the code shows that the app has the new secret; `still` as for `code`. TooMany if it is not
    judged."""
    email, person_id = account.email, account.person_id
    counted = throttle.count(account=email, source=source())
    begin_writing()
    made = factor.confirm(db.session.get(Account, person_id), sealed, typed) if still() else None
    if made is not None:
        throttle.take_back(counted)
    return made


def _code_limits(typed, person_id) -> dict:
    """Six figures can be guessed in many days; a recovery code cannot, so it stays open."""
    return {"code": str(person_id)} if factor.may_be_code(typed) else {}


def _tell_of_recovery(person_id):
    detail = f"person {person_id}: a recovery code was used"
    journal.security_event("recovery_code_used", at=clock.now(), by_id=person_id, detail=detail)
    notices.put(person_id, "recovery_code_used")


def _tell_of_codes(person_id):
    """Somebody knows the password and guesses codes: the person is told, once they are held."""
    if throttle.is_full("code", str(person_id)):
        notices.put(person_id, "codes_held")


def source() -> str:
    """Where the request comes from, as it is counted."""
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
