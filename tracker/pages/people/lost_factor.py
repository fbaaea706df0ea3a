"""A second factor that somebody lost: the business manager makes sure who it is, and asks for it to be taken away."""

from flask import flash, redirect, render_template, url_for

from actions.db import db, lock_ledger
from actions.permissions import Permission
from tracker.accounts import lost_factors
from tracker.forms import BaseForm, Radios, choice
from tracker.guard import ALWAYS, WRITING, requires, viewer
from tracker.mail import notices
from tracker.pages.people.group import pages
from tracker.pages.people.person import NUMBER, person_or_404
from tracker.pages.people.roll import entry_or_404
from tracker.saving import saved
from tracker.words.sign_in import MADE_SURE

assert tuple(MADE_SURE) == lost_factors.WAYS


class LostFactorForm(BaseForm):
    how = Radios(
        "How did you make sure who it is?",
        needed="Choose how you made sure who it is",
        choices=[choice(way, said) for way, said in MADE_SURE.items()],
    )


def _to_the_person(number, sentence):
    flash(sentence, "success")
    return redirect(url_for("people.person", number=number))


@pages.route(f"/people/{NUMBER}/second-factor", methods=["GET", "POST"])
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=ALWAYS)
def lost_factor(number):
    entry, form = entry_or_404(number), LostFactorForm()
    if form.validate_on_submit() and saved(form, lambda: _ask(number, form.how.data)):
        notices.send_after_this_answer()
        return _to_the_person(
            number,
            "You have asked for it. It waits for a second person, who has three days to confirm it under Your sign-in.",
        )
    page = render_template("people/lost_factor.html", form=form, entry=entry, number=number)
    return page, 400 if form.problems else 200


def _ask(number, how):
    lock_ledger()
    row = lost_factors.ask(number, how, by=viewer())
    for each in lost_factors.seconds(row):
        notices.put(each, "confirm_reset")


@pages.post(f"/people/{NUMBER}/second-factor/withdraw")
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=WRITING)
def withdraw_lost_factor(number):
    lock_ledger()
    row = lost_factors.of_person(person_or_404(number).id)
    if row is not None:
        lost_factors.withdraw(row, by=viewer())
        db.session.commit()
    return _to_the_person(number, "You have taken that back. The second factor stays.")
