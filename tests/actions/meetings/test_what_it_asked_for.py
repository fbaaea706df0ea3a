"""What a meeting asked for: decisions, challenges, owners and escalations that left something to do, in order."""

from datetime import date

from a_board import PROFILE, TODAY, the_action, the_agency
from at_a_meeting import AT, agree, ask, escalate, give, hold, of, take_on

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db
from actions.standing import plan_on


def test_a_meeting_asks_for_what_it_left_to_do_in_order(board):
    meeting = hold(board)
    agree(board, meeting)
    ask(board, meeting)
    give(board, meeting)
    escalate(board, meeting)
    found = [(each.event.verb, each.agency_id, each.due) for each in of(meeting)]
    assert found == [
        ("agree", the_agency("police"), date(2017, 6, 30)),
        ("challenge", the_agency("ncc"), date(2017, 2, 1)),
        ("assign", the_agency("ncc"), plan_on(TODAY).by_id[the_action("1.1")].due),
        ("escalate", None, None),
    ]


def test_what_is_settled_by_deciding_it_asks_for_nothing(board):
    meeting = hold(board)
    begin_writing()
    changes.stop(the_action("2.14"), word=Word(by=board.deputy, at=AT, meeting=meeting), reason="Overtaken.")
    db.session.commit()
    assert of(meeting) == []


def test_what_was_set_aside_is_no_longer_asked_for(board):
    meeting = hold(board)
    decision = agree(board, meeting)
    begin_writing()
    changes.set_aside(decision, word=Word(by=board.deputy, at=AT), reason="Too early.")
    db.session.commit()
    assert of(meeting) == []


def test_an_owner_from_a_day_to_come_is_on_the_sheet_at_once(board):
    meeting = hold(board)
    give(board, meeting, first_day=date(2017, 2, 1))
    assert [each.event.verb for each in of(meeting)] == ["assign"]


def test_an_acceptance_is_one_matter_though_it_gives_an_owner_too(board):
    meeting = hold(board)
    take_on(board, meeting)
    (found,) = of(meeting)
    assert (found.event.verb, found.agency_id) == ("accept_recommendation", the_agency("ncc"))


def test_on_an_earlier_day_it_had_asked_for_nothing_yet(board):
    meeting = hold(board)
    ask(board, meeting)
    assert of(meeting, date(2017, 1, 15)) == []


def test_a_date_for_a_line_that_each_agency_answers_asks_the_agency_of_every_cell(board):
    meeting = hold(board)
    take_on(board, meeting)
    begin_writing()
    changes.ask_each_agency(the_action("2", PROFILE), word=Word(by=board.chair, at=AT), reason="Each trains its own.")
    db.session.commit()
    (found,) = of(meeting)
    assert found.agency_id is None
    assert found.agencies == tuple(plan_on(TODAY).agencies)


def test_what_is_put_to_the_board_asks_no_agency_even_about_a_line(board):
    meeting = hold(board)
    escalate(board, meeting, action_id=the_action("2.14"))
    (found,) = of(meeting)
    assert (found.agency_id, found.agencies) == (None, ())
    assert found.standing.number == "2.14"
