"""Duties and their submissions (rules.md section 5): on time, late, missed, owed still and to come."""

from datetime import date

import pytest
from by_hand import duty
from paper_board import refused

JULY, OCTOBER, JANUARY = date(2015, 7, 31), date(2015, 10, 31), date(2016, 1, 31)

STATES = [
    # as at               answered on           the submission due at the end of July is
    (date(2015, 7, 31), None, "to_come"),  # its day means that day's end
    (date(2015, 8, 1), None, "unanswered"),
    (date(2015, 10, 31), None, "unanswered"),  # until the next one has fallen due
    (date(2015, 11, 1), None, "missed"),
    (date(2016, 6, 1), None, "missed"),  # for good
    (date(2015, 8, 5), date(2015, 7, 31), "on_time"),  # by its day
    (date(2015, 7, 5), date(2015, 7, 2), "on_time"),  # an early answer
    (date(2015, 8, 5), date(2015, 8, 1), "late"),
    (date(2015, 11, 5), date(2015, 10, 31), "late"),  # on the day on which the next one falls due
    (date(2015, 11, 5), date(2015, 11, 1), "missed"),  # too late: it was missed the day before
]


@pytest.mark.parametrize(("day", "answered_on", "state"), STATES)
def test_a_submission_is_on_time_late_missed_or_owed(day, answered_on, state):
    answers = [(JULY, answered_on)] if answered_on else []
    assert duty(first=JULY, day=day, answers=answers).submissions[0].state == state


DUE = [
    # as at               answered                                due now                may be answered
    (date(2015, 6, 30), [], [], [JULY]),  # its months have not ended
    (date(2015, 7, 1), [], [JULY], [JULY]),
    (date(2015, 7, 31), [], [JULY], [JULY]),
    (date(2015, 8, 1), [], [JULY], [JULY, OCTOBER]),  # not received; the next one may come early
    (date(2015, 10, 1), [], [JULY, OCTOBER], [JULY, OCTOBER]),
    (date(2015, 11, 1), [], [OCTOBER], [OCTOBER, JANUARY]),  # July was missed
    (date(2015, 7, 9), [(JULY, date(2015, 7, 2))], [], [OCTOBER]),
]


@pytest.mark.parametrize(("day", "answers", "due", "answerable"), DUE)
def test_which_submissions_are_due_and_which_may_be_answered(day, answers, due, answerable):
    found = duty(first=JULY, day=day, answers=answers)
    assert [each.due for each in found.submissions if found.is_due(each)] == due
    assert [each.due for each in found.answerable] == answerable


BEHIND = [
    # every   as at               answered                               makes the action overdue
    (3, date(2015, 7, 31), [], False),
    (3, date(2015, 8, 1), [], True),
    (3, date(2015, 8, 9), [(JULY, date(2015, 8, 9))], False),  # late is answered
    (3, date(2015, 11, 1), [(OCTOBER, date(2015, 10, 1))], False),  # July was missed and no longer counts
    (1, date(2015, 8, 1), [], False),  # monthly: the first alone is not enough
    (1, date(2015, 9, 1), [], True),  # the latest two are
    (1, date(2015, 9, 1), [(date(2015, 8, 31), date(2015, 8, 31))], False),
    (1, date(2015, 10, 1), [(date(2015, 8, 31), date(2015, 8, 31))], False),  # only the latest one
    (1, date(2015, 11, 1), [(date(2015, 8, 31), date(2015, 8, 31))], True),
    (6, date(2015, 8, 1), [], True),
    (12, date(2016, 7, 31), [], True),
]


@pytest.mark.parametrize(("every", "day", "answers", "behind"), BEHIND)
def test_what_makes_the_action_overdue(every, day, answers, behind):
    assert bool(duty(first=JULY, every=every, day=day, answers=answers).behind) == behind


SHOWN = [
    # as at               answered                               the due date shown
    (date(2015, 7, 1), [], JULY),
    (date(2015, 8, 1), [], JULY),  # the latest unanswered
    (date(2015, 8, 9), [(JULY, date(2015, 8, 9))], OCTOBER),  # or the next one
    (date(2015, 7, 1), [(JULY, date(2015, 7, 1))], OCTOBER),
    (date(2015, 7, 1), [(JULY, date(2015, 7, 1)), (OCTOBER, date(2015, 7, 1))], JANUARY),  # two answered early
    (date(2015, 11, 1), [], OCTOBER),
]


