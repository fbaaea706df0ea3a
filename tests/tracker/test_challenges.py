"""Questions on record to an agency: asked by the chair, answered by the agency, ended by the chair; open ones age visibly."""

from datetime import date

import pytest
from a_board import TODAY, Board, the_action, the_agency
from counting import count_queries

from actions import changes
from actions.db import begin_writing, db
from actions.models import Challenge
from actions.periods import london_moment

QUESTION = "Which practices do not know, & what of <them>, Łódź?"
ASKED_ON, DUE = date(2016, 12, 1), date(2016, 12, 20)


@pytest.fixture
def board(app):
    return Board()


def ask(board, *, agency="ncc", number=None, question=QUESTION, on=ASKED_ON, due=DUE):
    begin_writing()
    about = {"agency_id": the_agency(agency), "action_id": number and the_action(number)}
    asked = changes.challenge(**about, question=question, due_day=due, by=board.chair, at=london_moment(on)).id
    db.session.commit()
    return asked


def answer(board, asked, *, on=TODAY):
    begin_writing()
    row = db.session.get(Challenge, asked)
    changes.answer_challenge(row, answer="All of them do now.", by=board.other, at=london_moment(on))
    db.session.commit()


def sent(**different):
    due = {"due_day-day": "10", "due_day-month": "2", "due_day-year": "2017"}
    return {"agency": "ncc", "line": "", "question": QUESTION, **due, **different}


def rows_of(verb):
    db.session.rollback()
    return db.session.query(Challenge).filter_by(verb=verb).all()


# The log


def test_without_challenges_it_says_so(client, board):
    assert "No challenge is open." in client.as_person(board.executive.id).page("/challenges").text


def test_an_open_question_ages_visibly_and_an_answer_that_is_owed_is_flagged(client, board):
    ask(board, number="2.14")
    page = client.as_person(board.executive.id).page("/challenges")
    assert "Answer overdue" in page.text
    assert "No answer: it was due by 20 December 2016, 27 days ago." in page.text
    assert QUESTION in page.text
    assert "2.14 Map missing levels" in page.text


def test_on_an_earlier_day_it_stood_as_it_was_then(client, board):
    ask(board)
    page = client.as_person(board.executive.id).page("/challenges?as-at=2016-12-05")
    assert "To be answered by 20 December 2016. Open for 4 days." in page.text
    assert "Answer overdue" not in page.text


def test_a_late_answer_is_called_late(client, board):
    answer(board, ask(board))
    page = client.as_person(board.executive.id).page("/challenges")
    assert "Answered on 16 January 2017, late; it waits for the chair. Open for 46 days." in page.text


def test_the_log_takes_as_many_queries_however_long_it_is(client, board):
    reader = client.as_person(board.executive.id)
    ask(board)
    reader.page("/challenges")
    with count_queries() as few:
        reader.page("/challenges")
    for _ in range(5):
        ask(board)
    reader.page("/challenges")
    with count_queries() as many:
        reader.page("/challenges")
    assert len(few) == len(many) <= 12


# Asking


def test_the_chair_asks_and_the_agency_finds_it_on_its_own_page(client, board):
    client.as_person(board.chair.id).send("/challenges/new", sent())
    asked = rows_of("challenge")
    assert [(row.agency_id, row.due_day) for row in asked] == [(the_agency("ncc"), date(2017, 2, 10))]
    page = client.as_person(board.other.id).page("/my-update")
    assert "Questions on record to your agency (1)" in page.text
    assert QUESTION in page.text
    assert QUESTION not in client.as_person(board.officer.id).page("/my-update").text


def test_from_an_action_its_owner_and_number_are_filled_in(client, board):
    board.own("2.14", agency="police")
    page = client.as_person(board.deputy.id).page("/challenges/new?document=strategy-2015-16&number=2.14")
    chosen = [one.text for one in page.tree.iter("option") if one.get("selected") is not None]
    assert chosen == ["Northamptonshire Police", "2.14 Map missing levels and report on young runaways"]


@pytest.mark.parametrize(
    ("different", "message"),
    [
        ({"agency": ""}, "Choose the agency"),
        ({"agency": "nobody"}, "Choose one of the answers shown"),
        ({"line": "999999"}, "Choose one of the answers shown"),
        ({"question": " "}, "Write the question"),
        ({"question": "x" * 20_001}, "Shorten this to 20,000 characters or fewer"),
        ({"due_day-year": "2016"}, "Enter a day that has not passed"),
        ({"due_day-day": "31"}, "Enter a day that exists"),
    ],
)
def test_a_question_that_lacks_something_comes_back_with_what_was_typed(client, board, different, message):
    page = client.as_person(board.chair.id).send("/challenges/new", sent(**different), status=400)
    assert message in page.text
    assert rows_of("challenge") == []


@pytest.mark.parametrize("role", ["officer", "executive", "office", "inspector"])
def test_nobody_else_asks(client, board, role):
    person = client.as_person(getattr(board, role).id)
    assert person.get("/challenges/new").status_code == 403
    assert "Ask a question on record" not in person.page("/challenges").text


# Answering


def test_the_agency_answers_once(client, board):
    asked = ask(board)
    officer = client.as_person(board.other.id)
    assert "Answer it" in officer.page(f"/challenges/{asked}").text
    officer.send(f"/challenges/{asked}/answer", {"answer": "All do."})
    assert "Answer it" not in officer.page(f"/challenges/{asked}").text
    page = officer.send(f"/challenges/{asked}/answer", {"answer": "Again."}, status=409)
    assert "answered or ended already" in page.text
    assert len(rows_of("answer_challenge")) == 1


def test_another_agency_does_not_answer(client, board):
    asked = ask(board)
    officer = client.as_person(board.officer.id)
    assert "Answer it" not in officer.page(f"/challenges/{asked}").text
    officer.send(f"/challenges/{asked}/answer", {"answer": "We do."}, status=403)
    assert rows_of("answer_challenge") == []


def test_an_empty_answer_is_asked_for_again(client, board):
    asked = ask(board)
    page = client.as_person(board.other.id).send(f"/challenges/{asked}/answer", {"answer": ""}, status=400)
    assert "Write the answer" in page.text


# Ending


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        ("practice_changed", "practice changed"),
        ("satisfied", "the chair is satisfied"),
        ("escalated", "escalated to the board"),
    ],
)
def test_the_chair_says_how_it_ended(client, board, ended, said):
    asked = ask(board)
    answer(board, asked)
    chair = client.as_person(board.chair.id)
    fields = {"ended": ended, "ending": "Seen at work."}
    chair.send(f"/challenges/{asked}/end", fields)
    assert f"Ended on 16 January 2017: {said}." in chair.page(f"/challenges/{asked}").text
    assert "End it" not in chair.page(f"/challenges/{asked}").text


def test_how_it_ended_is_needed(client, board):
    asked = ask(board)
    page = client.as_person(board.chair.id).send(f"/challenges/{asked}/end", {}, status=400)
    assert "Choose how it ended" in page.text
    assert "Say how it ended" in page.text
    assert rows_of("end_challenge") == []


def test_while_a_past_day_is_shown_nothing_is_offered(client, board):
    asked = ask(board)
    page = client.as_person(board.chair.id).page(f"/challenges/{asked}?as-at=2016-12-05")
    assert "End it" not in page.text


def test_there_is_no_such_challenge(client, board):
    assert client.as_person(board.chair.id).get("/challenges/1").status_code == 404
    asked = ask(board)
    assert client.as_person(board.chair.id).get(f"/challenges/{asked}?as-at=2016-11-30").status_code == 404
