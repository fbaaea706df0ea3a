"""Who sees the screens and who decides: at a meeting that was held, not on a past day, and one at a time."""

import re
from datetime import date

import pytest
import setting
from a_board import PROFILE, STRATEGY, the_action, the_agency
from setting import AT, OVERVIEW, accepts, address, decide, decided_by, in_part, lines, merges, stands, turns_down

from actions import changes
from actions.db import begin_writing, db
from actions.models import Meeting


@pytest.mark.parametrize("where", [OVERVIEW, address("2")])
@pytest.mark.parametrize(
    ("who", "status"),
    [("chair", 200), ("deputy", 200), ("office", 200)]
    + [(who, 403) for who in ("officer", "other", "executive", "inspector")],
)
def test_chair_deputy_and_office_see_it(client, board, where, who, status):
    client.as_person(getattr(board, who).id).page(where, status=status)


@pytest.mark.parametrize("who", ["office", "officer", "executive", "inspector"])
def test_only_chair_and_deputy_decide(client, board, meeting, who):
    person = client.as_person(getattr(board, who).id)
    person.send(address("2", meeting), turns_down(), status=403)
    assert setting.decisions() == []


def test_the_office_is_offered_nothing_and_told_who_decides(client, board, meeting):
    page = client.as_person(board.office.id).page(address("2", meeting))
    assert "The chair or the deputy decides this, at the meeting." in page.text
    assert page.field("outcome") is None
    assert "Decide and next" not in page.text


def test_nobody_makes_their_own_agency_the_owner(chair, deputy, meeting):
    page = chair.page(address("2", meeting))
    offered = {option.get("value") for option in page.tree.find(".//select[@name='owner']").iter("option")}
    assert "police" not in offered
    assert {"ncc", "health"} <= offered
    assert "Lead officer, Police" not in page.text
    decide(chair, "2", meeting, accepts(owner="police"), status=403)
    assert stands("2") == "to_be_considered"
    decide(deputy, "2", meeting, accepts(owner="police"))
    assert lines()["2"].owner_id == the_agency("police")


def test_nobody_decides_what_their_own_agency_answers_for_already(chair, deputy, board, meeting):
    board.own("2", document=PROFILE)
    page = chair.page(address("2", meeting))
    assert "You may not decide this:" in page.text
    assert "Decide and next" not in page.text
    decide(chair, "2", meeting, turns_down(), status=403)
    decide(deputy, "2", meeting, turns_down())


def test_nobody_merges_into_an_action_of_their_own_agency(chair, deputy, board, meeting):
    board.own("2.16")
    into = str(the_action("2.16"))
    page = chair.page(address("2", meeting))
    assert into not in {each.get("value") for each in page.tree.find(".//select[@name='merged_into']").iter("option")}
    assert "What your own answers for is not in the list" in page.text
    decide(chair, "2", meeting, merges("2.16"), status=403)
    assert stands("2") == "to_be_considered"
    decide(deputy, "2", meeting, merges("2.16"))
    assert stands("2") == "merged"


# At a meeting, and not on a past day


def test_without_a_meeting_nothing_is_offered_or_taken(chair, board):
    page = chair.page(address("2"))
    assert "Choose the meeting first" in page.links()
    assert "Decide and next" not in page.text
    page = decide(chair, "2", None, turns_down(), status=400)
    assert "Choose the meeting at which it was considered" in page.errors()
    assert setting.decisions() == []


def test_nor_at_one_that_is_still_to_come_or_was_called_off(chair, board, meeting):
    to_come = setting.hold(board, date(2017, 2, 14))
    begin_writing()
    changes.call_off(db.session.get(Meeting, meeting), reason="Snow.", by=board.office, at=AT)
    db.session.commit()
    for number in (to_come, meeting, 999_999, 10**30):
        for where in (OVERVIEW, address("2")):
            assert chair.get(f"{where}?meeting={number}").status_code == 404
        decide(chair, "2", number, turns_down(), status=404)
    assert str(to_come) not in "".join(chair.page(OVERVIEW).links().values())


def test_while_a_past_day_is_shown_nothing_is_offered_or_taken(chair, meeting):
    for where in (f"{OVERVIEW}?meeting={meeting}", address("2", meeting)):
        page = chair.page(f"{where}&as-at=2017-01-10")
        assert "A past day is shown, so nothing can be decided." in page.text
        assert not {"Decide and next", "Begin with 1"} & {*page.links(), *re.findall("Decide and next", page.text)}
    chair.send(f"{address('2', meeting)}&as-at=2017-01-10", turns_down(), status=409)
    assert setting.decisions() == []


def test_an_action_of_the_plan_is_not_considered(chair, meeting):
    chair.page(f"{OVERVIEW}/{STRATEGY}/2.14?meeting={meeting}", status=404)
    chair.page(f"{OVERVIEW}/{PROFILE}/43?meeting={meeting}", status=404)


# Two at once


@pytest.mark.parametrize("answers", [accepts(), in_part(), turns_down()])
def test_of_two_decisions_at_once_one_stands_and_the_other_is_told(chair, board, meeting, answers):
    chair.page(address("2", meeting))
    decided_by(board.deputy, "2", meeting, reason="The deputy was quicker.")
    page = decide(chair, "2", meeting, answers, status=409)
    assert "A decision on this stands already. Look at what was decided before you go on." in page.errors()
    assert "The deputy was quicker." in page.text
    assert "What you wrote was not recorded:" in page.text
    assert answers.get("own_words", answers.get("reason")) in page.text
    assert "Decide and next" not in page.text
    assert [row.verb for row in setting.decisions()] == ["not_accept"]
