"""Proving that it is oneself, before what matters most: the code where there is a second factor, else the password."""

from flask import flash, render_template, session
from flask_login import current_user

from actions import journal
from actions.db import db
from actions.permissions import Permission
from tracker import accounts, clock, kept_forms, trying
from tracker.accounts import single
from tracker.accounts.models import Account
from tracker.code_form import WRONG_CODE, CodeForm
from tracker.entering import onward, target
from tracker.forms import BaseForm, Needed, Password
from tracker.guard import requires, viewer
from tracker.mail import notices
from tracker.pages.account.group import pages

WRONG = "The password is not right. Check it and try again."
NOT_DONE = "You are not asked again for 15 minutes. What you were about to do is not done yet: do it now."


class PasswordForm(BaseForm):
    password = Password("Password", [Needed("Enter your password")], render_kw={"autocomplete": "current-password"})


@pages.route("/account/confirm", methods=["GET", "POST"])
@requires(Permission.OWN_SIGN_IN)
def confirm():
    account = db.session.get(Account, viewer().id)
    by_code, has_password = bool(account.factor_secret), bool(account.password_hash)
    form = CodeForm() if by_code else PasswordForm()
    if (by_code or has_password) and _proved(form, account, by_code):
        return _confirmed()
    shown = {"by_code": by_code, "has_password": has_password, "single": single.name(), "next": target()}
    return render_template("account/confirm.html", form=form, **shown), *trying.answer(form)


def _proved(form, account, by_code):
    if by_code:
        return trying.judged(form, "code", WRONG_CODE, lambda: trying.code(account, form.code.data))
    return trying.judged(form, "password", WRONG, lambda: trying.password(form, account.email))


def _confirmed():
    accounts.confirm(current_user.token)
    journal.security_event("confirmed", at=clock.now(), by_id=viewer().id, detail="proved who they are once more")
    kept_forms.note_waiting(viewer().id)
    db.session.commit()
    notices.send_after_this_answer()
    if session.pop("not_done", False):
        flash(NOT_DONE, "warning")
    return onward()
