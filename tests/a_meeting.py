"""Holding a meeting and asking a question at it, for tests of a meeting's page and of its papers."""

from datetime import date

from a_board import TODAY, the_agency

from actions import changes
from actions.db import begin_writing, db
from actions.models import Meeting
from actions.periods import london_moment

LAST, HELD = date(2017, 1, 5), date(2017, 1, 16)
AT = london_moment(TODAY)
QUESTION = "Which practices, & what of <them>? Łódź =1+1"


def hold(board, day=HELD, name="Sub group"):
    begin_writing()
    meeting = changes.hold_meeting(name=name, day=day, by=board.office, at=london_moment(date(2017, 1, 4)))
    db.session.commit()
    return meeting.id


def ask(board, number, *, on=LAST, due=date(2017, 2, 1)):
    begin_writing()
    said = {"by": board.chair, "at": london_moment(on), "meeting": db.session.get(Meeting, number)}
    asked = changes.challenge(agency_id=the_agency("ncc"), question=QUESTION, due_day=due, **said).id
    db.session.commit()
    return asked


def count(table, **columns):
    db.session.rollback()
    return db.session.query(table).filter_by(**columns).count()
