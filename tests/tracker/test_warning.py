"""Whoever saves what looks like a child's identifier is warned, never stopped, and the warning repeats nothing of it."""

from datetime import date
from io import BytesIO

import pytest
from a_board import Board
from sqlalchemy import func, select

from actions.db import db
from actions.models import Update

NHS = "943 476 5919"
WARNING = "It is saved, and it seems to hold an NHS number. No child's details belong here."
CARD = "/my-update/strategy-2015-16/2.14"


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14")
    return board


def update(**different):
    return {"rating": "green", "said": "All were mapped.", "seen": "0", "quarter": "2016-17-Q3", **different}


def answered(officer, **different):
    """The page that comes after an update is saved."""
    answer = officer.send(CARD, update(**different))
    db.session.rollback()
    assert db.session.query(Update).count() == 1, "it is saved all the same"
    return officer.page(answer.location)


def test_words_that_look_like_an_identifier_are_saved_with_a_warning(officer):
    page = answered(officer, said=f"Seen: {NHS}.")
    assert WARNING in page.text
    assert "Please note" in page.text


def test_last_time_s_words_are_not_warned_of_again_but_changed_ones_are(officer, board):
    seen = str(board.says("2.14", words={"said": f"Seen: {NHS}.\nTwice."}, on=date(2016, 10, 28)))
    assert NHS in officer.page(CARD).field("said")
    page = officer.page(officer.send(CARD, update(said=f"Seen: {NHS}.\r\nTwice.", seen=seen)).location)
    assert "it seems to hold" not in page.text
    seen = str(db.session.scalar(select(func.max(Update.id))))
    page = officer.page(officer.send(CARD, update(said=f"Seen: {NHS}. Thrice.", seen=seen)).location)
    assert WARNING in page.text


def test_what_is_harmless_brings_no_warning(officer):
    assert "it seems to hold" not in answered(officer).text


def test_a_text_file_is_looked_into(officer):
    file = (BytesIO(f"notes: {NHS}".encode()), "notes.txt")
    assert WARNING in answered(officer, evidence_file=file, shows="activity").text


def test_the_name_of_a_file_is_looked_at(officer):
    file = (BytesIO(b"notes"), f"{NHS}.txt")
    assert WARNING in answered(officer, evidence_file=file, shows="activity").text


def test_the_warning_repeats_nothing_of_it(officer, caplog):
    with caplog.at_level("DEBUG"):
        said = answered(officer, said=f"Seen: {NHS}.").text
    notice = said[said.index("It is saved, and it seems") :][:200]
    assert NHS not in notice
    assert NHS not in caplog.text


def test_what_is_refused_brings_no_warning(officer):
    page = officer.send(CARD, update(rating="amber", said=NHS), status=400)
    assert "it seems to hold" not in page.text
