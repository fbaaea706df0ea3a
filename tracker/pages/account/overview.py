"""One's own sign-in at a glance, and the sessions that run."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from actions import journal
from actions.db import db
from actions.permissions import Permission, may
from tracker import accounts, clock, words
from tracker.accounts import factor, lost_factors
from tracker.accounts.models import Account, SignedIn
from tracker.guard import requires, viewer
from tracker.pages.account.group import pages
from tracker.words.sign_in import HOW

HANDLE = 16


@dataclass(frozen=True)
class Session:
    """A session as it is listed. `handle` names it in its form; it opens nothing."""

    handle: str
    place: str
    how: str
    started: str
    last_seen: str
    this: bool


def _session(row: SignedIn) -> Session:
    return Session(
        handle=row.token_hash[:HANDLE],
        place=row.place or "Not known",
        how=HOW.get(row.how, "Not known"),
        started=words.moment(row.started),
        last_seen=words.moment(row.last_seen),
        this=row.token_hash == accounts.token_hash(current_user.token),
    )


@pages.get("/account")
@requires(Permission.OWN_SIGN_IN)
def overview():
    account = db.session.get(Account, viewer().id)
    rows = sorted(map(_session, accounts.sessions_of(viewer().id)), key=lambda each: not each.this)
    waiting = lost_factors.waiting_for(viewer()) if may(viewer(), Permission.CONFIRM_LOST_FACTOR) else []
    return render_template(
        "account/overview.html",
        account=account,
        sessions=rows,
        required=factor.is_required(viewer()),
        codes=factor.codes_left(viewer().id),
        waiting=len(waiting),
    )


@pages.post("/account/sessions/<handle>/end")
@requires(Permission.OWN_SIGN_IN)
def end_session(handle):
    found = [row for row in accounts.sessions_of(viewer().id) if row.token_hash[:HANDLE] == handle]
    for row in found or abort(404):
        row.ended = clock.real_now()
    return _ended("one session ended", "The session is ended.")


@pages.post("/account/sessions/end")
@requires(Permission.OWN_SIGN_IN)
def end_sessions():
    """Every session, this one too: whoever is signed in has to sign in anew."""
    accounts.end_sessions(viewer().id)
    return _ended("every session ended", "Every session is ended, this one too.")


def _ended(what, sentence):
    journal.security_event("sessions_ended", at=clock.now(), by_id=viewer().id, detail=f"person {viewer().id}: {what}")
    db.session.commit()
    flash(sentence, "success")
    return redirect(url_for("account.overview"))
