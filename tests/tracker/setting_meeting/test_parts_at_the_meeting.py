"""Parts are decided together with their recommendation, or apart."""

import pytest
import setting
from a_board import PROFILE
from setting import OVERVIEW, accepts, decide, in_part, merges, stands, turns_down


def test_parts_go_together(chair, meeting):
    decide(chair, "16", meeting, accepts())
    assert {stands(f"16{letter}") for letter in "abcd"} == {"not_started"}


@pytest.mark.parametrize("answers", [accepts, merges, turns_down])
def test_or_apart_and_the_meeting_goes_on_with_the_first_of_them(chair, meeting, answers):
    led = decide(chair, "22", meeting, answers(parts="apart"))
    assert f"/{PROFILE}/22a?" in led.location
    assert {stands(f"22{letter}") for letter in "abc"} == {"to_be_considered"}


def test_a_part_decided_before_keeps_its_decision(chair, meeting):
    decide(chair, "16b", meeting, turns_down())
    decide(chair, "16", meeting, accepts())
    assert (stands("16b"), stands("16a")) == ("not_accepted", "not_started")


def test_accepted_in_part_its_parts_are_considered_one_by_one(chair, meeting):
    decide(chair, "38", meeting, in_part())
    assert {stands(f"38{letter}") for letter in "abc"} == {"to_be_considered"}


def test_a_recommendation_of_which_a_part_waits_is_not_counted_as_considered(chair, meeting):
    decide(chair, "16", meeting, accepts(parts="apart"))
    assert "0 of 42 recommendations considered, 42 to go" in chair.page(OVERVIEW).text


def test_a_part_that_belongs_to_the_chairs_own_agency_does_not_go_along(chair, board, meeting):
    board.own("16c", document=PROFILE)
    for answers in (accepts(), merges(), turns_down()):
        decide(chair, "16", meeting, answers, status=403)
    assert setting.decisions() == []
    decide(chair, "16", meeting, accepts(parts="apart"))
