"""Saying who stands in for an officer, and where that is shown."""

from datetime import date

import pytest
from a_board import STRATEGY, TODAY, Board, rows_now, the_action, the_agency
from counting import count_queries
from the_office import set_password
from ticking import as_in_days, boxes, key, where

from actions import changes
from actions.db import begin_writing, db
from actions.models import Person
from actions.periods import london_moment

COVER = "/ownership/cover"
UNTIL = date(2017, 3, 3)
BEGINS = date(2016, 10, 27)


@pytest.fixture
def board(app):
    """The police's officer answers for 2.16; 2.14 is their lead's; 3.2 is the county council's."""
    board = Board()
    board.colleague = board.person("officer", "police", title="Deputy lead officer, Police")
    board.lead = board.person("agency_lead", "police", title="Agency lead, Police")
    for person in (board.officer, board.colleague, board.lead, board.other):
        set_password(person.id)
    owned(board, "2.16", board.officer)
    owned(board, "2.14", board.lead)
    board.own("3.2", agency="ncc")
    return board


def owned(board, number, person):
    begin_writing()
    given = {"person": db.session.get(Person, person.id), "by": board.office, "at": london_moment(BEGINS)}
    changes.assign([(the_action(number), None)], agency_id=the_agency("police"), **given)
    db.session.commit()


def standing_in(board, *numbers, person=None, until=UNTIL, **more):
    lines = [key(number) for number in numbers or ("2.16",)]
    named = {"doing": "cover", "person": str((person or board.colleague).id), **as_in_days("last_day", until)}
    return {"lines": lines, **named, **more}


def cover(number="2.16"):
    facts = where(number).facts
    return facts.covered_by_id, facts.covered_until


@pytest.mark.parametrize("who", ["chair", "deputy", "executive", "inspector"])
def test_others_may_not(client, board, who):
    client.as_person(getattr(board, who).id).page(COVER, status=403)
    client.send(COVER, standing_in(board), status=403)
    assert cover() == (None, None)


def test_an_officer_is_offered_their_own_lines_and_their_colleagues(officer, board):
    page = officer.page(officer.page("/my-update").links()["Say who stands in for you"])
    assert boxes(page) == [key("1.3", "police"), key("2.3", "police"), key("2.16")]
    assert "Deputy lead officer, Police" in page.text
    assert "Lead officer, NCC" not in page.text


def test_a_colleague_stands_in_and_it_is_said_where_the_line_is(client, officer, board):
    answer = officer.send(COVER, standing_in(board))
    assert "Deputy lead officer, Police stands in on 1 line until 3 March 2017." in officer.page(answer.location).text
    assert cover() == (board.colleague.id, UNTIL)
    for address in (COVER, f"/plan/{STRATEGY}/2.16", "/my-update", f"/my-update/{STRATEGY}/2.16"):
        assert "Deputy lead officer, Police until 3 March 2017" in officer.page(address).text, address
    history = officer.page(f"/plan/{STRATEGY}/2.16").text
    assert "Deputy lead officer, Police stands in until 3 March 2017. Lead officer, Police" in history
    assert (
        "Cover: Deputy lead officer, Police until 3 March 2017"
        in client.as_person(board.office.id).page("/ownership").text
    )


def test_the_one_who_stands_in_finds_it_on_their_own_page_and_answers(client, officer, board):
    assert "You stand in" not in client.as_person(board.colleague.id).page("/my-update").text
    client.as_person(board.officer.id).send(COVER, standing_in(board))
    page = client.as_person(board.colleague.id).page("/my-update")
    assert "You stand in on 2.16." in page.text
    assert "Cover: you until 3 March 2017" in page.text
    green = {"quarter": "2016-17-Q3", "rating": "green", "said": "Signed.", "seen": "0", "shows": "activity"}
    client.send(page.links()["2.16"], green)
    assert where("2.16").rating == "green"


def test_all_that_is_shown_at_once(officer, board):
    officer.send(COVER, {**standing_in(board), "lines": [], "all_shown": "y"})
    assert where("1.3", "police").facts.covered_by_id == cover()[0] == board.colleague.id
    assert cover("2.14") == (None, None), "it is the lead's own"


