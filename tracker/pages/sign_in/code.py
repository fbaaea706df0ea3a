"""The second factor at the door: its code, or setting it up where the role needs one."""

from flask import flash, redirect, render_template, session, url_for

from actions import journal
from actions.db import db
from actions.errors import RuleBroken
from tracker import accounts, clock, trying
from tracker.accounts.models import Account
from tracker.accounts.throttle import TooMany
from tracker.code_form import WRONG_CODE, CodeForm
from tracker.code_form import set_up as what_to_scan
from tracker.entering import HALF, enter, onward, target
from tracker.forms import land
from tracker.guard import public
from tracker.mail import notices
from tracker.pages.sign_in.group import pages

START_AGAIN = "Enter your e-mail address and password first. They are asked for again after 20 minutes."


def _half():
    return accounts.half_way(session.get(HALF))


def _to_the_start():
    session.pop(HALF, None)
    flash(START_AGAIN, "note")
    return redirect(url_for("sign_in.sign_in", next=target()))


@pages.route("/sign-in/code", methods=["GET", "POST"])
@public
def code():
    half = _half()
    if half is None or half.new_secret:
        return _to_the_start()
    form, answer, person_id = CodeForm(), (400, {}), half.person_id
    if form.validate_on_submit():
        try:
            taken = trying.code(db.session.get(Account, person_id), form.code.data)
        except TooMany as refusal:
            answer = trying.held(form, "code", refusal)
        else:
            if taken:
                return _come_in(person_id, taken)
            db.session.commit()
            notices.send_after_this_answer()
            land(form, RuleBroken("code", WRONG_CODE))
    return render_template("sign_in/code.html", form=form), *(answer if form.problems else (200, {}))


def _come_in(person_id, taken):
    if taken == "recovery code":
        detail = f"person {person_id}: a recovery code was used"
        journal.security_event("recovery_code_used", at=clock.now(), by_id=person_id, detail=detail)
        left = accounts.factor.codes_left(person_id)
        notices.put(person_id, "recovery_code_used")
    onto = onward()
    enter(person_id, "code")
    if taken == "recovery code":
        notices.send_after_this_answer()
        flash(f"That recovery code is used up. You have {left} left: make new ones under Your sign-in.", "warning")
    return onto


@pages.route("/sign-in/set-up", methods=["GET", "POST"])
@public
def set_up():
    half = _half()
    if half is None or not half.new_secret:
        return _to_the_start()
    form, answer, person_id, sealed = CodeForm(), (400, {}), half.person_id, half.new_secret
    if form.validate_on_submit():
        try:
            made = trying.new_code(db.session.get(Account, person_id), sealed, form.code.data)
        except TooMany as refusal:
            answer = trying.held(form, "code", refusal)
        else:
            if made:
                return _settled(person_id, made)
            db.session.commit()
            land(form, RuleBroken("code", WRONG_CODE))
    page = render_template("sign_in/set_up.html", form=form, scan=what_to_scan(_half()))
    return page, *(answer if form.problems else (200, {}))


def _settled(person_id, made):
    """In, with the recovery codes shown this once."""
    detail = f"person {person_id}: set up a second factor"
    journal.security_event("factor_set", at=clock.now(), by_id=person_id, detail=detail)
    notices.put(person_id, "factor_set")
    accounts.end_sessions(person_id)
    onto = target() or url_for("start.start")
    enter(person_id, "code")
    notices.send_after_this_answer()
    return render_template("account/codes.html", codes=made, onto=onto, first=True)
