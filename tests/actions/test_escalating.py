"""What is put to the board: by the chair or the deputy, with its options; answered once, by the office, with the minute."""

from datetime import date

import pytest
from a_board import BEGINS, TODAY, Board, the_action, the_agency

from actions import changes, escalations, queries
from actions.db import begin_writing, db
from actions.errors import NotAllowed, RuleBroken
from actions.models import Escalation
from actions.periods import london_moment
from actions.standing import line_on

PUT_ON = date(2017, 1, 10)
ASKED, OPTIONS = "Who pays, <Smith, J>? =1+1 Łódź", "One agency; or all."


@pytest.fixture
def board(app):
    return Board()


def put(board, *, by=None, on=PUT_ON, asked=ASKED, options=OPTIONS, **about):
    begin_writing()
    row = changes.escalate(asked=asked, options=options, by=by or board.chair, at=london_moment(on), **about)
    db.session.commit()
    return row


def answered(board, row, *, by=None, on=TODAY, answer="All of them.", minute="NSCB, item 4", answered_on=PUT_ON):
    begin_writing()
    given = {"answer": answer, "minute": minute, "answered_on": answered_on}
    changes.answer_escalation(row, **given, by=by or board.office, at=london_moment(on))
    db.session.commit()


def challenge(board, ended=None):
    begin_writing()
    asking = {"question": "Why?", "due_day": TODAY, "by": board.chair, "at": london_moment(PUT_ON)}
    asked = changes.challenge(agency_id=the_agency("ncc"), action_id=the_action("2.14"), **asking)
    if ended:
        ending = {"ending": "No answer.", "by": board.chair, "at": london_moment(PUT_ON)}
        changes.end_challenge(asked, ended=ended, **ending)
    db.session.commit()
    return asked


@pytest.mark.parametrize("who", ["chair", "deputy"])
def test_the_chair_and_the_deputy_escalate(board, who):
    put(board, by=getattr(board, who))
    (waits,) = escalations.waiting(TODAY)
    assert waits.words == {"asked": ASKED, "options": OPTIONS}
    assert waits.age == 6


@pytest.mark.parametrize("who", ["officer", "executive", "inspector", "office"])
def test_nobody_else_does(board, who):
    with pytest.raises(NotAllowed):
        put(board, by=getattr(board, who))


@pytest.mark.parametrize("who", ["chair", "deputy", "officer", "executive", "inspector"])
def test_only_the_office_records_what_the_board_answered(board, who):
    row = put(board)
    with pytest.raises(NotAllowed):
        answered(board, row, by=getattr(board, who))


def test_it_waits_until_the_day_on_which_the_answer_is_recorded(board):
    answered(board, put(board), on=TODAY)
    assert escalations.on(date(2017, 1, 9)) == []
    assert [each.is_open for each in escalations.on(date(2017, 1, 15))] == [True]
    (found,) = escalations.on(TODAY)
    assert (found.is_open, found.age, found.words["minute"]) == (False, 0, "NSCB, item 4")


def test_what_waits_stands_first_and_the_oldest_of_it_before_the_rest(board):
    rows = [put(board, on=date(2017, 1, day)) for day in (3, 4, 5, 6)]
    answered(board, rows[0], answered_on=TODAY)
    answered(board, rows[2], answered_on=TODAY)
    assert [each.row.id for each in escalations.on(TODAY)] == [rows[n].id for n in (1, 3, 2, 0)]


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"asked": " "}, "asked"),
        ({"options": ""}, "options"),
        ({"asked": "x" * 20_001}, "asked"),
        ({"action_id": 999_999}, "line"),
    ],
)
def test_what_lacks_something_is_not_put(board, different, field):
    with pytest.raises(RuleBroken) as refusal:
        put(board, **different)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"answer": " "}, "answer"),
        ({"minute": ""}, "minute"),
        ({"answered_on": None}, "answered_on"),
        ({"answered_on": date(2017, 1, 17)}, "answered_on"),
        ({"answered_on": date(2017, 1, 9)}, "answered_on"),
    ],
)
def test_an_answer_that_lacks_something_is_not_recorded(board, different, field):
    row = put(board)
    with pytest.raises(RuleBroken) as refusal:
        answered(board, row, **different)
    assert refusal.value.field == field


def test_the_board_answers_once(board):
    row = put(board)
    answered(board, row)
    with pytest.raises(RuleBroken, match="on record already"):
        answered(board, row)
    db.session.rollback()
    assert db.session.query(Escalation).filter_by(verb="answer_escalation").count() == 1


@pytest.mark.parametrize("ended", [None, "satisfied", "practice_changed"])
def test_a_challenge_that_did_not_end_so_does_not_go_to_the_board(board, ended):
    with pytest.raises(RuleBroken, match="ended as escalated"):
        put(board, challenge=challenge(board, ended))


def test_a_challenge_goes_to_the_board_once_and_about_its_own_action(board):
    asked = challenge(board, "escalated")
    row = put(board, challenge=asked, action_id=the_action("1.1"))
    assert (row.challenge_id, row.action_id) == (asked.id, the_action("2.14"))
    with pytest.raises(RuleBroken, match="put to the board already"):
        put(board, challenge=asked)


def test_it_bears_on_no_standing_and_stands_in_the_history_with_its_words(board):
    board.own("2.14", on=BEGINS)
    before = line_on(TODAY, the_action("2.14"))
    answered(board, put(board, action_id=the_action("2.14")))
    after = line_on(TODAY, the_action("2.14"))
    assert (after.status, after.flags) == (before.status, before.flags)
    told = [(entry.event.verb, entry.words) for entry in queries.history(the_action("2.14"), TODAY)]
    assert told[0] == ("answer_escalation", {"answer": "All of them.", "minute": "NSCB, item 4"})
    assert told[1] == ("escalate", {"asked": ASKED, "options": OPTIONS})