def test_it_is_ended_early(officer, board):
    officer.send(COVER, standing_in(board))
    ended = {"lines": [key("2.16")], "doing": "end_cover"}
    page = officer.send(COVER, {**standing_in(board), "doing": "end_cover"}, status=400)
    assert "Leave this empty: it belongs to somebody who stands in" in page.errors()
    answer = officer.send(COVER, ended)
    assert "Nobody stands in any more on 1 line." in officer.page(answer.location).text
    assert cover() == (None, None)
    assert "Deputy lead officer, Police no longer stands in." in officer.page(f"/plan/{STRATEGY}/2.16").text
    assert "Nobody stands in on 2.16" in officer.send(COVER, ended, status=400).errors()


@pytest.mark.parametrize("who", ["lead", "office"])
def test_the_lead_and_the_business_manager_do_it_for_them(client, board, who):
    client.as_person(getattr(board, who).id).send(COVER, standing_in(board, "2.16", "2.14"))
    assert cover() == cover("2.14") == (board.colleague.id, UNTIL)


def test_the_business_manager_is_offered_every_line_that_is_owned(client, board):
    page = client.as_person(board.office.id).page(COVER)
    assert len(boxes(page)) == 3 + 2 * 15
    assert key("1.1") not in boxes(page)


BAD = {
    "no line": (lambda board: {"lines": []}, "Tick at least one line"),
    "nobody": (lambda board: {"person": ""}, "Choose who stands in"),
    "themselves": (
        lambda board: {"person": str(board.officer.id)},
        "Choose somebody else: this officer answers for 2.16 already",
    ),
    "another agency's": (lambda board: {"person": str(board.other.id)}, "Choose one of the answers shown"),
    "nobody who signs in": (lambda board: {"person": str(board.office.id)}, "Choose one of the answers shown"),
    "no day": (lambda board: {"last_day-day": "", "last_day-month": "", "last_day-year": ""}, LAST := (
        "Enter the last day; it cannot be a day that has passed"
    )),
    "a day that has passed": (lambda board: as_in_days("last_day", date(2017, 1, 15)), LAST),
    "nothing to do": (lambda board: {"doing": "sell"}, "Choose one of the answers shown"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_wrong_form_comes_back_and_nothing_is_recorded(officer, board, case):
    wrong, message = BAD[case]
    before = rows_now()
    page = officer.send(COVER, {**standing_in(board), **wrong(board)}, status=400)
    assert message in page.errors()
    assert rows_now() == before


def test_who_cannot_sign_in_is_not_offered(officer, board):
    board.person("officer", "police", title="Invited officer, Police")
    assert "Invited officer, Police" not in officer.page(COVER).text
    db.session.execute(db.text("UPDATE accounts SET active = false WHERE person_id = :id"), {"id": board.colleague.id})
    db.session.commit()
    assert "Choose one of the answers shown" in officer.send(COVER, standing_in(board), status=400).errors()


@pytest.mark.parametrize("number", ["2.14", "3.2", "1.1"])
def test_an_officer_reaches_no_further_by_direct_request(officer, board, number):
    before = where(number).facts.covered_by_id
    officer.send(COVER, standing_in(board, number), status=403)
    assert where(number).facts.covered_by_id == before is None


def test_a_past_day_is_shown_without_boxes(officer, board):
    officer.send(COVER, standing_in(board))
    page = officer.page(f"{COVER}?as-at=2017-01-15")
    assert boxes(page) == []
    assert "Cover:" not in page.text
    officer.send(f"{COVER}?as-at=2017-01-15", standing_in(board), status=409)


@pytest.mark.parametrize("address", [COVER, "/my-update", f"/plan/{STRATEGY}/2.16", f"/my-update/{STRATEGY}/2.16"])
def test_looking_writes_nothing_and_asks_few_questions(officer, board, address):
    officer.send(COVER, {**standing_in(board), "lines": [], "all_shown": "y"})
    officer.page(address)
    before = rows_now()
    with count_queries() as asked:
        officer.page(address)
    assert len(asked) <= 12, asked
    assert rows_now() == before


def test_it_counts_for_today(officer, board):
    officer.send(COVER, standing_in(board, until=TODAY))
    assert cover() == (board.colleague.id, TODAY)
