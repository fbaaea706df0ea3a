"""One's own personal tokens: made, shown once, listed, ended."""

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from actions.db import db
from actions.permissions import Permission
from tracker import accounts, words
from tracker.accounts import tokens
from tracker.accounts.models import SignedIn
from tracker.forms import BaseForm, DayField, Line, Needed, Radios, choice
from tracker.guard import ALWAYS, requires, viewer
from tracker.mail import notices
from tracker.pages.account.group import pages
from tracker.saving import saved
from tracker.words.sign_in import SCOPE, SCOPE_MEANS

NUMBER = "<int(max=2147483647):number>"


class TokenForm(BaseForm):
    name = Line(
        "What is it for?", [Needed("Say what the token is for")], limit=60, description="Such as Quarterly workbook."
    )
    scope = Radios(
        "What may it read?",
        needed="Choose what it may read",
        choices=[choice(scope, SCOPE[scope], SCOPE_MEANS[scope]) for scope in reversed(tokens.SCOPES)],
    )
    last_day = DayField("Until when?", [Needed("Enter the last day on which it works")])


@pages.get("/account/tokens")
@requires(Permission.OWN_SIGN_IN)
def tokens_page():
    rows = [_row(each) for each in tokens.of(viewer())]
    return render_template("account/tokens.html", tokens=rows)


def _row(row) -> dict:
    return {
        "number": row.id,
        "name": row.name,
        "reads": SCOPE[row.scope],
        "until": words.day(row.last_day),
        "last_used": words.moment(row.last_used) if row.last_used else "Not yet",
    }


@pages.route("/account/tokens/new", methods=["GET", "POST"])
@requires(Permission.OWN_SIGN_IN, confirmed=ALWAYS)
def new_token():
    form, made = TokenForm(), []
    form.last_day.description = f"At most a year from today: {words.day(tokens.latest_day())}."
    if form.validate_on_submit() and saved(form, lambda: made.append(_make(form))):
        notices.send_after_this_answer()
        return render_template("account/token_made.html", token=made[0], name=form.name.data)
    return render_template("account/new_token.html", form=form), 400 if form.problems else 200


def _make(form) -> str:
    how = db.session.get(SignedIn, accounts.token_hash(current_user.token)).how
    asked = {"name": form.name.data, "scope": form.scope.data, "last_day": form.last_day.data}
    token = tokens.make(viewer(), **asked, how=how)
    notices.put(viewer().id, "token_made")
    return token


@pages.post(f"/account/tokens/{NUMBER}/end")
@requires(Permission.OWN_SIGN_IN)
def end_token(number):
    row = next((each for each in tokens.of(viewer()) if each.id == number), None) or abort(404)
    tokens.end(row)
    db.session.commit()
    flash("The token is ended. What used it reads no more.", "success")
    return redirect(url_for("account.tokens_page"))
