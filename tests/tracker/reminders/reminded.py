"""What people are reminded of, for tests: days, a date that moved, an update entered for somebody, and who is told."""

from datetime import date, timedelta

from a_board import TODAY, the_action

from actions.changes.recording import record
from actions.db import begin_writing, db
from actions.models import Update
from actions.periods import london_moment
from tracker.mail.board import Board as Looked
from tracker.mail.reasons import receivers

FEBRUARY = date(2017, 2, 28)
RED = "<Smith, J> =1+1 Łódź"


def after(days, first=TODAY):
    return first + timedelta(days=days)


def moved(board, number="2.6", month=FEBRUARY, on=TODAY):
    board.agrees(number, board.asks(number, month, on=on), on=on)


def office_enters(board, **more):
    """The office enters what the police's officer said of 2.6."""
    begin_writing()
    given = {"given_how": "telephone", "given_on": date(2017, 1, 12), "given_person_id": board.officer.id}
    record(
        Update,
        by=board.office,
        at=london_moment(TODAY),
        words={"said": RED, "given_by": RED},
        action_id=the_action("2.6"),
        agency_id=board.officer.agency_id,
        quarter=date(2016, 10, 1),
        as_owner=True,
        rating="green",
        unchanged=False,
        **{**given, **more},
    )
    db.session.commit()


def told(matter, rung, day=TODAY):
    return set(receivers(Looked(day), matter, rung))
