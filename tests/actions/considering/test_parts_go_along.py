"""What is decided about a recommendation holds for its parts too, unless they are left to be considered by themselves."""

import pytest
from the_recommendations import PARTS, WITH_PARTS, statuses


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


@pytest.mark.parametrize("decide", ["turns_down", "merges"])
def test_parts_may_be_left_to_be_considered_by_themselves(sitting, decide):
    into = ("2.6",) if decide == "merges" else ()
    getattr(sitting, decide)(WITH_PARTS, *into, with_parts=False)
    assert statuses(sitting, *PARTS) == ["to_be_considered"] * 4


def test_a_part_considered_before_keeps_its_own_decision(sitting):
    sitting.turns_down("16b")
    sitting.takes_on(WITH_PARTS)
    assert statuses(sitting, *PARTS) == ["not_started", "not_accepted", "not_started", "not_started"]


def test_parts_given_as_examples_do_not_go_along(sitting):
    sitting.takes_on("20")
    assert statuses(sitting, "20a", "20b", "20c") == ["to_be_considered"] * 3
