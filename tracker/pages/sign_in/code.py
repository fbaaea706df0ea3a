"""The second factor at the door: its code, or setting it up where the role needs one."""

from functools import partial

from flask import flash, redirect, render_template, session, url_for

from actions import journal
from actions.db import db
from tracker import accounts, clock, trying
from tracker.accounts import factor
from tracker.accounts.models import Account
from tracker.code_form import WRONG_CODE, CodeForm
from tracker.code_form import set_up as what_to_scan
from tracker.entering import HALF, enter, onward, target
from tracker.guard import public
from tracker.mail import notices
from tracker.pages.sign_in.group import pages

START_AGAIN = "Enter your e-mail address and password first. They are asked for again after 20 minutes."


def _half(*, lock=False):
    return accounts.half_way(session.get(HALF), lock=lock)


def _still_half() -> bool:
    """A new password, or coming in elsewhere, may have ended it while the code was judged."""
    return _half(lock=True) is not None


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
    form, account = CodeForm(), db.session.get(Account, half.person_id)
    taken = trying.judged(form, "code", WRONG_CODE, lambda: trying.code(account, form.code.data, still=_still_half))
    if taken:
        return _come_in(account.person_id, taken)
    if _half() is None:
        return _to_the_start()
    return render_template("sign_in/code.html", form=form), *trying.answer(form)


def _come_in(person_id, taken):
    onto = onward()
    enter(person_id, "code")
    if taken == factor.RECOVERY:
        left = factor.codes_left(person_id)
        flash(f"That recovery code is used up. You have {left} left: make new ones under Your sign-in.", "warning")
    notices.send_after_this_answer()
    return onto


@pages.route("/sign-in/set-up", methods=["GET", "POST"])
@public
def set_up():
    half = _half()
    if half is None or not half.new_secret:
        return _to_the_start()
    form, account, sealed = CodeForm(), db.session.get(Account, half.person_id), half.new_secret
    judge = partial(trying.new_code, account, sealed, form.code.data, still=_still_half)
    made = trying.judged(form, "code", WRONG_CODE, judge)
    if made:
        return _settled(account.person_id, made)
    if _half() is None:
        return _to_the_start()
    page = render_template("sign_in/set_up.html", form=form, scan=what_to_scan(_half()))
    return page, *trying.answer(form)


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
