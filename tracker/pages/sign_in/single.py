"""Single sign-on: out to the organisation, and back."""

from flask import abort, current_app, flash, render_template, request, session, url_for

from actions.db import db
from tracker import clock
from tracker.accounts import single
from tracker.entering import go_on, target
from tracker.guard import public
from tracker.pages.sign_in.group import pages

GOING_TO, ASKED = "single_next", "single_asked"
NOT_ASKED = (
    "Your organisation did not say that it asked you again who you are, so what comes next stays shut. Choose a password "
    "with 'I have forgotten my password' on the sign-in page, and confirm with that."
)


def _switched_on():
    if single.name() is None:
        abort(404)


@pages.get("/sign-in/single")
@public
def single_out():
    _switched_on()
    again = "again" in request.args
    session[GOING_TO], session[ASKED] = target(), clock.real_now() if again else None
    back = current_app.config["BASE_URL"] + url_for("sign_in.single_back")
    try:
        return single.way_out(back, again=again)
    except single.Refused as refusal:
        return _refused(refusal)


@pages.get("/sign-in/single/back")
@public
def single_back():
    """The one page that writes when it is opened: the organisation sends the browser here, and a session begins."""
    _switched_on()
    asked = session.pop(ASKED, None)
    try:
        claims = single.who_came_back()
        account = single.invited(claims)
    except single.Refused as refusal:
        db.session.rollback()
        return _refused(refusal)
    proved = single.has_just_proved(claims, asked)
    answer = go_on(account.person_id, single.how(), session.pop(GOING_TO, None), proved=proved)
    if asked and not proved:
        flash(NOT_ASKED, "warning")
    return answer


def _refused(refusal):
    return render_template("sign_in/refused.html", sentence=str(refusal)), 403
