"""A forgotten password: a link by mail. The answer is the same whoever asks for whom."""

from flask import render_template, request

from actions import journal
from actions.db import begin_writing, db
from tracker import accounts, clock, trying
from tracker.accounts import throttle
from tracker.forms import BaseForm, Email, Needed
from tracker.guard import public
from tracker.mail import notices, transports
from tracker.pages.sign_in.group import pages


class ForgottenForm(BaseForm):
    email = Email("E-mail address", [Needed("Enter your e-mail address")], render_kw={"autocomplete": "username"})


@pages.route("/sign-in/forgotten", methods=["GET", "POST"])
@public
def forgotten():
    form, by_mail = ForgottenForm(), transports.current() is not None
    if by_mail and trying.judged(form, "email", "", lambda: _ask(accounts.plain_email(form.email.data))):
        return render_template("sign_in/asked.html")
    return render_template("sign_in/forgotten.html", form=form, by_mail=by_mail), *trying.answer(form)


def _ask(email) -> bool:
    """Whoever it is, one try is counted; what else there is to do is done when the answer is out, so that the wait tells
    nothing either."""
    throttle.count(reset_source=throttle.source(request.remote_addr), reset=email)
    notices.after_this_answer(lambda: _send_link(email))
    return True


def _send_link(email) -> None:
    """Who has chosen a password before gets a link; of others nothing is said, and an invitation that waits goes on."""
    begin_writing()
    account = accounts.account_of(email)
    if not (account and account.password_hash and accounts.may_enter(account)):
        return
    notices.put(account.person_id, "reset")
    detail = f"person {account.person_id}: a link for a new password was asked for"
    journal.security_event("reset_asked", at=clock.now(), by_id=None, detail=detail)
    db.session.commit()
    notices.send_now()