@pytest.mark.parametrize(("day", "answers", "due"), SHOWN)
def test_the_date_shown_is_the_latest_unanswered_or_the_next(day, answers, due):
    assert duty(first=JULY, day=day, answers=answers).next_due == due


def test_a_duty_without_a_first_day_owes_nothing():
    nothing = duty(first=None)
    assert (nothing.submissions, nothing.behind, nothing.next_due) == ((), (), None)


def test_nothing_falls_due_after_a_duty_was_ended():
    ended = duty(first=JULY, day=date(2016, 2, 1), ended_on=date(2015, 12, 1))
    assert [each.due for each in ended.submissions] == [JULY, OCTOBER]
    assert [each.state for each in ended.submissions] == ["missed", "missed"]


# On paper: 2.14 has a deliverable (April 2015), a quarterly duty (from July) and a monthly one (from May)


def submissions(board, number, which=0):
    return {each.due: each.state for each in board.stands(number).facts.duties[which].submissions}


def answer(board, number, *due, which=0):
    duty_id = board.stands(number).facts.duties[which].id
    return board.says(number, answers=tuple((duty_id, day) for day in due))


def test_an_update_may_answer_several_submissions(board):
    board.own("2.14")
    board.on(2015, 7, 20)
    answer(board, "2.14", date(2015, 6, 30), JULY, which=1)
    assert submissions(board, "2.14", which=1) == {
        date(2015, 5, 31): "missed",
        date(2015, 6, 30): "late",
        JULY: "on_time",
        date(2015, 8, 31): "to_come",
    }


def test_what_is_not_owed_cannot_be_answered(board):
    board.own("2.14", "2.6")
    board.on(2015, 7, 20)
    for due, which in (
        (date(2015, 5, 31), 1),
        (date(2015, 8, 1), 0),
        (date(2016, 1, 31), 0),
    ):  # missed; no such; too far
        with refused("answers"):
            answer(board, "2.14", due, which=which)
    answer(board, "2.14", JULY)
    with refused("answers"):  # twice
        answer(board, "2.14", JULY)
    with refused("answers"):  # another action's duty
        board.says("2.6", answers=((board.stands("2.14").facts.duties[1].id, JULY),))


def test_the_deliverables_date_is_shown_until_accepted_then_the_duties(board):
    board.own("2.11")
    board.on(2015, 4, 20)
    assert board.stands("2.11").due == date(2015, 4, 30)
    board.completes("2.11")
    assert board.stands("2.11").due == JULY
    assert board.status("2.11") == "on_track"


def test_a_delivered_action_is_overdue_by_its_submission_and_lifted_by_the_answer(board):
    board.own("2.11")
    board.on(2015, 4, 20).completes("2.11")
    assert board.on(2015, 8, 1).status("2.11") == "overdue"
    answer(board, "2.11", JULY)
    assert board.status("2.11") == "on_track"


def test_a_duty_runs_on_until_a_decision_ends_it_and_then_the_action_is_complete(board):
    board.own("2.11")
    board.on(2015, 4, 20).completes("2.11")
    board.on(2015, 8, 20)
    answer(board, "2.11", JULY)
    board.on(2016, 2, 2).ends_duty("2.11")
    assert board.status("2.11") == "complete"
    assert submissions(board, "2.11") == {JULY: "late", OCTOBER: "missed", JANUARY: "unanswered"}
    assert board.on(2016, 6, 1).status("2.11") == "complete"


def test_an_action_that_is_nothing_but_its_duty_stands_by_its_submissions(board):
    board.own("5.2")
    board.on(2015, 10, 31)
    assert board.status("5.2") == "no_update"
    assert (board.on(2015, 11, 1).status("5.2"), board.stands("5.2").due) == ("overdue", OCTOBER)
    answer(board, "5.2", OCTOBER)
    assert (board.status("5.2"), board.stands("5.2").due) == ("on_track", date(2016, 4, 30))


def test_a_duty_without_a_first_day_begins_one_step_after_the_first_date_set(board):
    board.own("3.2")
    assert board.stands("3.2").facts.duties[0].submissions == ()
    board.on(2015, 3, 2).set_date("3.2", 2015, 6)
    assert next(iter(submissions(board, "3.2"))) == date(2015, 9, 30)
    board.moves("3.2", 2015, 8)  # moving the date does not move the duty
    assert next(iter(submissions(board, "3.2"))) == date(2015, 9, 30)
