"""Error pages in plain words."""

from flask import current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError, SecurityError, ServiceUnavailable

from actions.db import db
from actions.stores import Unreachable
from tracker import problems
from tracker.days import BadDay

KNOWN = (400, 403, 404, 409, 413, 429)
PLAIN = (500, 503)


def init_app(app):
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _http)
    app.register_error_handler(SecurityError, _wrong_host)
    app.register_error_handler(BadDay, _bad_day)
    app.register_error_handler(Unreachable, _store_unreachable)
    app.register_error_handler(Exception, _unforeseen)


def _http(problem):
    if problem.code is not None and problem.code < 400:
        return problem
    if problems.is_asked_for():
        return problems.answer(problem)
    code = problem.code if problem.code in (*KNOWN, *PLAIN) else 400 if (problem.code or 500) < 500 else 500
    own_words = problem.description != type(problem).description and not isinstance(problem, CSRFError)
    sentence = problem.description if code in (400, 409) and own_words else None
    if code in PLAIN:
        return _plain(code)
    return render_template(f"errors/{code}.html", sentence=sentence), problem.code


def _wrong_host(_problem):
    """For a host name that is not ours no page can be drawn: its links would lead there."""
    return "The tracker is not served at this address.", 400, {"Content-Type": "text/plain; charset=utf-8"}


def _bad_day(problem):
    if problems.is_asked_for():
        return problems.answer(BadRequest(), str(problem))
    return render_template("errors/day.html", sentence=str(problem), path=request.path), 400


def _unforeseen(problem):
    """The log gets the kind and place of the fault, never what somebody typed. The page asks nothing of the database."""
    current_app.logger.exception("unforeseen fault at %s", request.endpoint)
    db.session.rollback()
    return problems.answer(InternalServerError()) if problems.is_asked_for() else _plain(500)


def _store_unreachable(_problem):
    current_app.logger.exception("the store of evidence does not answer at %s", request.endpoint)
    db.session.rollback()
    return problems.answer(ServiceUnavailable()) if problems.is_asked_for() else _plain(503)


def _plain(code):
    return current_app.jinja_env.get_template(f"errors/{code}.html").render(), code
