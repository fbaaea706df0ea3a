"""Whose personal token a request bears: in its header alone, never in its address nor in a cookie."""

from flask import current_app
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import TooManyRequests, Unauthorized

from actions.db import db
from actions.errors import ReadOnlyNow
from tracker.accounts import throttle, tokens
from tracker.accounts.throttle import TooMany
from tracker.accounts.tokens import Bearer

REALM = {"realm": "tracker"}
MISSING = "Send a personal token in the header Authorization: Bearer TOKEN. You make one on the page of your account."
WRONG = "The token is not known, or has ended."
HELD = "There were too many wrong tokens. Wait five minutes, then try again with the right one."


def judged(request) -> Bearer:
    """Whose it is. 401 without one, or for a wrong one; 429 for one wrong one too many from where it comes."""
    sent = request.authorization
    if sent is None or sent.type != "bearer" or not sent.token:
        raise Unauthorized(MISSING, www_authenticate=WWWAuthenticate("bearer", dict(REALM)))
    return tokens.reader(sent.token) or _refuse(throttle.source(request.remote_addr))


def _refuse(source: str):
    """A wrong one is counted. It cannot be guessed, so a right one is judged however many wrong ones came from there:
    a council's officers share one address."""
    try:
        throttle.count(token_source=source)
    except ReadOnlyNow:
        db.session.rollback()
    except TooMany as refusal:
        current_app.logger.warning("tokens are held: too many wrong ones from one source")
        seconds = int(refusal.window.total_seconds())
        raise TooManyRequests(HELD, retry_after=seconds) from None
    raise Unauthorized(WRONG, www_authenticate=WWWAuthenticate("bearer", {**REALM, "error": "invalid_token"}))
