"""Claims and what becomes of them (rules.md section 6): evidence, assurance, lapsing, looking again, reopening."""

from datetime import date

import pytest
from paper_board import refused

from actions import changes
from actions.db import db
from actions.models import Evidence
from actions.practice import is_practice

A_THING, A_PRACTICE = "2.6", "2.7"  # write a toolkit; ensure that ...


@pytest.fixture
def claimed(board):
    board.own("2.6", "2.7", "2.11", "5.2")
    board.claims("2.6")
    board.claims("2.7")
    return board


def test_a_claim_rests_on_the_evidence_that_stands(board):
    board.own("2.6")
    withdrawn, kept = board.proves("2.6"), board.proves("2.6")
    changes.withdraw_evidence(withdrawn, reason="Wrong file", by=board.health, at=board.at)
    assert board.claims("2.6").evidence_ids == [kept.id]


def test_a_claim_needs_evidence(board):
    board.own("2.6")
    with refused("claim"):
        changes.claim_complete(board.line("2.6"), by=board.health, at=board.at)


def test_evidence_that_was_withdrawn_is_none(board):
    board.own("2.6")
    piece = board.proves("2.6")
    changes.withdraw_evidence(piece, reason="Wrong file", by=board.health, at=board.at)
    with refused("claim"):
        changes.claim_complete(board.line("2.6"), by=board.health, at=board.at)


def test_a_claim_may_come_with_an_update_and_its_evidence(board):
    board.own("2.6")
    piece = changes.NewEvidence(kind="link", shows="practice", name="Toolkit", link="https://toolkit.example")
    update = board.says("2.6", evidence=(piece,), claim=True)
    assert board.stands("2.6").status == "reported_complete"
    assert board.stands("2.6").facts.rated.update_id == update.id


def test_updates_stay_possible_while_a_claim_waits(claimed):
    claimed.says("2.6", "red")
    assert claimed.status("2.6") == "reported_complete"


def test_a_second_claim_is_refused(claimed):
    with refused("claim"):
        claimed.claims("2.6")


def test_a_deliverable_is_claimed_once(board):
    board.own("2.11")
    board.completes("2.11")
    with refused("claim"):
        board.claims("2.11")


def test_what_is_nothing_but_its_duty_is_claimed_once_that_was_ended(board):
    board.own("5.2")
    with refused("claim"):
        board.claims("5.2")
    board.ends_duty("5.2")
    board.completes("5.2")
    assert board.status("5.2") == "complete"


LATE = [
    # claimed on           due by the end of May 2015
    (date(2015, 5, 31), False),
    (date(2015, 6, 1), True),
]


@pytest.mark.parametrize(("day", "late"), LATE)
def test_a_claim_made_after_the_due_date_keeps_its_flag(board, day, late):
    board.own("2.6")
    board.day = day
    board.claims("2.6")
    assert ("claimed_late" in board.stands("2.6").flags) == late
    board.accepts("2.6")
    assert ("completed_late" in board.stands("2.6").flags) == late


# Accepting


ASSURANCE = [
    # line       assurance   reason     who checked   refused on
    (A_THING, "told", "", "", "reason"),  # told: a reason
    (A_THING, "told", "Small", "", None),
    (A_THING, "seen", "", "", None),  # a thing may be seen
    (A_PRACTICE, "seen", "", "", "reason"),  # a practice below checked: a reason
    (A_PRACTICE, "seen", "Sampled twice", "", None),
    (A_PRACTICE, "told", "", "", "reason"),
    (A_THING, "checked", "", "", "checked_by"),  # checked: who checked what
    (A_THING, "impact", "Good", "", "checked_by"),  # impact: who checked what
    (A_PRACTICE, "checked", "", "The auditor: ten files", None),
    (A_PRACTICE, "impact", "", "The auditor: ten files", None),
    (A_THING, None, "", "", "assurance"),  # an assurance
    (A_THING, "certain", "", "", "assurance"),
    (A_THING, "told", "  ", "", "reason"),
]


@pytest.mark.parametrize(("number", "assurance", "reason", "checked_by", "field"), ASSURANCE)
def test_accepting_says_how_well_completion_is_proved(claimed, number, assurance, reason, checked_by, field):
    said = {"assurance": assurance, "reason": reason, "checked_by": checked_by}
    if field:
        with refused(field):
            claimed.accepts(number, **said)
        assert claimed.status(number) == "reported_complete"
    else:
        claimed.accepts(number, **said)
        assert claimed.stands(number).facts.claim.assurance == assurance


@pytest.mark.parametrize(
    ("statement", "practice"),
    [
        ("Ensure that police officers know the signs", True),
        ("Agencies will monitor referrals", True),
        ("All schools have a lead", True),
        ("Make sure that it is read", True),
        ("Install a call line", False),  # a word, not a part of one
        ("Write a toolkit", False),
    ],
)
def test_which_commitments_are_practices(statement, practice):
    assert is_practice(statement) == practice


@pytest.mark.parametrize(("months", "day"), [(6, date(2015, 8, 3)), (12, date(2016, 2, 3)), (None, None)])
def test_a_re_check_is_in_six_months_twelve_or_none(claimed, months, day):
    claimed.accepts("2.6", recheck_months=months)
    assert claimed.stands("2.6").facts.claim.recheck_on == day
    if day:
        assert "recheck_due" not in claimed.stands("2.6", day=day.replace(day=2)).flags
        assert "recheck_due" in claimed.stands("2.6", day=day).flags


# Checked again


@pytest.fixture
def to_check(claimed):
    claimed.accepts("2.6", recheck_months=6)
    return claimed.on(2015, 9, 1)


