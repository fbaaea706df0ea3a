"""Second factors that others lost: the second person confirms or refuses what the board office asks."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, url_for

from actions import queries
from actions.db import db, lock_ledger
from actions.permissions import Permission
from tracker import words
from tracker.accounts import lost_factors
from tracker.accounts.models import FactorReset
from tracker.guard import WRITING, requires, viewer
from tracker.mail import notices
from tracker.pages.account.group import pages
from tracker.words.sign_in import MADE_SURE

NUMBER = "<int(max=2147483647):number>"


@dataclass(frozen=True)
class Row:
    """A request as it is shown."""

    number: int
    whose: str
    asked_by: str
    asked: str
    how: str


def _row(found: FactorReset, titles) -> Row:
    whose, asked_by = (titles.get(each) or "A person" for each in (found.person_id, found.asked_by_id))
    return Row(found.id, whose, asked_by, words.moment(found.asked), MADE_SURE[found.how])


@pages.get("/account/second-factors-lost")
@requires(Permission.CONFIRM_LOST_FACTOR)
def lost():
    titles = queries.titles()
    rows = [_row(each, titles) for each in lost_factors.waiting_for(viewer())]
    return render_template("account/lost.html", rows=rows)


def _waiting_or_404(number) -> FactorReset:
    """One that waits for this person. The ledger is held first, so that of two who decide at once one does."""
    lock_ledger()
    return next((each for each in lost_factors.waiting_for(viewer()) if each.id == number), None) or abort(404)


@pages.post(f"/account/second-factors-lost/{NUMBER}/confirm")
@requires(Permission.CONFIRM_LOST_FACTOR, confirmed=WRITING)
def confirm_lost(number):
    row = _waiting_or_404(number)
    lost_factors.confirm(row, by=viewer())
    notices.put(row.person_id, "factor_reset")
    return _done("The second factor is taken away. The person is told, and signs in with the password alone.")


@pages.post(f"/account/second-factors-lost/{NUMBER}/refuse")
@requires(Permission.CONFIRM_LOST_FACTOR, confirmed=WRITING)
def refuse_lost(number):
    lost_factors.refuse(_waiting_or_404(number), by=viewer())
    return _done("The request is refused. The second factor stays.")


def _done(sentence):
    db.session.commit()
    notices.send_after_this_answer()
    flash(sentence, "success")
    return redirect(url_for("account.lost"))
