"""The card of 1.3, or of the line that the board names, proposes the agency's named lead: filled in, to take or to change;
nothing is saved by itself."""

from datetime import date

import pytest
from a_board import STRATEGY, TODAY, Board, rows_now
from counting import count_queries
from people import viewer_of

from actions import changes
from actions.db import begin_writing, db
from actions.models import Update, Words
from actions.periods import london_moment

CARD = f"/my-update/{STRATEGY}/1.3"
PROPOSED = "Our named lead is the Agency lead, Police, appointed 1 December 2016."


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def lead(board):
    return viewer_of("agency_lead", "police", title="Agency lead, Police", on=date(2016, 12, 1))


@pytest.fixture
def officer(client, board, lead):
    return client.as_person(board.officer.id)


def said():
    query = db.session.query(Words.text).join(Update, Update.id == Words.row_id).filter(Words.field == "said")
    return [text for (text,) in query]


def test_it_is_filled_in_and_nothing_is_saved_by_itself(officer):
    before = rows_now()
    page = officer.page(CARD)
    assert page.field("said") == PROPOSED
    assert "Proposed from who is your agency's lead here." in page.text
    assert page.field("rating") is None
    assert rows_now() == before


def test_the_officer_takes_it(officer):
    officer.send(CARD, {"rating": "green", "said": officer.page(CARD).field("said"), "seen": "0"})
    assert said() == [PROPOSED]


@pytest.mark.parametrize("words", ["<Smith, J> =1+1 Łódź is our lead.", "x" * 300])
def test_or_changes_it_and_it_is_not_proposed_again(officer, words):
    officer.send(CARD, {"rating": "green", "said": words, "seen": "0"})
    assert said() == [words]
    page = officer.page(CARD)
    assert page.field("said") == words
    assert "Proposed from" not in page.text


def test_what_was_typed_is_shown_again_and_not_the_proposal(officer):
    page = officer.send(CARD, {"said": "Somebody else.", "seen": "0"}, status=400)
    assert page.field("said") == "Somebody else."


def test_an_agency_without_a_lead_is_proposed_nothing(app, board, lead):
    assert app.test_client().as_person(board.other.id).page(CARD).field("said") == ""


def test_no_other_line_is_proposed_anything(officer, board):
    board.own("2.6")
    for number in ("2.3", "2.6"):
        assert officer.page(f"/my-update/{STRATEGY}/{number}").field("said") == ""


def test_where_the_board_names_another_line_that_one_proposes_it(officer, board):
    begin_writing()
    named = f"{STRATEGY} 2.3"
    changes.set_setting("lines_on_leads", named, by=board.office, at=london_moment(TODAY))
    db.session.commit()
    assert officer.page(f"/my-update/{STRATEGY}/2.3").field("said") == PROPOSED
    assert officer.page(CARD).field("said") == ""


def test_a_lead_whose_title_was_taken_out_is_not_named(officer, lead):
    db.session.query(Words).filter_by(row_id=lead.id, field="title").update({"text": None})
    db.session.commit()
    assert officer.page(CARD).field("said") == "Our named lead is our agency lead, appointed 1 December 2016."


def test_it_asks_one_question_more_of_the_database_at_most(officer):
    for number in ("1.3", "2.3"):
        officer.page(f"/my-update/{STRATEGY}/{number}")
    with count_queries() as of_another:
        officer.page(f"/my-update/{STRATEGY}/2.3")
    with count_queries() as of_this:
        officer.page(CARD)
    assert len(of_this) <= len(of_another) + 1 <= 12
