"""Extending a document by the board's minute, with a word on every open line."""

from datetime import date

import pytest
from a_board import BEGINS, STRATEGY, TODAY, Board
from sqlalchemy import select

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db
from actions.models import Decision
from actions.periods import london_moment
from actions.standing import OPEN, plan_on

PAGE = f"/plan/{STRATEGY}/extend"
MINUTE = "NSCB, 12 January 2017, minute 8 <Smith, J> =1+1 Łódź"
HEAD = {"minute": MINUTE, "taken_on-day": "12", "taken_on-month": "1", "taken_on-year": "2017"}
LAST_DAY = {"last_day-day": "31", "last_day-month": "March", "last_day-year": "2018"}


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", "2.16", on=BEGINS)
    return board


@pytest.fixture
def chair(client, board):
    return client.as_person(board.chair.id)


def open_lines():
    db.session.rollback()
    return [each for each in plan_on(TODAY).of(STRATEGY) if each.own_status in OPEN]


def carried(lines):
    return {f"carry_{each.line.id}": "y" for each in lines}


def month_for(standing, month="12", year="2017"):
    return {f"due_{standing.line.id}-month": month, f"due_{standing.line.id}-year": year}


def decisions():
    db.session.rollback()
    return list(db.session.scalars(select(Decision).order_by(Decision.id)))


def test_every_open_line_gets_a_month_or_is_carried_and_the_document_runs_on(chair):
    first, *others = open_lines()
    assert chair.page(f"/plan/{STRATEGY}").links()["Extend this document"] == PAGE
    chair.send(PAGE, {**HEAD, **LAST_DAY, **month_for(first), **carried(others)})
    assert plan_on(TODAY).by_id[first.line.id].facts.due == date(2017, 12, 31)
    assert [each.number for each in open_lines() if "plan_ended" in each.flags] == []
    said = {(row.verb, row.taken_on) for row in decisions()}
    assert said == {(verb, date(2017, 1, 12)) for verb in ("extend_document", "extend_line", "carry")}
    assert len(decisions()) == len(others) + 2


def test_it_is_no_date_that_moved(chair):
    first, *others = open_lines()
    chair.send(PAGE, {**HEAD, **LAST_DAY, **month_for(first), **carried(others)})
    assert plan_on(TODAY).by_id[first.line.id].moves == 0


def test_a_line_that_is_left_out_or_both_is_named_beside_its_field(chair):
    first, second, *others = open_lines()
    both = {**month_for(second), **carried([second])}
    errors = chair.send(PAGE, {**HEAD, **LAST_DAY, **both, **carried(others)}, status=400).errors()
    assert errors == {
        f"{each.number}: enter a month, or tick that it is carried as it is": f"#due_{each.line.id}-month"
        for each in (first, second)
    }
    assert decisions() == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"minute": ""}, "Enter the board's minute"),
        ({"minute": "x" * 501}, "Shorten this to 500 characters or fewer: it has 501"),
        ({"last_day-day": "", "last_day-month": "", "last_day-year": ""}, "Enter the new last day"),
        ({"last_day-year": "2015"}, "Enter a later last day than the one it has now"),
        ({"last_day-month": "April"}, "Enter a day that exists: April 2018 has 30 days"),
        ({"taken_on-day": "17"}, "A decision cannot be recorded before the day on which it was taken"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_decided(chair, wrong, message):
    page = chair.send(PAGE, {**HEAD, **LAST_DAY, **carried(open_lines()), **wrong}, status=400)
    assert list(page.errors()) == [message]
    assert decisions() == []


def test_a_month_earlier_than_the_one_it_is_due_in_is_refused(chair, board):
    first, *others = open_lines()
    page = chair.send(PAGE, {**HEAD, **LAST_DAY, **month_for(first, "1", "2015"), **carried(others)}, status=400)
    assert list(page.errors()) == [f"{first.number}: the month must not be earlier than the one it is due in now"]
    assert decisions() == []


@pytest.mark.parametrize("who", ["officer", "office", "executive", "inspector"])
def test_others_do_not_extend(client, board, who):
    person = client.as_person(getattr(board, who).id)
    assert "Extend this document" not in person.page(f"/plan/{STRATEGY}").links()
    assert person.get(PAGE).status_code == 403
    person.send(PAGE, {**HEAD, **LAST_DAY, **carried(open_lines())}, status=403)
    assert decisions() == []


def test_on_a_past_day_and_of_no_document_nothing_is_extended(chair):
    page = chair.page(f"{PAGE}?as-at=2016-06-30")
    assert "A past day is shown" in page.text
    assert chair.get("/plan/no-such/extend").status_code == 404


def test_each_line_says_when_it_is_due_now(chair):
    assert "Now due by the end of" in chair.page(PAGE).text
    assert " march " not in chair.page(PAGE).text


def extend(chair, year="2018"):
    chair.send(PAGE, {**HEAD, **LAST_DAY, "last_day-year": year, **carried(open_lines())})


def test_it_names_the_last_day_that_was_given_last(chair):
    assert "It runs until 31 March 2016." in chair.page(PAGE).text
    extend(chair)
    assert "It runs until 31 March 2018." in chair.page(PAGE).text


def test_an_extension_that_was_set_aside_does_not_count(chair, board):
    extend(chair, "2081")
    mistyped = next(row for row in decisions() if row.verb == "extend_document")
    begin_writing()
    changes.set_aside(mistyped, word=Word(by=board.chair, at=london_moment(TODAY)), reason="The year was mistyped.")
    db.session.commit()
    assert "It runs until 31 March 2016." in chair.page(PAGE).text
    extend(chair, "2018")
    assert plan_on(TODAY).last_day_of(STRATEGY) == date(2018, 3, 31)
