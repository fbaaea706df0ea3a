"""Signing in, signing out, and accepting an invitation."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from wtforms.validators import EqualTo, Length

from actions import journal, permissions
from actions.db import db
from actions.errors import RuleBroken
from tracker import accounts, clock, days, kept_forms
from tracker.forms import BaseForm, Email, Needed, Password, land
from tracker.guard import public

pages = Blueprint("sign_in", __name__)
WRONG = "The e-mail address or the password is not right. Check both and try again."


class SignInForm(BaseForm):
    email = Email("E-mail address", [Needed("Enter your e-mail address")])
    password = Password("Password", [Needed("Enter your password")])


class NewPasswordForm(BaseForm):
    password = Password(
        "New password",
        [
            Needed("Enter a password"),
            Length(
                accounts.SHORTEST_PASSWORD,
                accounts.LONGEST_PASSWORD,
                f"Use {accounts.SHORTEST_PASSWORD} to {accounts.LONGEST_PASSWORD} characters",
            ),
        ],
        description=f"At least {accounts.SHORTEST_PASSWORD} characters. Three random words make a good one.",
    )
    again = Password("The same again", [EqualTo("password", "Enter the same password twice")])


@pages.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in():
    form = SignInForm()
    if form.validate_on_submit():
        account = accounts.check_password(form.email.data, form.password.data)
        if account is not None:
            return _enter(account.person_id)
        land(form, RuleBroken("email", WRONG))
    return render_template("sign_in/sign_in.html", form=form), 400 if form.problems else 200


def _enter(person_id):
    """A session that holds nothing of the one before it in this browser, which ends."""
    if current_user.is_authenticated:
        accounts.end_session(current_user.token)
    session.clear()
    token = accounts.start_session(person_id)
    viewer = permissions.viewer(person_id, clock.today())
    login_user(accounts.User(token, viewer))
    kept_forms.note_waiting(person_id)
    session.pop("_id", None)
    journal.security_event("sign_in", at=clock.now(), by_id=person_id, detail="signed in")
    db.session.commit()
    target = request.args.get("next")
    return redirect(target if days.stays_here(target) else url_for("start.start"))


@pages.post("/sign-out")
@public
def sign_out():
    if current_user.is_authenticated:
        accounts.end_session(current_user.token)
        journal.security_event("sign_out", at=clock.now(), by_id=current_user.viewer.id, detail="signed out")
        db.session.commit()
    logout_user()
    session.clear()
    return redirect(url_for("sign_in.sign_in"))


@pages.route("/invitation/<token>", methods=["GET", "POST"])
@public
def invitation(token):
    found = accounts.invitation(token)
    if found is None:
        return render_template("sign_in/spent.html"), 404
    form = NewPasswordForm()
    if form.validate_on_submit():
        accounts.accept_invitation(found, form.password.data)
        journal.security_event("password_set", at=clock.now(), by_id=found.person_id, detail="accepted an invitation")
        db.session.commit()
        flash("Your password is set. Sign in with it.", "success")
        return redirect(url_for("sign_in.sign_in"))
    return render_template("sign_in/invitation.html", form=form), 400 if form.problems else 200
