"""What the screen of a recommendation shows, and the pages that lead to it."""

import re
from datetime import date

import setting
from a_board import PROFILE, rows_now, the_action
from counting import count_queries
from setting import AT, OVERVIEW, address, decided_by

from actions import changes
from actions.db import begin_writing, db


def test_the_screen_says_what_the_profile_says_and_what_bears_on_it(chair, board, meeting):
    begin_writing()
    given = {"by": board.chair, "at": AT, "other_id": the_action("2.7"), "note": "It took in <the> boroughs."}
    changes.mark(the_action("30", PROFILE), "said_before", **given)
    db.session.commit()
    text = chair.page(address("30", meeting)).text
    for said in (
        "Introduce CSE training for licensing officers, environmental officers and park rangers.",
        "Argued for in: Recovery Locations",
        "Said before by 2.7",
        "It took in <the> boroughs.",
    ):
        assert said in text


def test_actions_that_share_rare_words_are_named_with_them(chair, meeting):
    text = chair.page(address("33", meeting)).text
    assert re.search(r"Shares words with 2\.13 [^.]*interviews?", text)


def test_a_part_shows_the_recommendation_it_belongs_to(chair, meeting):
    page = chair.page(address("16b", meeting))
    assert "A part of 16 Raise awareness with secondary schools" in page.text
    assert page.links()["16 Raise awareness with secondary schools"] == address("16", meeting)


# From elsewhere


def test_the_meetings_page_leads_there_while_anything_waits(chair, client, board, meeting):
    link = chair.page(f"/meetings/{meeting}").links()["Go through the recommendations at this meeting"]
    assert chair.page(link).h1 == "Recommendation setting meeting"
    to_come = setting.hold(board, date(2017, 2, 14))
    assert "Go through the recommendations at this meeting" not in chair.page(f"/meetings/{to_come}").links()
    officer = client.application.test_client().as_person(board.officer.id)
    assert "Go through the recommendations at this meeting" not in officer.page(f"/meetings/{meeting}").links()


def test_so_do_the_list_and_the_review(chair, client, board):
    assert chair.page("/recommendations").links()["Consider them at a meeting"] == OVERVIEW
    assert chair.page(f"/review/{PROFILE}/2").links()["Consider it"] == address("2")
    officer = client.application.test_client().as_person(board.officer.id)
    assert "Consider them at a meeting" not in officer.page("/recommendations").links()


def test_before_the_profile_there_is_nothing(chair):
    assert "No profile was in force on this day." in chair.page(f"{OVERVIEW}?as-at=2016-10-25").text


def test_looking_writes_nothing(chair, meeting):
    before = rows_now()
    for where in (OVERVIEW, f"{OVERVIEW}?meeting={meeting}", address("16", meeting)):
        chair.page(where)
    assert rows_now() == before


def test_the_pages_take_as_many_queries_however_much_was_decided(chair, board, meeting):
    def asked(where):
        with count_queries() as sent:
            chair.page(where)
        return len(sent)

    places = (f"{OVERVIEW}?meeting={meeting}", address("31", meeting))
    decided_by(board.chair, "31", meeting, "merge", into_id=the_action("2.14"), reason="Same.")
    few = [asked(each) for each in places]
    for number in ("1", "2", "3", "33"):
        decided_by(board.chair, number, meeting, "merge", into_id=the_action("2.14"), reason="Same.")
    many = [asked(each) for each in places]
    assert many == few
    assert max(many) <= 12
