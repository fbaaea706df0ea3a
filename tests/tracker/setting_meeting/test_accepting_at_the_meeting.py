"""A recommendation accepted on its screen: the meeting's own words, an owner, a month, how often; and what is lacking."""

from datetime import date

import pytest
import setting
from a_board import PROFILE, TODAY, the_action, the_agency
from setting import OVERVIEW, OWN_WORDS, accepts, address, decide, in_part, lines, stands, turns_down

from actions.db import db
from actions.models import Assignment, Duty, Words


def own_words(number):
    decision = setting.decisions(action_id=the_action(number, PROFILE))[-1]
    return db.session.get(Words, (decision.id, "own_words")).text


def test_accepted_in_the_meetings_own_words_with_owner_month_and_rhythm(chair, board, meeting):
    decide(chair, "24", meeting, accepts(every="3", person=str(_officer_of_ncc(board)), owner="ncc"))
    standing = lines()["24"]
    assert (standing.due, standing.owner_id) == (date(2017, 6, 30), the_agency("ncc"))
    assert standing.facts.owner_person_id == _officer_of_ncc(board)
    assert [duty.every for duty in standing.facts.duties] == [3]
    assert own_words("24") == OWN_WORDS
    page = chair.page(address("24", meeting))
    assert f"What will be done: {OWN_WORDS}" in page.text
    assert OWN_WORDS in chair.page(f"{OVERVIEW}?meeting={meeting}").text
    assert OWN_WORDS in chair.page(f"/meetings/{meeting}").text


def _officer_of_ncc(board):
    return board.other.id


def test_the_day_it_was_taken_is_the_meetings(chair, board):
    earlier = setting.hold(board, date(2017, 1, 12))
    decide(chair, "2", earlier, turns_down())
    assert [(row.taken_on, row.counts_from) for row in setting.decisions()] == [(date(2017, 1, 12), TODAY)]


def test_twenty_thousand_awkward_characters_are_kept_as_typed(chair, meeting):
    text = ("<b>&amp; x < 3 =1+1 Łódź Ŵ \N{GRINNING FACE} שלום\n" * 500)[:20_000].strip()
    decide(chair, "2", meeting, accepts(own_words=text))
    assert own_words("2") == text
    page = chair.page(address("2", meeting))
    assert " ".join(text.split()) in page.text
    assert "<b>&amp" not in page.html


def test_one_character_more_is_refused_and_shown_again(chair, meeting):
    page = decide(chair, "2", meeting, accepts(own_words="x" * 20_001), status=400)
    assert "#own_words" in page.errors().values()
    assert page.field("own_words") == "x" * 20_001
    assert stands("2") == "to_be_considered"


LACKING = [
    ({"outcome": ""}, {"Choose what the meeting decides": "#outcome"}),
    ({"outcome": "reopen"}, {"Choose one of the answers shown": "#outcome"}),
    (
        {"outcome": "accept_recommendation"},
        {
            "Choose the agency that will own it": "#owner",
            "Enter the month by which it is due": "#due-month",
            "Say in the meeting's own words what will be done": "#own_words",
        },
    ),
    (
        {"outcome": "merge"},
        {"Choose an open action to merge it into": "#merged_into", "Say why it is merged": "#reason"},
    ),
    ({"outcome": "not_accept", "reason": " \n "}, {"Say why it is not accepted": "#reason"}),
    (in_part(reason=""), {"Say which part is not accepted, and why": "#reason"}),
    (accepts(own_words=" "), {"Say in the meeting's own words what will be done": "#own_words"}),
    (accepts(**{"due-year": "2016"}), {"Enter the month by which it is due, this month or later": "#due-month"}),
    (accepts(owner="nobody"), {"Choose one of the answers shown": "#owner"}),
    (accepts(every="2"), {"Choose one of the answers shown": "#every"}),
]


@pytest.mark.parametrize(("answers", "errors"), LACKING)
def test_what_each_outcome_needs_is_told_on_its_field(chair, meeting, answers, errors):
    answers = {"every": "once", "parts": "together", **answers}
    page = decide(chair, "2", meeting, answers, status=400)
    assert page.errors() == errors
    assert setting.decisions() == []


@pytest.mark.parametrize("number", setting.RECURRING)
def test_where_the_text_says_regularly_how_often_is_asked_and_nothing_is_chosen_beforehand(chair, meeting, number):
    assert chair.page(address(number, meeting)).field("every") is None
    page = decide(chair, number, meeting, accepts(every=""), status=400)
    assert page.errors() == {"Its text asks for it regularly. Choose how often, or say that it is done once": "#every"}
    assert stands(number) == "to_be_considered"


def test_it_can_be_said_that_it_is_done_once(chair, meeting):
    decide(chair, "24", meeting, accepts(every="once"))
    assert db.session.query(Duty).filter_by(verb="owe_duty").count() == 0


def test_elsewhere_once_is_chosen_beforehand_and_need_not_be_said(chair, meeting):
    assert chair.page(address("2", meeting)).field("every") == "once"
    decide(chair, "2", meeting, accepts(every=""))
    assert lines()["2"].facts.duties == ()


def test_an_officer_of_another_agency_is_refused_on_the_field(chair, board, meeting):
    page = decide(chair, "2", meeting, accepts(owner="health", person=str(board.other.id)), status=400)
    assert page.errors() == {"Choose somebody of that agency": "#person"}
    assert db.session.query(Assignment).count() == 0
