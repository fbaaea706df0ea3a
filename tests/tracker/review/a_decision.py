"""A decision on 2.16, for tests: as the page sends it, as taken elsewhere, and what the record holds of it."""

from a_board import STRATEGY, TODAY, the_action, the_agency

from actions import changes
from actions.db import begin_writing, db
from actions.models import Decision
from actions.periods import london_moment
from actions.standing import line_on

LINE = f"/review/{STRATEGY}/2.16"
MONTH = {"new_due-month": "6", "new_due-year": "2017"}
MINUTE = {"minute": "NSCB, 12 January 2017, item 4.2"}
TAKEN = {"taken_on-day": "16", "taken_on-month": "1", "taken_on-year": "2017"}


def decide(client, outcome, status=302, address=LINE, **data):
    return client.send(address, {"outcome": outcome, "recheck": "no", **TAKEN, **data}, status=status)


def decided_by(who, verb, *args, **more):
    begin_writing()
    getattr(changes, verb)(the_action("2.16"), *args, word=changes.Word(by=who, at=london_moment(TODAY)), **more)
    db.session.commit()


def standing(number="2.16", cell=None):
    db.session.rollback()
    return line_on(TODAY, the_action(number), cell and the_agency(cell))


def decisions():
    return [row.verb for row in db.session.query(Decision).order_by(Decision.id)]
