"""A recommendation is not accepted, or merged into another action that is open; it is considered once."""

import pytest
from paper_board import refused
from the_recommendations import OTHER, PARTS, PLAIN, WITH_PARTS, statuses


def test_not_accepted_with_a_reason_and_its_parts_too(sitting):
    with refused("reason"):
        sitting.turns_down(WITH_PARTS, reason="")
    sitting.turns_down(WITH_PARTS)
    assert statuses(sitting, WITH_PARTS, *PARTS) == ["not_accepted"] * 5


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
