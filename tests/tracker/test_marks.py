"""Marks made by hand on a line: put on, taken off, by whom, and where they show."""

from datetime import date

import pytest
from a_board import BEGINS, PROFILE, STRATEGY, TODAY, Board, the_action

from actions.db import db
from actions.models import Mark
from actions.standing import plan_on

LINE, PAGE = f"/plan/{STRATEGY}/2.14", f"/plan/{STRATEGY}/2.14/marks"
NOTE = "The date is in <their> hands, =1+1 Łódź AT&T"


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", "2.16", on=BEGINS)
    return board


@pytest.fixture
def office(client, board):
    return client.as_person(board.office.id)


def marks_on(number="2.14", document=STRATEGY):
    db.session.rollback()
    return plan_on(TODAY).find(document, number).facts.marks


def test_a_line_is_marked_and_the_mark_shows_with_its_note(office):
    assert office.page(LINE).links()["Mark it by hand"] == PAGE
    office.send(PAGE, {"mark": "waiting_outside", "note": NOTE})
    page = office.page(LINE)
    assert marks_on() == {"waiting_outside"}
    assert "Waiting on a body outside the board" in page.text
    assert NOTE in page.text


def test_a_mark_that_is_on_is_taken_off(office):
    office.send(PAGE, {"mark": "repeat"})
    assert "Take off: it repeats an earlier recommendation" in office.page(PAGE).text
    office.send(PAGE, {"mark": "off:repeat", "note": "It does not."})
    assert marks_on() == frozenset()
    assert "No longer marked" in office.page(LINE).text


def test_what_was_said_before_names_by_which_line_and_crosses_to_it(office):
    page = f"/plan/{PROFILE}/30/marks"
    office.send(page, {"mark": "said_before", "other": str(the_action("2.16")), "note": "The training."})
    assert marks_on("30", PROFILE) == {"said_before"}
    crossing = office.page("/recommendations/crosswalk?show=said_before").text
    assert "30 " in crossing
    assert "2.16 " in crossing


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Choose a mark"),
        ({"mark": "nonsense"}, "Choose one of the answers shown"),
        ({"mark": "said_before"}, "Choose the action that said it before"),
        ({"mark": "said_before", "other": "999999"}, "Choose one of the answers shown"),
        ({"mark": "off:repeat"}, "Choose one of the answers shown"),
        ({"mark": "repeat", "note": "x" * 2001}, "Shorten this to 2,000 characters or fewer: it has 2,001"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_marked(office, sent, message):
    page = office.send(PAGE, sent, status=400)
    assert list(page.errors()) == [message]
    assert marks_on() == frozenset()


def test_a_line_did_not_say_itself_before(office):
    sent = {"mark": "said_before", "other": str(the_action("2.14"))}
    assert list(office.send(PAGE, sent, status=400).errors()) == ["Choose one of the answers shown"]


def test_twice_at_once_marks_once_and_the_second_is_told(client, board):
    first, second = (client.application.test_client().as_person(each.id) for each in (board.office, board.chair))
    token = second.page(PAGE).csrf()
    first.send(PAGE, {"mark": "repeat"})
    answer = second.post(PAGE, data={"mark": "repeat", "csrf_token": token})
    assert answer.status_code == 400
    db.session.rollback()
    assert db.session.query(Mark).count() == 1


@pytest.mark.parametrize("who", ["officer", "executive", "inspector"])
def test_others_may_mark_nothing(client, board, who):
    person = client.as_person(getattr(board, who).id)
    assert "Mark it by hand" not in person.page(LINE).links()
    assert person.get(PAGE).status_code == 403
    person.send(PAGE, {"mark": "repeat"}, status=403)
    assert marks_on() == frozenset()


@pytest.mark.parametrize("who", ["chair", "deputy"])
def test_chair_and_deputy_mark_too(client, board, who):
    client.as_person(getattr(board, who).id).send(PAGE, {"mark": "repeat"})
    assert marks_on() == {"repeat"}


def test_while_a_past_day_is_shown_nothing_can_be_marked(office):
    page = office.page(f"{PAGE}?as-at={date(2016, 6, 30)}")
    assert "A past day is shown" in page.text
    assert "Save the mark" not in page.text


def test_there_is_no_page_for_a_line_that_is_not_there(office):
    assert office.get(f"/plan/{STRATEGY}/2.15/marks").status_code == 404
