"""What the website does while the record is read-only: every page is shown, what would write is answered 503."""

from flask import current_app, g, make_response, render_template, request

from actions import read_only
from actions.db import begin_writing, db
from actions.errors import ReadOnlyNow
from tracker import kept_forms, words

RETRY_AFTER = 300  # seconds
REFUSED_FORM = "Nothing is saved. Since {} the tracker is read-only: {}. Leave this page open, and send it again later."
SENT = frozenset({200, 400})
WORKS = "sign_in.sign_out"


def init_app(app):
    app.after_request(_refused_form)
    app.register_error_handler(ReadOnlyNow, _refused)


def now():
    """Since when nothing can be saved, and why; None while everything can. Asked once a request, with the session."""
    if "read_only" not in g:
        g.read_only = read_only.now()
    return g.read_only


def begin_to_write() -> None:
    """At the start of a request that may write. While the record is read-only it goes on as one that looks: its form then
    shows again what was typed, and says why (BaseForm); whatever else would write is refused."""
    try:
        begin_writing()
    except ReadOnlyNow as state:
        g.read_only = state
        g.not_saved = REFUSED_FORM.format(words.moment(state.since), state.why)


def _refused_form(answer):
    """No answer to what was sent looks as if it was done: neither the form's page, nor a way onward."""
    if "not_saved" not in g or request.endpoint == WORKS:
        return answer
    if 300 <= answer.status_code < 400:
        return make_response(_refused(g.read_only))
    if answer.status_code in SENT:
        answer.status_code = 503
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _refused(state):
    """A page with what was typed on it, to be copied, or sent again from there. Files have to be chosen anew."""
    db.session.rollback()
    g.read_only = state
    typed = [(name, text) for name, text in request.form.items(multi=True) if name not in kept_forms.NEVER]
    page = {"state": state, "typed": typed, "again": typed and not request.files, "looks": request.method != "POST"}
    current_app.logger.info("read-only: refused %s", request.endpoint)
    return render_template("errors/read_only.html", **page), 503, {"Retry-After": str(RETRY_AFTER)}
