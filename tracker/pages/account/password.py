"""Choosing another password."""

from flask import flash, redirect, render_template, url_for

from actions import journal
from actions.db import db
from actions.permissions import Permission
from tracker import accounts, clock
from tracker.accounts.models import Account
from tracker.entering import start_anew
from tracker.guard import ALWAYS, requires, viewer
from tracker.mail import notices
from tracker.new_password import NewPasswordForm
from tracker.pages.account.group import pages


@pages.route("/account/password", methods=["GET", "POST"])
@requires(Permission.OWN_SIGN_IN, confirmed=ALWAYS)
def password():
    account = db.session.get(Account, viewer().id)
    form = NewPasswordForm(account.email)
    if form.validate_on_submit():
        _change(account, form.password.data)
        flash("Your password is changed. Everybody else who was signed in with your account is signed out.", "success")
        return redirect(url_for("account.overview"))
    return render_template("account/password.html", form=form), 400 if form.problems else 200


def _change(account, chosen):
    person_id = account.person_id
    accounts.set_password(account, chosen)
    start_anew(person_id)
    journal.security_event("password_set", at=clock.now(), by_id=person_id, detail="changed the password")
    notices.put(person_id, "password_set")
    db.session.commit()
    notices.send_after_this_answer()
