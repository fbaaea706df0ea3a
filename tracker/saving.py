"""Recording what a form asks: all of it in one commit, or none of it."""

from actions.db import db
from actions.errors import RuleBroken
from tracker.forms import land
from tracker.warning import warn_of_identifiers


def saved(form, verb) -> bool:
    """Do what `verb` does and commit once. A broken rule lands on its field, and nothing is kept. What is kept and looks
    like a child's identifier brings a warning."""
    try:
        verb()
    except RuleBroken as refusal:
        db.session.rollback()
        land(form, refusal)
        return False
    db.session.commit()
    warn_of_identifiers(form)
    return True
