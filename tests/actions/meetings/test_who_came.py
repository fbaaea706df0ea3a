"""Who came to a meeting, and who may record anything of one."""

import pytest
from a_board import TODAY, the_agency
from at_a_meeting import AT, FEBRUARY, ask, attend, drawn, hold

from actions import calendar, changes
from actions.changes import Came
from actions.db import begin_writing, db
from actions.errors import NotAllowed, RuleBroken


def test_what_is_new_or_different_is_recorded_and_nothing_else(board):
    meeting = hold(board)
    officer = Came("present", "Lead officer")
    assert attend(board, meeting, police=officer, ncc=Came("apologies")) == 2
    assert attend(board, meeting, police=officer, ncc=Came("apologies")) == 0
    assert attend(board, meeting, police=officer, ncc=Came("present", "Agency lead")) == 1
    known = calendar.on(TODAY)
    came = known.came(known.find(meeting.id))
    assert {number: event.word for number, event in came.items()} == {
        the_agency("police"): "present",
        the_agency("ncc"): "present",
    }


def test_before_its_day_only_apologies_are_recorded(board):
    meeting = hold(board, FEBRUARY)
    assert attend(board, meeting, ncc=Came("apologies")) == 1
    for how in ("present", "absent"):
        with pytest.raises(RuleBroken, match="only apologies"):
            attend(board, meeting, police=Came(how))
        db.session.rollback()
    assert attend(board, meeting, police=Came("present"), on=FEBRUARY) == 1


def test_how_an_agency_came_is_one_of_three(board):
    with pytest.raises(RuleBroken, match="Choose present"):
        attend(board, hold(board), police=Came("perhaps"))


@pytest.mark.parametrize("who", ["officer", "executive", "inspector"])
def test_others_record_nothing_of_a_meeting(board, who):
    meeting, person = hold(board), getattr(board, who)
    ask(board, meeting)
    refused = (
        lambda: changes.attend(meeting, {}, by=person, at=AT),
        lambda: changes.call_off(meeting, reason="No.", by=person, at=AT),
        lambda: changes.send_paper("sheet", meeting, by=person, at=AT, render=drawn),
    )
    for verb in refused:
        begin_writing()
        with pytest.raises(NotAllowed):
            verb()
