"""Independence (rules.md sections 1 and 6): nobody decides on their own entry, the board where all are barred, and rights
are today's rights."""

from datetime import date

from paper_board import engage, forbidden, refused

from actions import changes
from actions.changes import Word
from actions.db import db
from actions.models import Person
from actions.permissions import GRANTS, Permission, may, viewer

# Their own entry


def both(board, first, second, *, agency):
    """Somebody with two roles."""
    person = engage(first, agency)
    changes.appoint(_row(person), second, by=None, at=board.at)
    return viewer(person.id, board.day)


def _row(person):
    return db.session.get(Person, person.id)


def test_nobody_decides_on_their_own_claim_even_after_the_line_went_elsewhere(board):
    person = both(board, "officer", "deputy", agency="ncc")
    board.own("2.6", agency="ncc")
    board.claims("2.6", by=person)
    board.own("2.6", agency="health")
    with forbidden():
        board.accepts("2.6", by=person)
    with forbidden():
        board.sends_back("2.6", by=person)
    board.accepts("2.6", by=board.deputy)


def test_nor_checks_their_own_claim_again(board):
    person = both(board, "officer", "deputy", agency="ncc")
    board.own("2.6", agency="ncc")
    board.claims("2.6", by=person)
    board.own("2.6", agency="health")
    board.accepts("2.6", by=board.chair, recheck_months=6)
    later = board.on(2015, 9, 1)
    with forbidden():
        later.checks_again("2.6", by=person)
    later.checks_again("2.6", by=board.chair)


def test_nobody_agrees_to_their_own_request(board):
    person = both(board, "officer", "deputy", agency="ncc")
    board.own("2.6", agency="ncc")
    board.asks("2.6", 2015, 9, by=person)
    board.own("2.6", agency="health")
    with forbidden():
        board.agrees("2.6", by=person)
    with forbidden():
        board.declines("2.6", by=person)


def test_nobody_accepts_a_position_that_they_entered(board):
    person = both(board, "business_manager", "chair", agency="police")
    board.own("2.6")
    board.minuted("2.6", by=person)
    with forbidden():
        board.accepts("2.6", by=person)
    board.accepts("2.6", by=board.deputy)


# The board


def test_the_office_records_the_boards_answer_only_where_nobody_else_may_decide(board):
    board.own("2.6")
    board.claims("2.6")
    with forbidden():
        changes.stop(board.line("2.6"), word=board.word(board.office, minute="NSCB, 4"), reason="Overtaken")
    _end_of_the_deputy(board)
    board.own("2.6", agency="police")
    stopped = changes.stop(board.line("2.6"), word=board.word(board.office, minute="NSCB, 4"), reason="Overtaken")
    assert stopped.by_the_board


def test_and_where_one_is_barred_by_agency_and_the_other_by_their_own_entry(board):
    """An officer claims; the officer is then made deputy, and the line goes to the chair's agency."""
    board.own("2.6")
    claim = board.claims("2.6")
    _end_of_the_deputy(board)
    changes.appoint(_row(board.health), "deputy", by=board.office, at=board.at)
    board.own("2.6", agency="police")
    board.health = viewer(board.health.id, board.day)
    for person in (board.chair, board.health):
        with forbidden():
            board.sends_back("2.6", by=person)
    word = board.word(board.office, minute="NSCB, 4")
    assert changes.send_back(board.line("2.6"), claim.id, word=word, reason="Too thin").by_the_board


def _end_of_the_deputy(board):
    changes.end_appointment(_row(board.deputy), "deputy", by=board.office, at=board.at)


def test_and_never_without_its_minute(board):
    _end_of_the_deputy(board)
    board.own("2.6", agency="police")
    with forbidden():
        board.stops("2.6", by=board.office)


def test_that_both_are_barred_shows_at_once(board):
    board.own("2.6", agency="police")
    assert not changes.nobody_may_decide(board.stands("2.6"), board.day)
    _end_of_the_deputy(board)
    assert changes.nobody_may_decide(board.stands("2.6"), board.day)


def test_a_decision_cannot_be_recorded_before_the_day_it_was_taken(board):
    board.own("2.6")
    word = Word(by=board.chair, at=board.at, taken_on=date(2015, 2, 4))
    with refused("taken_on"):
        changes.stop(board.line("2.6"), word=word, reason="Overtaken")


# Rights are today's


def test_who_no_longer_holds_the_role_may_not(board):
    changes.end_appointment(_row(board.chair), "chair", by=board.office, at=board.at)
    assert not may(viewer(board.chair.id, board.day), Permission.DECIDE)


def test_a_role_holds_to_its_last_day(board):
    person = engage("inspector", last_day=date(2015, 3, 31))
    assert viewer(person.id, date(2015, 3, 31)).roles == {"inspector"}
    assert viewer(person.id, date(2015, 4, 1)).roles == frozenset()


def test_a_role_holds_from_its_first_day(board):
    changes.appoint(_row(board.executive), "chair", by=None, at=board.at, first_day=date(2015, 3, 1))
    assert "chair" not in viewer(board.executive.id, date(2015, 2, 28)).roles
    assert "chair" in viewer(board.executive.id, date(2015, 3, 1)).roles


def test_nobody_is_nobody():
    assert not any(may(None, permission) for permission in Permission)


def test_executives_and_inspectors_change_nothing_but_their_own_sign_in():
    reading = {Permission.READ_PLAN, Permission.READ_REPORTS, Permission.OPEN_PACK}
    changing = set(Permission) - reading - {Permission.OWN_SIGN_IN}
    for permission in changing:
        assert not {"executive", "inspector"} & set(GRANTS[permission])


def test_every_permission_is_granted_to_somebody():
    assert set(GRANTS) == set(Permission)
    assert all(GRANTS.values())
