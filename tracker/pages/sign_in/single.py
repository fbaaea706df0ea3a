"""Single sign-on: out to the organisation, and back."""

from flask import abort, current_app, render_template, request, session, url_for

from actions.db import db
from tracker.accounts import single
from tracker.entering import go_on, target
from tracker.guard import public
from tracker.pages.sign_in.group import pages

GOING_TO = "single_next"


def _switched_on():
    if single.name() is None:
        abort(404)


@pages.get("/sign-in/single")
@public
def single_out():
    _switched_on()
    session[GOING_TO] = target()
    back = current_app.config["BASE_URL"] + url_for("sign_in.single_back")
    try:
        return single.way_out(back, again="again" in request.args)
    except single.Refused as refusal:
        return _refused(refusal)


@pages.get("/sign-in/single/back")
@public
def single_back():
    """The one page that writes when it is opened: the organisation sends the browser here, and a session begins."""
    _switched_on()
    try:
        account = single.invited(single.who_came_back())
    except single.Refused as refusal:
        db.session.rollback()
        return _refused(refusal)
    return go_on(account.person_id, single.how(), session.pop(GOING_TO, None))


def _refused(refusal):
    return render_template("sign_in/refused.html", sentence=str(refusal), single=single.name()), 403
