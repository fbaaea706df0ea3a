"""Setting a decision aside: by who took it, or by the board."""

import pytest
import setting
from a_board import PROFILE, STRATEGY, TODAY, Board, rows_now, the_action
from counting import count_queries
from setting import accepts, address, lines, turns_down

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db
from actions.models import Decision, Words
from actions.periods import london_moment
from actions.standing import line_on

AT = london_moment(TODAY)
PAGE = f"/plan/{PROFILE}/2/set-aside"
REASON = "<Smith, J> read =1+1 wrongly in Łódź."
LINK = "Set a decision aside"


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def chair(client, board):
    return client.as_person(board.chair.id)


@pytest.fixture
def decided(chair, board):
    """2 not accepted by the chair."""
    chair.send(address("2", setting.hold(board)), turns_down())
    return setting.decisions()[-1].id


def asides():
    return setting.decisions(verb="set_aside")


def sets_aside(person, decision, *, status=302, page=PAGE, **more):
    return person.send(page, {"outcome": str(decision), "reason": REASON, **more}, status=status)


def test_who_took_it_sets_it_aside_with_a_reason_and_it_is_to_be_considered_again(chair, decided):
    link = chair.page(f"/plan/{PROFILE}/2").links()[LINK]
    assert "The meeting did not accept it. Chair, 16 January 2017" in chair.page(link).text
    led = sets_aside(chair, decided, page=link)
    assert led.location == f"/plan/{PROFILE}/2#main"
    assert lines()["2"].own_status == "to_be_considered"
    assert [row.decision_id for row in asides()] == [decided]
    assert db.session.get(Words, (asides()[0].id, "reason")).text == REASON
    text = chair.page(f"/plan/{PROFILE}/2").text
    assert "A decision was set aside" in text
    assert REASON in text
    assert LINK not in chair.page(f"/plan/{PROFILE}/2").links()


def test_the_meetings_screen_leads_there_too(chair, decided):
    assert chair.page(address("2")).links()[LINK] == PAGE


def test_somebody_elses_is_neither_offered_nor_taken(client, board, decided):
    deputy = client.application.test_client().as_person(board.deputy.id)
    assert LINK not in deputy.page(f"/plan/{PROFILE}/2").links()
    assert "No decision stands here that is yours to set aside." in deputy.page(PAGE).text
    sets_aside(deputy, decided, status=403)
    assert asides() == []


def test_nor_ones_own_once_the_line_is_ones_own_agencys(chair, board):
    chair.send(address("2", setting.hold(board)), accepts())
    board.own("2", document=PROFILE, on=TODAY)
    assert LINK not in chair.page(f"/plan/{PROFILE}/2").links()
    sets_aside(chair, setting.decisions()[-1].id, status=403)
    assert asides() == []


@pytest.mark.parametrize("who", ["officer", "executive", "inspector"])
def test_nobody_else_comes_near(client, board, decided, who):
    person = client.application.test_client().as_person(getattr(board, who).id)
    assert LINK not in person.page(f"/plan/{PROFILE}/2").links()
    person.page(PAGE, status=403)
    sets_aside(person, decided, status=403)
    assert asides() == []


def test_the_board_does_so_with_its_minute(client, board, decided):
    office = client.application.test_client().as_person(board.office.id)
    page = sets_aside(office, decided, status=400, minute=" ")
    assert page.errors() == {"Enter the board's minute": "#minute"}
    sets_aside(office, decided, minute="NSCB, 12 January 2017, item 4.2")
    assert [row.by_the_board for row in asides()] == [True]


def test_what_it_needs_is_told_on_its_field(chair, decided):
    page = chair.send(PAGE, {"reason": ""}, status=400)
    assert page.errors() == {"Choose the decision that is set aside": "#outcome", "Give the reason": "#reason"}
    page = sets_aside(chair, decided, status=400, reason="x" * 20_001)
    assert list(page.errors().values()) == ["#reason"]
    assert asides() == []


def test_a_decision_on_another_line_cannot_be_named(chair, board, decided):
    begin_writing()
    other = changes.stop(the_action("2.16"), word=Word(by=board.chair, at=AT), reason="Done otherwise.").id
    db.session.commit()
    assert sets_aside(chair, other, status=400).errors() == {"Choose one of the answers shown": "#outcome"}
    assert asides() == []


def test_of_two_at_once_the_second_is_told(chair, board, decided, monkeypatch):
    def first_somebody_else(decision, **more):
        verb(decision, word=Word(by=board.office, at=AT, minute="NSCB, 3"), reason="The board was quicker.")
        return verb(decision, **more)

    verb = changes.set_aside
    monkeypatch.setattr(changes, "set_aside", first_somebody_else)
    page = sets_aside(chair, decided, status=409)
    assert "That decision does not stand any more" in page.errors()
    assert asides() == []  # what the test did was rolled back with it


def test_sent_twice_the_second_is_refused(chair, decided):
    sets_aside(chair, decided)
    sets_aside(chair, decided, status=400)
    assert len(asides()) == 1


def test_a_decision_on_an_action_of_the_plan_too(chair, board):
    begin_writing()
    stopped = changes.stop(the_action("2.16"), word=Word(by=board.chair, at=AT), reason="Overtaken.").id
    db.session.commit()
    sets_aside(chair, stopped, page=f"/plan/{STRATEGY}/2.16/set-aside")
    assert line_on(TODAY, the_action("2.16")).status == "overdue"


def test_on_an_agencys_own_line_of_an_action(chair, board):
    board.proves_own("1.3", by=board.other)
    begin_writing()
    cell = board.other.agency_id
    claim = changes.claim_complete(the_action("1.3"), cell_id=cell, by=board.other, at=AT).id
    sent = changes.send_back(
        the_action("1.3"), claim, cell_id=cell, word=Word(by=board.chair, at=AT), reason="Not signed."
    ).id
    db.session.commit()
    link = chair.page(f"/plan/{STRATEGY}/1.3?agency=ncc").links()[LINK]
    assert sets_aside(chair, sent, page=link).location == f"/plan/{STRATEGY}/1.3?agency=ncc#main"
    assert line_on(TODAY, the_action("1.3"), cell).status == "reported_complete"


def test_while_a_past_day_is_shown_nothing_is_offered_or_taken(chair, decided):
    assert LINK not in chair.page(f"/plan/{PROFILE}/2?as-at=2017-01-15").links()
    assert "A past day is shown" in chair.page(f"{PAGE}?as-at=2017-01-15").text
    sets_aside(chair, decided, page=f"{PAGE}?as-at=2017-01-15", status=409)
    assert asides() == []


def test_looking_writes_nothing_and_takes_few_queries(chair, decided):
    before = rows_now()
    with count_queries() as sent:
        chair.page(PAGE)
    assert len(sent) <= 12
    assert rows_now() == before
    assert db.session.query(Decision).count() == 1


def test_a_line_that_is_not_there_is_not_found(chair):
    chair.page(f"/plan/{PROFILE}/43/set-aside", status=404)
    chair.page(f"{PAGE}?agency=police", status=404)
