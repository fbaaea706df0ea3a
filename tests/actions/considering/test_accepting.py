"""What accepting a recommendation needs, and what is owed from then on (rules.md section 6)."""

from datetime import date

import pytest
from paper_board import OWN_WORDS, refused
from the_recommendations import PLAIN, RECURRING

from actions.changes import Acceptance
from actions.db import db
from actions.models import Words


def test_accepted_it_is_open_with_an_owner_a_date_and_the_meetings_own_words(sitting):
    decision = sitting.takes_on(PLAIN)
    standing = sitting.stands(PLAIN)
    assert (standing.status, standing.due) == ("not_started", date(2017, 6, 30))
    assert (standing.original_due, standing.owner_id) == (date(2017, 6, 30), sitting.agency("health"))
    assert db.session.get(Words, (decision.id, "own_words")).text == OWN_WORDS


NEEDS = [
    ({"owner_agency_id": None}, "owner"),
    ({"due": None}, "due"),
    ({"due": date(2016, 12, 1)}, "due"),  # a month that has passed
    ({"own_words": " "}, "own_words"),
    ({"every": 2}, "every"),  # no such rhythm
    ({"meeting": None}, "meeting"),
    ({"in_part": True}, "reason"),  # which part is not accepted, and why
]


@pytest.mark.parametrize(("missing", "field"), NEEDS)
def test_what_accepting_needs(sitting, missing, field):
    with refused(field):
        sitting.takes_on(PLAIN, **missing)
    assert sitting.status(PLAIN) == "to_be_considered"


def test_it_is_considered_at_a_meeting_that_was_held(sitting):
    planned = sitting.meeting(day=date(2017, 1, 30))
    with refused("meeting"):
        sitting.takes_on(PLAIN, meeting=planned)
    sitting.on(2017, 1, 30).takes_on(PLAIN, meeting=planned)


def test_due_this_month_is_soon_enough(sitting):
    sitting.takes_on(PLAIN, due=date(2017, 1, 1))


def test_the_officer_is_one_of_the_agency_that_will_own_it(sitting):
    with refused("person"):
        sitting.takes_on(PLAIN, owner_person_id=sitting.police.id)
    sitting.takes_on(PLAIN, owner_person_id=sitting.health.id)


def test_where_the_text_says_regularly_it_is_said_how_often(sitting):
    with refused("every"):
        sitting.takes_on(RECURRING)
    with sitting.rehearsal():
        sitting.takes_on(RECURRING, once=True)
        assert sitting.stands(RECURRING).facts.duties == ()
    sitting.takes_on(RECURRING, every=6)
    assert [duty.every for duty in sitting.stands(RECURRING).facts.duties] == [6]


def test_accepted_as_a_duty_it_owes_its_first_submission_on_its_date(sitting):
    sitting.takes_on(PLAIN, every=3)
    duty = sitting.stands(PLAIN).facts.duties[0]
    assert (duty.submissions[0].due, duty.is_the_action) == (date(2017, 6, 30), True)
    assert sitting.stands(PLAIN, day=date(2017, 7, 1)).status == "overdue"


def test_an_update_is_owed_from_the_day_of_acceptance_not_of_the_document(board):
    board.on(2016, 12, 8).takes_on(PLAIN)
    assert board.status(PLAIN, day=date(2017, 2, 1)) == "not_started"  # not open from the first day of October
    assert board.status(PLAIN, day=date(2017, 5, 1)) == "no_update"  # open from the first day of January


def test_an_acceptance_is_plain_values():
    assert Acceptance(1, None, "").once is False
