"""One's own second factor: setting it up or anew, new recovery codes, switching it off where it is not required."""

from functools import partial

from flask import flash, redirect, render_template, session, url_for

from actions import journal
from actions.db import db
from actions.permissions import Permission
from tracker import accounts, clock, trying
from tracker.accounts import factor
from tracker.accounts.models import Account
from tracker.code_form import WRONG_CODE, CodeForm
from tracker.code_form import set_up as what_to_scan
from tracker.entering import HALF, start_anew
from tracker.guard import ALWAYS, requires, viewer
from tracker.mail import notices
from tracker.pages.account.group import pages


def _own() -> Account:
    return db.session.get(Account, viewer().id)


def _noted(kind, what, notice=None):
    """In the journal, and to the person by mail; commits."""
    journal.security_event(kind, at=clock.now(), by_id=viewer().id, detail=f"person {viewer().id}: {what}")
    if notice:
        notices.put(viewer().id, notice)
    db.session.commit()
    notices.send_after_this_answer()


@pages.post("/account/second-factor/begin")
@requires(Permission.OWN_SIGN_IN, confirmed=ALWAYS)
def begin():
    """A new secret for this browser to be shown; the factor in use stays until a code of the new one is entered."""
    session[HALF] = accounts.start_half_way(viewer().id, factor.new_secret(viewer().id))
    db.session.commit()
    return redirect(url_for("account.set_up"))


@pages.route("/account/second-factor", methods=["GET", "POST"])
@requires(Permission.OWN_SIGN_IN, confirmed=ALWAYS)
def set_up():
    half = accounts.half_way(session.get(HALF))
    if half is None or half.person_id != viewer().id or not half.new_secret:
        return redirect(url_for("account.overview"))
    form, token, sealed = CodeForm(), session[HALF], half.new_secret
    judge = partial(trying.new_code, _own(), sealed, form.code.data, still=lambda: accounts.half_way(token, lock=True))
    made = trying.judged(form, "code", WRONG_CODE, judge)
    if made:
        start_anew(viewer().id)
        _noted("factor_set", "set up a second factor", "factor_set")
        return _shown_once(made, first=True)
    half = accounts.half_way(token)
    if half is None:
        return redirect(url_for("account.overview"))
    page = render_template("account/set_up.html", form=form, scan=what_to_scan(half))
    return page, *trying.answer(form)


def _shown_once(made, first=False):
    return render_template("account/codes.html", codes=made, onto=url_for("account.overview"), first=first)


@pages.post("/account/recovery-codes")
@requires(Permission.OWN_SIGN_IN, confirmed=ALWAYS)
def new_codes():
    if not _own().factor_secret:
        flash("Set up a second factor first.", "note")
        return redirect(url_for("account.overview"))
    made = factor.new_recovery_codes(viewer().id)
    _noted("recovery_codes_made", "made new recovery codes")
    return _shown_once(made)


@pages.post("/account/second-factor/off")
@requires(Permission.OWN_SIGN_IN, confirmed=ALWAYS)
def switch_off():
    if factor.is_required(viewer()):
        flash("Your role needs a second factor. You can set it up anew.", "note")
    elif _own().factor_secret:
        factor.remove(_own())
        start_anew(viewer().id)
        _noted("factor_off", "switched the second factor off", "factor_off")
        flash("Your second factor is switched off. Your password alone lets you in.", "success")
    return redirect(url_for("account.overview"))