def test_what_was_checked_again_holds_with_what_the_check_showed(to_check):
    to_check.checks_again("2.6", assurance="impact", recheck_months=12)
    stands = to_check.stands("2.6")
    assert (stands.status, stands.facts.claim.assurance) == ("complete", "impact")
    assert stands.facts.claim.recheck_on == date(2016, 9, 1)
    assert "recheck_due" not in stands.flags
    assert "recheck_due" in to_check.stands("2.6", day=date(2016, 9, 1)).flags
    assert "recheck_due" in to_check.stands("2.6", day=date(2015, 8, 31)).flags


def test_checked_again_needs_what_accepting_needs(to_check):
    for field, said in {
        "assurance": {"assurance": "perhaps"},
        "reason": {"assurance": "told"},
        "checked_by": {"assurance": "checked", "checked_by": " "},
        "recheck_months": {"recheck_months": 3},
    }.items():
        with refused(field):
            to_check.checks_again("2.6", **said)
    assert "recheck_due" in to_check.stands("2.6").flags


def test_only_what_was_accepted_with_a_re_check_is_checked_again(claimed):
    with refused("outcome"):
        claimed.checks_again("2.6")
    claimed.accepts("2.6")
    with refused("outcome"):
        claimed.checks_again("2.6")


def test_checked_again_a_moment_ago_is_not_checked_twice(to_check):
    claim = to_check.stands("2.6").facts.claim
    to_check.checks_again("2.6")
    with refused("outcome"):
        to_check.checks_again("2.6", by=to_check.deputy, claim_id=claim.id)


def test_a_check_says_nothing_once_the_acceptance_is_set_aside(claimed):
    accepted = claimed.accepts("2.6", recheck_months=6)
    claimed.on(2015, 9, 1).checks_again("2.6", recheck_months=6)
    claimed.sets_aside(accepted)
    stands = claimed.stands("2.6")
    assert (stands.status, stands.facts.claim.recheck_on) == ("reported_complete", None)


def test_a_claim_made_while_it_was_reopened_keeps_it_open_when_that_is_set_aside(board):
    """So that it owes its updates, and its silence shows."""
    board.own("2.6")
    board.completes("2.6")
    reopened = board.on(2015, 3, 4).reopens("2.6", 2015, 9)
    board.on(2015, 5, 5).claims("2.6")
    board.sets_aside(reopened)
    stands = board.stands("2.6", day=date(2015, 11, 1))
    assert (stands.status, "silent" in stands.flags) == ("reported_complete", True)


@pytest.mark.parametrize("months", [0, 1, 3, 24, -6])
def test_no_other_re_check_is_taken(claimed, months):
    with refused("recheck_months"):
        claimed.accepts("2.6", recheck_months=months)


def test_a_claim_decided_a_moment_ago_is_not_decided_twice(claimed):
    claim = claimed.stands("2.6").facts.claim
    claimed.accepts("2.6")
    with refused("outcome"):
        claimed.accepts("2.6", by=claimed.deputy, claim_id=claim.id)
    with refused("outcome"):
        claimed.sends_back("2.6", by=claimed.deputy, claim_id=claim.id)


def test_a_claim_of_another_line_is_not_decided_here(claimed):
    with refused("outcome"):
        claimed.accepts("2.6", claim_id=claimed.stands("2.7").facts.claim.id)


# Sending back


def test_sent_back_it_stands_as_before_and_its_date_does_not_move(board):
    board.own("2.6")
    board.says("2.6", "amber")
    before = board.stands("2.6")
    board.claims("2.6")
    board.sends_back("2.6")
    after = board.stands("2.6")
    assert (after.status, after.due, after.moves) == (before.status, before.due, before.moves)


def test_sending_back_needs_a_reason(claimed):
    with refused("reason"):
        claimed.sends_back("2.6", reason=" ")


def test_what_was_sent_back_can_be_claimed_again(claimed):
    claimed.sends_back("2.6")
    claimed.claims("2.6")
    assert claimed.status("2.6") == "reported_complete"


# Lapsing


def withdraw(board, piece_id, reason="Wrong file"):
    piece = db.session.get(Evidence, piece_id)
    return changes.withdraw_evidence(piece, reason=reason, by=board.health, at=board.at)


def test_a_claim_lapses_when_all_its_evidence_is_withdrawn(board):
    board.own("2.6")
    first, second = board.proves("2.6"), board.proves("2.6")
    board.claims("2.6")
    withdraw(board, first.id)
    assert board.status("2.6") == "reported_complete"  # one piece is left
    withdraw(board, second.id)
    assert board.stands("2.6").facts.claim.state == "lapsed"
    assert board.status("2.6") == "not_started"
    with refused("outcome"):
        board.accepts("2.6")


def test_evidence_added_later_does_not_revive_it_but_a_new_claim_does(claimed):
    withdraw(claimed, claimed.stands("2.6").facts.evidence_ids[0])
    claimed.proves("2.6")
    assert claimed.status("2.6") == "not_started"
    claimed.claims("2.6")
    assert claimed.status("2.6") == "reported_complete"


def test_what_was_accepted_does_not_lapse(claimed):
    claimed.accepts("2.6")
    withdraw(claimed, claimed.stands("2.6").facts.evidence_ids[0])
    assert claimed.status("2.6") == "complete"


def test_withdrawing_needs_a_reason_and_happens_once(claimed):
    piece = claimed.stands("2.6").facts.evidence_ids[0]
    with refused("reason"):
        withdraw(claimed, piece, reason="")
    withdraw(claimed, piece)
    with refused("reason"):
        withdraw(claimed, piece)
