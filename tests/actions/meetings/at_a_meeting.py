"""What happens at a meeting, in a line each, for tests; and the papers that are sent of it."""

from datetime import date

from a_board import PROFILE, TODAY, the_action, the_agency

from actions import calendar, changes, matters
from actions.changes import Acceptance, Word
from actions.db import begin_writing, db
from actions.models import PaperBytes
from actions.periods import london_moment
from actions.standing import plan_on

HELD, FEBRUARY = date(2017, 1, 12), date(2017, 2, 14)
AT = london_moment(TODAY)
QUESTION = "Who reads them, <Smith, J>? =1+1 Łódź"


def hold(board, day=HELD, name="Sub group"):
    begin_writing()
    meeting = changes.hold_meeting(name=name, day=day, by=board.office, at=london_moment(date(2017, 1, 11)))
    db.session.commit()
    return meeting


def attend(board, meeting, *, by=None, on=TODAY, **came):
    begin_writing()
    rows = changes.attend(
        meeting, {the_agency(key): each for key, each in came.items()}, by=by or board.office, at=london_moment(on)
    )
    db.session.commit()
    return len(rows)


def agree(board, meeting, number="2.14", month=date(2017, 6, 30), taken_on=None):
    asked = board.asks(number, month, on=HELD)
    begin_writing()
    word = Word(by=board.deputy, at=AT, meeting=meeting, taken_on=taken_on)
    decision = changes.agree(the_action(number), asked, word=word, reason="It will be kept.")
    db.session.commit()
    return decision


def ask(board, meeting):
    begin_writing()
    asking = {"question": QUESTION, "due_day": date(2017, 2, 1), "by": board.chair, "at": AT, "meeting": meeting}
    asked = changes.challenge(agency_id=the_agency("ncc"), **asking)
    db.session.commit()
    return asked


def give(board, meeting, number="1.1", first_day=None):
    begin_writing()
    key = (the_action(number), None)
    changes.assign(
        [key], agency_id=the_agency("ncc"), person=None, by=board.office, at=AT, meeting=meeting, first_day=first_day
    )
    db.session.commit()


def escalate(board, meeting, action_id=None):
    begin_writing()
    asked = {"asked": "Who pays?", "options": "One, or all.", "action_id": action_id}
    changes.escalate(**asked, by=board.chair, at=AT, meeting=meeting)
    db.session.commit()


def take_on(board, meeting):
    """Recommendation 2 is accepted, in the meeting's own words."""
    begin_writing()
    accepted = Acceptance(owner_agency_id=the_agency("ncc"), due=date(2017, 6, 30), own_words="Train all.", once=True)
    word = Word(by=board.chair, at=AT)
    changes.accept_recommendation(the_action("2", PROFILE), word=word, meeting=meeting, acceptance=accepted)
    db.session.commit()


def of(meeting, day=TODAY):
    """What it asked for, as known on the day."""
    known = calendar.on(day)
    sitting = known.find(meeting.id)
    known.read(known.at(sitting))
    return matters.of(sitting, known, plan_on(day))


def drawn(facts):
    return {"html": b"<!doctype html>" + facts, "pdf": b"%PDF-" + facts, "docx": b"PK" + facts}


def send(board, meeting, on=TODAY, kind="sheet"):
    begin_writing()
    paper = changes.send_paper(kind, meeting, by=board.office, at=london_moment(on), render=drawn)
    db.session.commit()
    return paper


def kept(paper):
    db.session.rollback()
    return {row.form: row.content for row in db.session.query(PaperBytes).filter_by(paper_id=paper.id)}
