"""An invitation, or a link for a forgotten password: choosing a password."""

from flask import flash, redirect, render_template, url_for

from actions import journal
from actions.db import db
from tracker import accounts, clock
from tracker.accounts.models import Account
from tracker.guard import public
from tracker.mail import notices
from tracker.new_password import NewPasswordForm
from tracker.pages.sign_in.group import pages


@pages.route("/invitation/<token>", methods=["GET", "POST"])
@public
def invitation(token):
    found = accounts.invitation(token)
    if found is None:
        return render_template("sign_in/spent.html"), 404
    account = db.session.get(Account, found.person_id)
    form = NewPasswordForm(account.email)
    if form.validate_on_submit():
        _set(account, found, form.password.data)
        flash("Your password is set. Sign in with it.", "success")
        return redirect(url_for("sign_in.sign_in"))
    return render_template("sign_in/invitation.html", form=form, email=account.email), 400 if form.problems else 200


def _set(account, found, password):
    person_id, again = account.person_id, account.password_hash is not None
    accounts.accept_invitation(found, password)
    said = "chose a new password by a link" if again else "accepted an invitation"
    journal.security_event("password_set", at=clock.now(), by_id=person_id, detail=said)
    if again:
        notices.put(person_id, "password_set")
    db.session.commit()
    notices.send_after_this_answer()
