"""What is recorded against a meeting: one that was held, on its day, and is not called off afterwards."""

from datetime import date

import pytest
from a_board import TODAY
from at_a_meeting import AT, FEBRUARY, HELD, agree, ask, escalate, give, hold

from actions import changes
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.models import Decision


def test_a_decision_at_a_meeting_was_taken_on_its_day(board):
    meeting = hold(board)
    decision = agree(board, meeting)
    assert (decision.meeting_id, decision.taken_on, decision.counts_from) == (meeting.id, HELD, TODAY)


def test_another_day_than_the_meetings_is_refused(board):
    with pytest.raises(RuleBroken) as refusal:
        agree(board, hold(board), taken_on=date(2017, 1, 13))
    assert refusal.value.field == "taken_on"
    db.session.rollback()
    assert db.session.query(Decision).count() == 0


@pytest.mark.parametrize("do", [agree, ask, give, escalate])
@pytest.mark.parametrize(("day", "off"), [(FEBRUARY, False), (HELD, True)])
def test_nothing_is_recorded_against_a_meeting_to_come_or_called_off(board, do, day, off):
    meeting = hold(board, day)
    if off:
        begin_writing()
        changes.call_off(meeting, reason="No room.", by=board.office, at=AT)
        db.session.commit()
    with pytest.raises(RuleBroken) as refusal:
        do(board, meeting)
    assert refusal.value.field == "meeting"


@pytest.mark.parametrize("do", [agree, ask, give, escalate])
def test_a_meeting_with_anything_against_it_is_not_called_off(board, do):
    meeting = hold(board)
    do(board, meeting)
    begin_writing()
    with pytest.raises(RuleBroken, match="cannot be called off"):
        changes.call_off(meeting, reason="No room.", by=board.office, at=AT)
