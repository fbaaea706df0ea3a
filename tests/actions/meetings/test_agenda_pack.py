"""The agenda pack of a meeting to come: what the last one asked for, and the exceptions of the day it is sent."""

from datetime import date

import pytest
from a_board import PROFILE, TODAY
from at_a_meeting import AT, FEBRUARY, QUESTION, agree, ask, escalate, hold, kept, send, take_on

from actions import changes, reports
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.standing import plan_on


def told(paper):
    return reports.from_bytes(kept(paper)["facts"])


def test_the_pack_of_a_meeting_to_come_holds_what_the_last_one_asked_for_and_the_days_exceptions(board):
    last, coming = hold(board), hold(board, FEBRUARY)
    agree(board, last)
    ask(board, last)
    escalate(board, None)
    board.asks("2.14", date(2017, 9, 30))
    facts = told(send(board, coming, kind="agenda"))
    assert [(each.verb, each.number) for each in facts.matters] == [("agree", "2.14"), ("challenge", None)]
    groups = {each.group: [line.number for line in each.lines] for each in facts.exceptions}
    assert groups["requests"] == ["2.14"]
    assert [each.words for each in facts.challenges] == [QUESTION]
    assert [each.words for each in facts.escalations] == ["Who pays?"]


def test_a_pack_is_of_the_day_on_which_it_is_sent(board):
    coming = hold(board, FEBRUARY)
    first = send(board, coming, kind="agenda", on=date(2017, 1, 13))
    board.asks("2.14", date(2017, 9, 30))
    second = send(board, coming, kind="agenda")
    asked = [[each.group for each in told(paper).exceptions].count("requests") for paper in (first, second)]
    assert (asked, [told(first).as_at, told(second).as_at]) == ([0, 1], ["2017-01-13", "2017-01-16"])


def test_a_pack_quotes_nothing_of_the_profile_without_its_originators_permission(board):
    board.own("2", agency="ncc", document=PROFILE)
    last, coming = hold(board), hold(board, FEBRUARY)
    take_on(board, last)
    text = kept(send(board, coming, kind="agenda"))["facts"].decode()
    profile = [each.line for each in plan_on(TODAY).of(PROFILE)]
    assert "Train all." in text
    assert not [line.number for line in profile if line.statement[:40] in text or (line.title and line.title in text)]


def test_no_pack_for_a_meeting_called_off_and_no_paper_of_another_kind(board):
    meeting = hold(board, FEBRUARY)
    with pytest.raises(RuleBroken, match="kind of paper"):
        send(board, meeting, kind="minutes")
    begin_writing()
    changes.call_off(meeting, reason="No room.", by=board.office, at=AT)
    db.session.commit()
    with pytest.raises(RuleBroken, match="called off"):
        send(board, meeting, kind="agenda")
