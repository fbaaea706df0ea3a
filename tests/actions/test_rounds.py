"""The quarter's update sent as a whole: once for each agency and quarter, silence named."""

import pytest
from paper_board import forbidden, refused

from actions import changes, queries
from actions.errors import RuleBroken
from actions.periods import Quarter

Q1, Q2, Q4 = (Quarter.parse(label) for label in ("2015-16-Q1", "2015-16-Q2", "2014-15-Q4"))


@pytest.fixture
def july(board):
    """Health answers for 2.6, and for its cells of 1.3 and 2.3; it is July, so April to June is still open."""
    board.own("2.6")
    return board.on(2015, 7, 10)


def sends(board, *, by=None, quarter=Q1, **more):
    return changes.send_round(quarter, by=by or board.health, at=board.at, **more)


def answers_all(board, **more):
    board.says("2.6", **more)
    for number in ("1.3", "2.3"):
        board.says(number, cell="health", **more)


def test_what_is_owed_is_what_was_open_from_the_first_day_of_the_quarter(july):
    july.own("2.7", agency="police")
    assert [each.number for each in queries.owed_by(july.health, Q1, july.day)] == ["1.3", "2.3", "2.6"]
    assert queries.owed_by(july.health, Quarter.parse("2014-15-Q3"), july.day) == []


def test_an_answered_quarter_is_sent_with_a_note(july):
    answers_all(july)
    row = sends(july, note="  All is well.  ")
    assert (row.verb, row.quarter, row.agency_id, row.by_id) == (
        "send_round",
        Q1.first,
        july.agency("health"),
        july.health.id,
    )
    sent = queries.round_sent(july.agency("health"), Q1, july.day)
    assert sent == (july.day, july.health.id, "health", "All is well.")


def test_a_note_is_not_needed(july):
    answers_all(july)
    assert sends(july).hashes is None


def test_the_lines_without_an_answer_are_named(july):
    july.says("1.3", cell="health")
    with pytest.raises(RuleBroken, match=r"^Not answered yet: 2\.3, 2\.6\. Answer them"), july.rehearsal():
        sends(july)
    assert queries.round_sent(july.agency("health"), Q1, july.day) is None


def test_it_is_sent_without_them_only_when_that_is_said(july):
    july.says("1.3", cell="health")
    assert sends(july, without=True).id


def test_it_is_sent_once(july):
    answers_all(july)
    sends(july)
    with refused("quarter"):
        sends(july)
    with refused("quarter"):
        sends(july, by=july.health_lead)


def test_each_agency_sends_its_own_and_each_quarter_is_sent(july):
    sends(july, without=True)
    sends(july, by=july.police, without=True)
    assert sends(july, quarter=Q2, without=True).quarter == Q2.first


def test_an_answer_for_a_later_quarter_answers_this_one(july):
    answers_all(july, quarter=Q2)
    assert sends(july).id


@pytest.mark.parametrize("quarter", [Q4, Quarter.parse("2015-16-Q3")])
def test_only_an_open_quarter_is_sent(july, quarter):
    with refused("quarter"):
        sends(july, quarter=quarter, without=True)


def test_what_is_owed_by_nobody_is_not_sent(july):
    with refused("quarter"):
        sends(july.on(2015, 2, 4), quarter=Q4, without=True)


@pytest.mark.parametrize("who", ["office", "chair", "deputy", "executive", "inspector"])
def test_only_an_officer_or_lead_sends_it(july, who):
    with forbidden():
        sends(july, by=getattr(july, who), without=True)


def test_a_past_day_knows_nothing_of_it(july):
    sends(july, without=True)
    assert queries.round_sent(july.agency("health"), Q1, july.on(2015, 7, 9).day) is None


def test_updates_stay_possible_and_nothing_stands_differently(july):
    before = july.status("2.6")
    sends(july, without=True)
    assert july.status("2.6") == before
    july.says("2.6")
    assert july.stands("2.6").rating == "green"
