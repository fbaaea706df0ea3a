"""Who may decide about a recommendation: not those whose own agency it is; where all are barred, the board."""

from paper_board import OWN_WORDS, forbidden
from the_recommendations import PARTS, PLAIN, WITH_PARTS, statuses

from actions import changes
from actions.db import db
from actions.models import Person


def test_who_owns_it_already_is_barred(sitting):
    sitting.own(PLAIN, agency="police")
    for decide in (sitting.takes_on, sitting.turns_down):
        with forbidden():
            decide(PLAIN, by=sitting.chair)
    sitting.turns_down(PLAIN, by=sitting.deputy)


def test_nobody_takes_along_a_part_that_is_their_own_agencys(sitting):
    sitting.own("16c", agency="police")
    for decide in (sitting.takes_on, sitting.turns_down, lambda number, by: sitting.merges(number, "2.6", by=by)):
        with forbidden(), sitting.rehearsal():
            decide(WITH_PARTS, by=sitting.chair)
    sitting.turns_down(WITH_PARTS, by=sitting.deputy)
    assert statuses(sitting, *PARTS) == ["not_accepted"] * 4


def test_nobody_merges_one_into_an_action_of_their_own_agency(sitting):
    sitting.own("2.7", agency="police")
    with forbidden(), sitting.rehearsal():
        sitting.merges(PLAIN, "2.7", by=sitting.chair)
    sitting.merges(PLAIN, "2.7", by=sitting.deputy)
    assert sitting.status(PLAIN) == "merged"


def test_the_board_merges_one_whosever_the_action_is(sitting):
    sitting.own(PLAIN, "2.7", agency="police")
    changes.end_appointment(db.session.get(Person, sitting.deputy.id), "deputy", by=sitting.office, at=sitting.at)
    board_says = changes.Word(by=sitting.office, at=sitting.at, minute="NSCB, 4")
    given = {"word": board_says, "meeting": sitting.meeting(), "reason": OWN_WORDS}
    for into in ("2.6", "2.7"):
        with sitting.rehearsal():
            assert changes.merge(sitting.line(PLAIN), into_id=sitting.line(into), **given).by_the_board


def test_where_chair_and_deputy_are_barred_the_office_records_what_the_board_made_of_a_recommendation(sitting):
    sitting.own(PLAIN, agency="police")
    board_says = changes.Word(by=sitting.office, at=sitting.at, minute="NSCB, 4")
    given = {"word": board_says, "meeting": sitting.meeting(), "reason": OWN_WORDS}
    with forbidden():
        changes.not_accept(sitting.line(PLAIN), **given)
    changes.end_appointment(db.session.get(Person, sitting.deputy.id), "deputy", by=sitting.office, at=sitting.at)
    assert changes.not_accept(sitting.line(PLAIN), **given).by_the_board
    assert sitting.status(PLAIN) == "not_accepted"
