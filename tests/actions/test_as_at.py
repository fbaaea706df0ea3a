"""Everything is as at a day (rules.md section 3): what is recorded later never changes how an earlier day is shown."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paper_board import Board

from actions import changes, journal, standing
from actions.db import db
from actions.errors import NotAllowed, RuleBroken
from actions.models import Decision, JournalLine
from actions.standing import plan_on
from actions.standing.working_out import work_out


def picture(day):
    """Everything that standing says of a day, facts, cells and parts included."""
    return [repr(each) for each in plan_on(day).standings]


def test_a_row_counts_from_the_end_of_the_day_on_which_it_was_recorded(board):
    board.own("2.6")
    before = picture(board.day - timedelta(days=1))
    board.says("2.6", "red")
    assert board.stands("2.6").status == "off_track"
    assert picture(board.day - timedelta(days=1)) == before


def test_a_row_recorded_later_never_changes_an_earlier_day(board):
    board.own("2.6", "2.11", "2.14")
    board.on(2015, 4, 2).says("2.6", "amber")
    earlier = picture(date(2015, 4, 2))
    board.on(2015, 4, 3).says("2.6", "green")
    board.moves("2.11", 2015, 9)
    board.completes("2.14")
    board.stops("7.3")
    board.on(2015, 4, 20).extends(lines=board.open_lines(date(2016, 6, 1)))
    assert picture(date(2015, 4, 2)) == earlier


def test_a_decision_is_seen_from_the_day_it_was_recorded_not_from_the_day_it_was_taken(board):
    board.own("2.6")
    board.on(2015, 3, 30)
    changes.stop(board.line("2.6"), word=board.word(taken_on=date(2015, 3, 2)), reason="Overtaken.")
    assert board.status("2.6", day=date(2015, 3, 29)) == "not_started"
    assert board.status("2.6", day=date(2015, 3, 30)) == "stopped"


def test_an_assignments_first_day_can_make_it_later(board):
    board.own("2.6", first_day=date(2015, 3, 1))
    assert board.stands("2.6", day=date(2015, 2, 28)).owner_id is None
    assert board.stands("2.6", day=date(2015, 3, 1)).owner_id == board.agency("health")


def test_but_never_earlier(board):
    board.on(2015, 3, 9).own("2.6", first_day=date(2015, 2, 9))
    assert board.stands("2.6", day=date(2015, 3, 8)).owner_id is None
    assert board.stands("2.6", day=date(2015, 3, 9)).owner_id == board.agency("health")


def test_of_two_assignments_the_later_row_counts_from_its_own_day(board):
    board.own("2.6", agency="health", first_day=date(2015, 3, 1))
    board.own("2.6", agency="probation", first_day=date(2015, 4, 1))
    owners = [board.stands("2.6", day=day).owner_id for day in (date(2015, 3, 31), date(2015, 4, 1))]
    assert owners == [board.agency("health"), board.agency("probation")]


def test_documents_count_from_the_day_they_are_in_force(board):
    assert plan_on(date(2015, 1, 31)).standings == ()
    assert {each.line.document for each in plan_on(date(2016, 10, 25)).standings} == {"strategy-2015-16"}
    assert len({each.line.document for each in plan_on(date(2016, 10, 26)).standings}) == 2


def test_an_earlier_moment_is_never_recorded_after_a_later_one(board):
    later = board.on(2015, 3, 9).own("2.6")[0]
    overtaken = board.on(2015, 3, 2).own("2.7")[0]
    assert overtaken.at == later.at
    assert overtaken.counts_from == date(2015, 3, 9)


def test_a_line_by_itself_and_the_line_in_the_plan_agree(board):
    board.own("2.6", "2.11")
    board.on(2015, 4, 20).completes("2.11")
    board.says("2.6", "amber")
    board.on(2015, 9, 1)
    for number in ("2.6", "2.11", "3.2", "7.3"):
        assert repr(board.stands(number)) == repr(board.shown(number))


# Any verbs, in any order

LINES = ("2.6", "2.14", "5.2", "3.2")
VERBS = {
    "own": lambda board, line: board.own(line, agency="health"),
    "own later": lambda board, line: board.own(line, agency="health", first_day=board.day + timedelta(days=40)),
    "green": lambda board, line: board.says(line, "green"),
    "amber": lambda board, line: board.says(line, "amber"),
    "red": lambda board, line: board.says(line, "red"),
    "same": lambda board, line: board.says(line, None, unchanged=True),
    "prove": lambda board, line: board.proves(line, restricted=True),
    "claim": lambda board, line: board.claims(line),
    "accept": lambda board, line: board.accepts(line, recheck_months=6),
    "check again": lambda board, line: board.checks_again(line, recheck_months=12),
    "send back": lambda board, line: board.sends_back(line),
    "ask": lambda board, line: board.asks(line, 2016, 6),
    "agree": lambda board, line: board.agrees(line),
    "decline": lambda board, line: board.declines(line),
    "set a date": lambda board, line: board.set_date(line, 2016, 3),
    "stop": lambda board, line: board.stops(line),
    "reopen": lambda board, line: board.reopens(line, 2017, 3),
    "end a duty": lambda board, line: board.ends_duty(line),
    "challenge": lambda board, line: board.challenges(number=line),
    "mark": lambda board, line: changes.mark(board.line(line), "repeat", by=board.office, at=board.at),
    "set aside": lambda board, line: board.sets_aside(_latest_decision(board, line)),
    "extend": lambda board, line: board.extends(date(2017, 3, 31)),
}
steps = st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.sampled_from(LINES), st.integers(0, 45)), max_size=14)


def _latest_decision(board, line):
    return db.session.query(Decision).filter_by(action_id=board.line(line)).order_by(Decision.id.desc()).first()


def _live(board: Board, verb, line):
    """Do it, if the rules allow."""
    try:
        with db.session.begin_nested():
            VERBS[verb](board, line)
    except (RuleBroken, NotAllowed, IndexError, AttributeError):  # no duty, no decision: nothing to do it to
        return


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_no_verb_in_any_order_changes_an_earlier_day(board, lived):
    with board.rehearsal():
        board.on(2015, 2, 3)
        kept = {}
        for verb, line, pause in lived:
            board.day += timedelta(days=pause)
            kept.setdefault(board.day - timedelta(days=1), picture(board.day - timedelta(days=1)))
            _live(board, verb, line)
        for day, shown in kept.items():
            assert picture(day) == shown, day


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_what_is_kept_is_what_is_worked_out_anew_whatever_is_done(board, lived):
    with board.rehearsal():
        board.on(2015, 2, 3)
        for verb, line, pause in lived:
            board.day += timedelta(days=pause)
            _live(board, verb, line)
            days = (board.day, board.day - timedelta(days=30), date(2017, 1, 16))
            for day in days:
                assert picture(day) == [repr(each) for each in work_out(day).standings], day


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_the_journal_holds_every_row_in_order_whatever_is_done(board, lived):
    with board.rehearsal():
        board.on(2015, 2, 3)
        before = journal.head().number
        for verb, line, pause in lived:
            board.day += timedelta(days=pause)
            _live(board, verb, line)
        lines = db.session.query(JournalLine).order_by(JournalLine.number).all()
        assert [each.number for each in lines] == list(range(1, len(lines) + 1))
        assert [each.at for each in lines] == sorted(each.at for each in lines)
        assert journal.head().number == len(lines) >= before


@pytest.mark.parametrize("day", [date(2015, 2, 3), date(2016, 4, 1), date(2017, 1, 16)])
def test_the_same_question_gets_the_same_answer(board, day):
    first = picture(day)
    standing.forget()
    assert picture(day) == first
