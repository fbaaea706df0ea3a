"""The door: e-mail address and password, and the way out."""

from flask import redirect, render_template, request, session, url_for
from flask_login import current_user, logout_user

from actions import journal
from actions.db import db
from tracker import accounts, clock, first_run, read_only, trying
from tracker.accounts import single
from tracker.entering import go_on, target
from tracker.forms import BaseForm, Email, Needed, Password
from tracker.guard import public
from tracker.pages.sign_in.group import pages

WRONG = "The e-mail address or the password is not right. Check both and try again."


class SignInForm(BaseForm):
    email = Email("E-mail address", [Needed("Enter your e-mail address")], render_kw={"autocomplete": "username"})
    password = Password("Password", [Needed("Enter your password")], render_kw={"autocomplete": "current-password"})


@pages.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in():
    if request.method == "GET" and first_run.is_open():
        return redirect(url_for("first_run.code"))
    form = SignInForm()
    account = trying.judged(form, "email", WRONG, lambda: trying.password(form, form.email.data))
    if account is not None:
        return go_on(account.person_id, "password")
    page = render_template("sign_in/sign_in.html", form=form, single=single.name(), next=target())
    return page, *trying.answer(form)


@pages.post("/sign-out")
@public
def sign_out():
    """Out of this browser in any case; the session's row, which says that it ended, waits while the tracker is read-only."""
    if current_user.is_authenticated and not read_only.now():
        accounts.end_session(current_user.token)
        journal.security_event("sign_out", at=clock.now(), by_id=current_user.viewer.id, detail="signed out")
        db.session.commit()
    logout_user()
    session.clear()
    return redirect(url_for("sign_in.sign_in"))
