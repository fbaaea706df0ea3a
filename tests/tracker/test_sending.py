"""The quarter's update sent as a whole: the summary, what is still to go, the sending."""

import pytest
from a_board import TODAY, Board, rows_now, the_agency
from counting import count_queries

from actions import queries
from actions.db import db
from actions.periods import Quarter

SEND = "/my-update/send"
Q3 = Quarter.parse("2016-17-Q3")
MINE = {"quarter": "2016-17-Q3"}


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16")
    return board


def answers_all(board):
    board.says("2.16")
    for number in ("1.3", "2.3"):
        board.says(number, cell_id=the_agency("police"))


def sent(agency="police"):
    db.session.rollback()
    return queries.round_sent(the_agency(agency), Q3, TODAY)


@pytest.mark.parametrize("who", ["office", "chair", "deputy", "executive", "inspector"])
def test_nobody_but_officers(client, board, who):
    client.as_person(getattr(board, who).id)
    client.page(SEND, status=403)
    client.send(SEND, MINE, status=403)
    assert sent() is None


def test_the_summary_shows_each_line_with_its_rating_and_words(officer, board):
    board.says("2.16", "red")
    page = officer.page(SEND)
    assert "Q3 2016-17 (October to December 2016): 1 of 3 answered, by 31 January 2017." in page.text
    assert "Red back on course by the end of June 2017" in page.text
    assert "Help asked: An analyst." in page.text
    assert "Still to go (2)" in page.text
    assert page.text.count("Not answered") == 2


def test_it_is_sent_and_my_update_says_so(officer, board):
    answers_all(board)
    page = officer.page(SEND)
    assert "Still to go" not in page.text
    assert "Send without these" not in page.text
    assert officer.page("/my-update").links()["Check and send my update"] == SEND
    answer = officer.send(SEND, {**MINE, "note": "Łódź <Smith, J>"})
    assert answer.location == "/my-update#main"
    page = officer.page("/my-update")
    assert "Your update for Q3 2016-17 (October to December 2016) is sent." in page.text
    assert "Sent on 16 January 2017 by Lead officer, Police." in page.text
    assert "Łódź <Smith, J>" in page.text
    assert (sent().by_id, sent("ncc")) == (board.officer.id, None)
    page = officer.page(page.links()["The quarter's summary"])
    assert "Sent on 16 January 2017" in page.text
    assert page.field("note") is None


def test_what_is_not_answered_is_named_and_left_out_only_with_a_tick(officer, board):
    board.says("2.16")
    page = officer.send(SEND, {**MINE, "note": "Nearly."}, status=400)
    assert page.errors() == {"Not answered yet: 1.3, 2.3. Answer them, or tick to send without these": "#without"}
    assert page.field("note") == "Nearly."
    assert sent() is None
    officer.send(SEND, {**MINE, "without": "y"})
    assert sent()


def test_a_second_sending_is_refused_with_a_sentence(officer, board):
    officer.send(SEND, {**MINE, "without": "y"})
    page = officer.send(SEND, {**MINE, "without": "y"}, status=400)
    assert list(page.errors()) == ["Your agency's update for this quarter was sent already. It is sent once."]


@pytest.mark.parametrize("quarter", ["", "x", "2015-16-Q1", "2016-17-Q9"])
def test_a_quarter_that_is_none_or_closed_is_refused(officer, quarter):
    assert officer.send(SEND, {"quarter": quarter, "without": "y"}, status=400).errors()
    assert sent() is None


def test_a_note_that_is_too_long_comes_back(officer):
    page = officer.send(SEND, {**MINE, "without": "y", "note": "x" * 2001}, status=400)
    assert page.errors()["Shorten this to 2,000 characters or fewer: it has 2,001"] == "#note"
    assert sent() is None


def test_a_past_day_shows_what_was_then_and_takes_nothing(officer, board):
    board.says("2.16")
    officer.send(SEND, {**MINE, "without": "y"})
    page = officer.page(f"{SEND}?as-at=2016-12-01")
    assert "0 of 3 answered" in page.text
    assert "Sent on" not in page.text
    assert page.field("note") is None
    officer.send(f"{SEND}?as-at=2016-12-01", MINE, status=409)


def test_looking_writes_nothing_and_asks_few_questions(officer, board):
    answers_all(board)
    officer.page(SEND)
    before = rows_now()
    with count_queries() as asked:
        officer.page(SEND)
    assert len(asked) <= 12, asked
    assert rows_now() == before
