"""What a recommendation setting meeting decides (rules.md section 6), and setting decisions aside."""

from datetime import date

import pytest
from paper_board import OWN_WORDS, forbidden, refused

from actions import changes
from actions.changes import Acceptance
from actions.db import db
from actions.models import Decision, Person, Words

PARTS = ("16a", "16b", "16c", "16d")
RECURRING, WITH_PARTS, PLAIN, OTHER = "24", "16", "27", "28"


@pytest.fixture
def sitting(board):
    """5 January 2017. 2.6 is open."""
    board.on(2017, 1, 5).own("2.6")
    return board


def statuses(board, *numbers):
    return [board.status(number) for number in numbers]


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


def test_owed_parts_go_along(sitting):
    sitting.takes_on(WITH_PARTS)
    assert statuses(sitting, *PARTS) == ["not_started"] * 4
    assert {sitting.stands(part).owner_id for part in PARTS} == {sitting.agency("health")}


def test_unless_it_is_accepted_alone_or_in_part(sitting):
    with sitting.rehearsal():
        sitting.takes_on(WITH_PARTS, with_parts=False)
        assert statuses(sitting, *PARTS) == ["to_be_considered"] * 4
    sitting.takes_on(WITH_PARTS, in_part=True, reason="Not b")
    assert statuses(sitting, WITH_PARTS, *PARTS) == ["not_started"] + ["to_be_considered"] * 4


def test_a_part_considered_before_keeps_its_own_decision(sitting):
    sitting.turns_down("16b")
    sitting.takes_on(WITH_PARTS)
    assert statuses(sitting, *PARTS) == ["not_started", "not_accepted", "not_started", "not_started"]


def test_parts_given_as_examples_do_not_go_along(sitting):
    sitting.takes_on("20")
    assert statuses(sitting, "20a", "20b", "20c") == ["to_be_considered"] * 3


def test_an_update_is_owed_from_the_day_of_acceptance_not_of_the_document(board):
    board.on(2016, 12, 8).takes_on(PLAIN)
    assert board.status(PLAIN, day=date(2017, 2, 1)) == "not_started"  # not open from the first day of October
    assert board.status(PLAIN, day=date(2017, 5, 1)) == "no_update"  # open from the first day of January


# Not accepting


def test_not_accepted_with_a_reason_and_its_parts_too(sitting):
    with refused("reason"):
        sitting.turns_down(WITH_PARTS, reason="")
    sitting.turns_down(WITH_PARTS)
    assert statuses(sitting, WITH_PARTS, *PARTS) == ["not_accepted"] * 5


# Merging


def test_merged_into_an_open_action_its_parts_too(sitting):
    sitting.merges(WITH_PARTS, "2.6")
    assert statuses(sitting, WITH_PARTS, *PARTS) == ["merged"] * 5
    assert sitting.stands("16c").facts.merged_into == sitting.line("2.6")


def test_merging_needs_a_reason(sitting):
    with refused("reason"):
        sitting.merges(PLAIN, "2.6", reason="")


def not_open(board):
    board.stops("2.7")
    board.own("2.8")
    board.completes("2.8")
    board.turns_down("30")


@pytest.mark.parametrize(
    "target", ["2.7", "2.8", "30", OTHER, PLAIN], ids="stopped complete not_accepted waiting itself".split()
)
def test_only_an_open_action_is_merged_into(sitting, target):
    not_open(sitting)
    with refused("merged_into"):
        sitting.merges(PLAIN, target)


def test_so_there_is_no_ring(sitting):
    sitting.takes_on(OTHER)
    sitting.merges(PLAIN, OTHER)
    with refused("outcome"):
        sitting.merges(OTHER, PLAIN)


def test_merged_into_a_recommendation_that_was_accepted(sitting):
    sitting.takes_on(OTHER)
    sitting.merges(PLAIN, OTHER)
    assert sitting.stands(PLAIN).facts.merged_into == sitting.line(OTHER)


def test_considered_once(sitting):
    sitting.takes_on(PLAIN)
    for again in (sitting.takes_on, sitting.turns_down):
        with refused("outcome"):
            again(PLAIN, by=sitting.deputy)


def test_who_owns_it_already_is_barred(sitting):
    sitting.own(PLAIN, agency="police")
    for decide in (sitting.takes_on, sitting.turns_down):
        with forbidden():
            decide(PLAIN, by=sitting.chair)
    sitting.turns_down(PLAIN, by=sitting.deputy)


def test_an_acceptance_is_plain_values():
    assert Acceptance(1, None, "").once is False


# Parts apart, and whose they are


@pytest.mark.parametrize("decide", ["turns_down", "merges"])
def test_parts_may_be_left_to_be_considered_by_themselves(sitting, decide):
    into = ("2.6",) if decide == "merges" else ()
    getattr(sitting, decide)(WITH_PARTS, *into, with_parts=False)
    assert statuses(sitting, *PARTS) == ["to_be_considered"] * 4


def test_nobody_takes_along_a_part_that_is_their_own_agencys(sitting):
    sitting.own("16c", agency="police")
    for decide in (sitting.takes_on, sitting.turns_down, lambda number, by: sitting.merges(number, "2.6", by=by)):
        with forbidden(), sitting.rehearsal():
            decide(WITH_PARTS, by=sitting.chair)
    sitting.turns_down(WITH_PARTS, by=sitting.deputy)
    assert statuses(sitting, *PARTS) == ["not_accepted"] * 4


def test_the_officer_is_one_of_the_agency_that_will_own_it(sitting):
    with refused("person"):
        sitting.takes_on(PLAIN, owner_person_id=sitting.police.id)
    sitting.takes_on(PLAIN, owner_person_id=sitting.health.id)


# Setting aside


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


def test_where_chair_and_deputy_are_barred_the_office_records_what_the_board_made_of_a_recommendation(sitting):
    sitting.own(PLAIN, agency="police")
    board_says = changes.Word(by=sitting.office, at=sitting.at, minute="NSCB, 4")
    given = {"word": board_says, "meeting": sitting.meeting(), "reason": OWN_WORDS}
    with forbidden():
        changes.not_accept(sitting.line(PLAIN), **given)
    changes.end_appointment(db.session.get(Person, sitting.deputy.id), "deputy", by=sitting.office, at=sitting.at)
    assert changes.not_accept(sitting.line(PLAIN), **given).by_the_board
    assert sitting.status(PLAIN) == "not_accepted"


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
