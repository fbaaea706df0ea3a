"""Going on from one recommendation to the next: what is skipped, a second sitting, what comes back."""

from datetime import date

import setting
from a_board import PROFILE, rows_now, the_agency
from setting import AT, OVERVIEW, accepts, address, decide, decided_by, stands, turns_down

from actions import changes
from actions.changes import Acceptance, Word
from actions.db import begin_writing, db


def test_skipping_passes_by_and_records_nothing(chair, meeting):
    before = rows_now()
    page = chair.page(
        chair.page(address("1", meeting)).links()["Skip to 2 Everyone knows the early warning indicators"]
    )
    assert page.h1.startswith("2 ")
    assert rows_now() == before


def test_a_second_sitting_goes_on_where_the_first_stopped(chair, board):
    first, second = (
        setting.hold(board, date(2017, 1, 12), "First sitting"),
        setting.hold(board, name="Second <sitting>"),
    )
    led = decide(chair, "1", first, turns_down())
    assert f"/{PROFILE}/2?meeting={first}" in led.location
    decide(chair, "3", first, turns_down())
    page = chair.page(f"{OVERVIEW}?meeting={second}")
    assert page.links()["Go on with 4"] == address("4", second)
    assert "16 January 2017: Second <sitting>" in page.text
    choosing = chair.page(OVERVIEW)
    assert "12 January 2017: First sitting 2 decisions on recommendations" in choosing.text
    assert chair.page(choosing.links()["16 January 2017: Second <sitting>"]).h1 == page.h1


def test_what_was_skipped_comes_after_the_last(chair, meeting):
    decide(chair, "N2", meeting, turns_down())
    assert "Go on with 1" in chair.page(f"{OVERVIEW}?meeting={meeting}").links()


def test_what_was_set_aside_is_to_be_considered_again(chair, board, meeting):
    decision = decided_by(board.chair, "2", meeting, reason="No.")
    begin_writing()
    changes.set_aside(decision, word=Word(by=board.chair, at=AT), reason="A slip.")
    db.session.commit()
    page = chair.page(f"{OVERVIEW}?meeting={meeting}")
    assert "0 of 42 recommendations considered, 42 to go" in page.text
    assert "Nothing has been considered by this day." in page.text
    decide(chair, "2", meeting, accepts())
    assert stands("2") == "not_started"


def test_a_recommendation_that_stands_worse_because_of_another_part_is_named(chair, board, meeting, app):
    acceptance = Acceptance(the_agency("health"), date(2017, 1, 31), "Now.")
    decided_by(board.chair, "16", meeting, "accept_recommendation", acceptance=acceptance, with_parts=False)
    app.config["TODAY"] = date(2017, 2, 1)
    page = chair.page(f"{OVERVIEW}?meeting={meeting}")
    assert "16 stands worse than to be considered, because of another part." in page.text
    assert "42 to go" in page.text
