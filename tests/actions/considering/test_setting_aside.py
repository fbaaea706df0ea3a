"""A decision that is set aside: everything stands as before it, and who may set it aside."""

from datetime import date

import pytest
from paper_board import forbidden, refused
from the_recommendations import PARTS, PLAIN, WITH_PARTS

from actions import changes
from actions.db import db
from actions.models import Decision


def latest(board, number):
    query = db.session.query(Decision).filter_by(action_id=board.line(number))
    return query.order_by(Decision.id.desc()).first()


UNDONE = [
    # what was decided                                              stands again as
    (lambda board: (board.claims("2.6"), board.accepts("2.6")), "reported_complete"),
    (lambda board: (board.claims("2.6"), board.sends_back("2.6")), "reported_complete"),
    (lambda board: board.stops("2.6"), "not_started"),
    (lambda board: (board.completes("2.6"), board.reopens("2.6", 2015, 9)), "complete"),
]


@pytest.mark.parametrize(("decide", "status"), UNDONE)
def test_set_aside_everything_stands_as_before_it(board, decide, status):
    board.own("2.6")
    decide(board)
    board.sets_aside(latest(board, "2.6"))
    assert board.status("2.6") == status


def test_an_agreement_set_aside_lets_the_request_wait_again(board):
    board.own("2.6")
    board.moves("2.6", 2015, 9)
    board.sets_aside(latest(board, "2.6"))
    standing = board.stands("2.6")
    assert (standing.due, standing.moves, "date_asked" in standing.flags) == (date(2015, 5, 31), 0, True)


def test_the_ending_of_a_duty_set_aside_it_runs_on(board):
    board.ends_duty("2.11")
    board.sets_aside(latest(board, "2.11"))
    assert [duty.running for duty in board.stands("2.11").facts.duties] == [True]


def test_a_first_date_set_aside_there_is_none(board):
    board.set_date("3.2", 2015, 6)
    board.sets_aside(latest(board, "3.2"))
    assert (board.stands("3.2").due, board.stands("3.2").original_due) == (None, None)


def test_before_the_day_it_was_set_aside_a_decision_is_shown_as_it_stood(board):
    board.stops("2.6")
    board.on(2015, 3, 2).sets_aside(latest(board, "2.6"))
    assert board.status("2.6", day=date(2015, 3, 1)) == "stopped"
    assert board.status("2.6", day=date(2015, 3, 2)) == "not_started"


def test_several_decisions_stand_and_fall_by_themselves(board):
    board.own("2.6")
    board.moves("2.6", 2015, 7)
    first = latest(board, "2.6")
    board.moves("2.6", 2015, 9)
    board.sets_aside(first)
    standing = board.stands("2.6")
    assert (standing.due, standing.moves) == (date(2015, 9, 30), 1)
    assert standing.facts.request is not None
    assert changes.OPEN_IN["agree"] >= {standing.status}


# An acceptance


def test_an_acceptance_set_aside_takes_its_duty_with_it(sitting):
    decision = sitting.takes_on(PLAIN, every=3)
    sitting.sets_aside(decision)
    assert (sitting.status(PLAIN), sitting.stands(PLAIN).facts.duties) == ("to_be_considered", ())
    sitting.takes_on(PLAIN, every=12)
    assert [duty.every for duty in sitting.stands(PLAIN).facts.duties] == [12]


@pytest.mark.parametrize("before", [None, "probation"])
def test_an_acceptance_set_aside_takes_its_owner_with_it(sitting, before):
    """Everything stands as before it: whoever answered for it before does again, and so do parts of it by themselves."""
    if before:
        sitting.own(WITH_PARTS, agency=before)
    decision = sitting.takes_on(WITH_PARTS)
    sitting.sets_aside(decision)
    assert sitting.stands(WITH_PARTS).owner_id == sitting.agency(before)
    assert sitting.stands(PARTS[0]).owner_id == sitting.agency("health")


def test_an_owner_given_after_another_decision_stays_when_that_is_set_aside(sitting):
    stopped = sitting.stops("2.6")
    sitting.own("2.6", agency="probation")
    sitting.sets_aside(stopped)
    assert sitting.stands("2.6").owner_id == sitting.agency("probation")


def test_an_owner_given_since_the_acceptance_stays_when_that_is_set_aside(sitting):
    decision = sitting.takes_on(PLAIN)
    sitting.own(PLAIN, agency="probation")
    sitting.sets_aside(decision)
    assert sitting.stands(PLAIN).owner_id == sitting.agency("probation")


# Who may


def test_a_decision_is_set_aside_by_who_took_it_or_by_the_board(board):
    board.stops("2.6")
    for person in (board.deputy, board.office, board.health, board.executive):
        with forbidden(), board.rehearsal():
            board.sets_aside(latest(board, "2.6"), by=person)
    with board.rehearsal():
        board.sets_aside(latest(board, "2.6"), by=board.chair)
    board.sets_aside(latest(board, "2.6"), by=board.office, minute="NSCB, 5")


def test_the_office_cannot_undo_the_boards_answer_without_a_minute(board):
    board.own("2.6")
    board.moves("2.6", 2015, 7)
    board.moves("2.6", 2015, 9)
    board.asks("2.6", 2015, 12)
    board.agrees("2.6", by=board.office, minute="NSCB, 4")
    with forbidden():
        board.sets_aside(latest(board, "2.6"), by=board.office)


def test_who_took_it_cannot_once_the_line_is_their_own_agencys(board):
    board.stops("2.6")
    board.own("2.6", agency="police")
    with forbidden():
        board.sets_aside(latest(board, "2.6"), by=board.chair)


def test_setting_aside_needs_a_reason_and_happens_once(board):
    decision = board.stops("2.6")
    with refused("reason"):
        board.sets_aside(decision, reason="")
    aside = board.sets_aside(decision)
    for again in (decision, aside):
        with refused("outcome"):
            board.sets_aside(again)
