"""Who may open which page: signed in unless `@public`, and what each route says it needs. Refused unless declared."""

import secrets
from contextlib import suppress
from urllib.parse import urlsplit, urlunsplit

from flask import abort, current_app, g, redirect, request, session, url_for
from flask_login import current_user, logout_user
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from actions import journal, queries
from actions.db import begin_looking, begin_writing, db, end_looking
from actions.errors import NotAllowed, ReadOnlyNow
from actions.models import Agency, Document
from actions.permissions import Permission, may
from actions.standing import Standing, plan_on
from tracker import accounts, bearer, clock, days, kept_forms, read_only, scanning
from tracker.accounts import tokens

WRITING = frozenset({"POST"})
ALWAYS = frozenset({"GET", "HEAD", "POST"})


def public(view):
    """Anybody may open it."""
    view.needs = None
    return view


def requires(permission: Permission, *, confirmed=frozenset()):
    """Only people who hold the permission (on some line at least) may open it. `confirmed`: the methods before which they
    must have proved lately that it is they (WRITING: before sending, ALWAYS: before looking too)."""

    def declare(view):
        view.needs, view.confirmed = permission, confirmed
        return view

    return declare


def left_alone(view):
    """A page that may fetch itself anew: that somebody left it open is no sign that they are there."""
    view.left_alone = True
    return view


def by_token(permission: Permission, scope: str):
    """Only programs may read it, with a personal token of that scope (or of everything) in their header, of somebody who
    holds the permission. Who is signed in in the browser counts for nothing there."""

    def declare(view):
        view.needs, view.confirmed, view.scope = permission, frozenset(), scope
        return view

    return declare


def init_app(app):
    app.before_request(_begin)
    app.before_request(_check)
    app.after_request(_headers)
    app.teardown_request(lambda _: end_looking())
    app.register_error_handler(NotAllowed, _refused)


def viewer():
    """Who is signed in (or whose token it is), with today's rights; nobody: None."""
    if "bearer" in g:
        return g.bearer and g.bearer.viewer
    return current_user.viewer if current_user.is_authenticated else None


def nonce() -> str:
    """The script nonce of this answer, also where a request is refused before it began."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return g.nonce


def _begin():
    if request.method in WRITING:
        read_only.begin_to_write()
    elif getattr(current_app.view_functions.get(request.endpoint), "needs", None) is not None:
        begin_looking()


def _check():
    view = current_app.view_functions.get(request.endpoint)
    if view is None or request.endpoint == "static":
        return None
    needs = getattr(view, "needs", abort)
    if needs is abort:
        abort(403)
    if needs is None:
        g.day = clock.today()
        return None
    if hasattr(view, "scope"):
        return _check_token(view)
    return _check_session(view)


def _check_session(view):
    if viewer() is None:
        return _to_sign_in()
    if not may(viewer(), view.needs):
        raise NotAllowed(view.needs)
    if request.method in view.confirmed and not accounts.is_confirmed(current_user):
        return _to_confirm()
    if request.method not in WRITING and not hasattr(view, "left_alone"):
        accounts.keep_alive(current_user)
    g.day = days.asked(request.args.get("as-at"), clock.today())
    if request.method in WRITING and g.day != clock.today():
        abort(409, "A past day is shown, so nothing can be entered. Go to today first.")
    if request.method in WRITING:
        _receive()
    else:
        g.typed = kept_forms.offered(viewer().id)
    return None


def _receive():
    """What was sent is scanned, and is not offered again."""
    scanning.scan_what_was_sent()
    if "not_saved" not in g:
        kept_forms.forget_this(viewer().id)


def _check_token(view):
    g.bearer = None
    g.bearer = bearer.judged(request)
    if not may(viewer(), view.needs):
        raise NotAllowed(view.needs)
    if not g.bearer.covers(view.scope):
        abort(403, "This token is for reading standing alone. Make one for everything that you may read.")
    tokens.note_use(g.bearer, request.endpoint)
    g.day = days.asked(request.args.get("as-at"), clock.today())


def _to_sign_in():
    """To sign in, and from there back; what was typed on a page whose session has ended is kept."""
    comes_back = request.method not in WRITING or (kept_forms.keep() and "GET" in request.url_rule.methods)
    logout_user()
    return redirect(url_for("sign_in.sign_in", next=days.this_page() if comes_back else None))


def _to_confirm():
    """To prove that it is they, and from there back; what was typed is kept. A file is not come back to, nor a button:
    the page that they are on is."""
    sending = request.method in WRITING
    if sending:
        kept_forms.keep(kept_forms.NOT_CONFIRMED)
    is_page = "GET" in request.url_rule.methods and "." not in request.path
    session["not_done"] = sending or not is_page
    return redirect(url_for("account.confirm", next=days.this_page() if is_page else _came_from()))


def _came_from() -> str | None:
    """The page of ours on which a button was pressed."""
    parts = urlsplit(request.referrer or "")
    page = urlunsplit(("", "", parts.path, parts.query, ""))
    return page if parts.netloc == request.host and days.stays_here(page) else None


def _refused(refusal: NotAllowed):
    """403, and for a signed-in person a line in the journal, in a transaction of its own."""
    db.session.rollback()
    if viewer() is not None:
        with suppress(ReadOnlyNow):
            _note_refusal(refusal)
    return current_app.handle_http_exception(Forbidden())


def _note_refusal(refusal):
    begin_writing()
    detail = f"{request.endpoint}: {getattr(refusal.args[0], 'name', 'refused').lower()}"
    journal.security_event("refused", at=clock.now(), by_id=viewer().id, detail=detail)
    db.session.commit()


def _headers(response):
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce()}'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def no_referrer(response):
    """After each answer of pages whose address is a secret: it is given away to nowhere that they lead to."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def document_or_404(reference: str) -> Document:
    """The document, once it is in force on the day shown; 404 if there is none of that name by then."""
    return next((each for each in queries.documents(g.day) if each.reference == reference), None) or abort(404)


def line_or_404(document: str, number: str, agency: str | None = None) -> Standing:
    """The line (or an agency's cell of it) on the day shown; 404 if there is none that day."""
    found = plan_on(g.day).find(document, number) or abort(404)
    if agency is None:
        return found
    cell = db.session.scalar(select(Agency.id).filter_by(key=agency))
    return next((each for each in found.cells if each.cell == cell), None) or abort(404)


def insist(permission: Permission, standing: Standing) -> None:
    """403 unless the signed-in person may do this on this line."""
    if not may(viewer(), permission, standing):
        raise NotAllowed(permission)


def insist_agency(permission: Permission, agency_id: int) -> None:
    """403 unless the signed-in person, who holds the permission, belongs to this agency."""
    if viewer().agency_id != agency_id:
        raise NotAllowed(permission)
