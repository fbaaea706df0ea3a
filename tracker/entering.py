"""Coming in: a new session for who has shown what they must, and what comes in between."""

from flask import redirect, request, session, url_for
from flask_login import current_user, login_user

from actions import journal, permissions
from actions.db import db
from tracker import accounts, clock, days, kept_forms
from tracker.accounts import factor, places
from tracker.accounts.models import Account, SignedIn

HALF = "half"


def go_on(person_id: int, how: str, onto: str | None = None, *, proved: bool = True):
    """After the first factor: in, or to the second one, and from there onto a page of ours. Commits. `proved`: they have
    just shown that it is they."""
    onto = onto or target()
    account, viewer = db.session.get(Account, person_id), permissions.viewer(person_id, clock.today())
    if how in factor.STRONG or not (account.factor_secret or factor.is_required(viewer)):
        enter(person_id, how, proved=proved)
        return redirect(onto or url_for("start.start"))
    new = None if account.factor_secret else factor.new_secret(person_id)
    session[HALF] = accounts.start_half_way(person_id, new)
    db.session.commit()
    return redirect(url_for("sign_in.set_up" if new else "sign_in.code", next=onto))


def enter(person_id: int, how: str, *, proved: bool = True) -> None:
    """A session that holds nothing of the one before it in this browser, which ends. Commits."""
    accounts.end_half_ways(person_id)
    if current_user.is_authenticated:
        accounts.end_session(current_user.token)
    session.clear()
    _begin_session(person_id, how, proved)
    journal.security_event("sign_in", at=clock.now(), by_id=person_id, detail=SAID[how])
    db.session.commit()


SAID = {
    "password": "signed in",
    "code": "signed in with a second factor",
    "single": "signed in by single sign-on",
    "single_trusted": "signed in by single sign-on",
}


def start_anew(person_id: int) -> None:
    """After how somebody signs in was changed: every session of theirs ends, and this browser gets a new one. Who calls
    commits."""
    before = db.session.get(SignedIn, accounts.token_hash(current_user.token)).how
    how = "code" if db.session.get(Account, person_id).factor_secret else "password" if before == "code" else before
    accounts.end_sessions(person_id)
    accounts.end_half_ways(person_id)
    session.pop(HALF, None)
    _begin_session(person_id, how)


def _begin_session(person_id, how, proved=True):
    place = places.words(request.headers.get("User-Agent"), request.remote_addr)
    token = accounts.start_session(person_id, how, place, proved=proved)
    now, viewer = clock.real_now(), permissions.viewer(person_id, clock.today())
    login_user(accounts.User(token, viewer, now, now if proved else None))
    kept_forms.note_waiting(person_id)
    session.pop("_id", None)


def target() -> str | None:
    """Where the person was going, if that is a page of ours."""
    asked = request.args.get("next")
    return asked if days.stays_here(asked) else None


def onward():
    return redirect(target() or url_for("start.start"))
