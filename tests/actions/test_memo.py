"""Where everything stands is kept from one question to the next, until a row is added that bears on it."""

from contextlib import contextmanager, suppress
from datetime import date, timedelta

import engines
import pytest
from board_apps import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from paper_board import engage
from sqlalchemy.sql import visitors
from sqlalchemy.sql.schema import Table

from actions import agencies, journal
from actions import settings as board_settings
from actions.db import begin_writing, db
from actions.errors import NotAllowed, RuleBroken
from actions.models import Decision
from actions.permissions import Permission, allowing, may
from actions.standing import gather, memo, plan_on
from actions.standing.plan import Plan
from actions.standing.working_out import work_out
from tracker import create_app


def test_it_is_kept_until_a_row_is_added_that_bears_on_it(board):
    board.own("2.6")
    kept = plan_on(board.day)
    assert plan_on(board.day) is kept
    board.says("2.6", "red")
    assert plan_on(board.day) is not kept
    assert plan_on(board.day).by_id[board.line("2.6")].status == "off_track"


def test_what_was_rolled_back_is_forgotten(board):
    with board.rehearsal():
        board.stops("2.6")
        assert board.shown("2.6").status == "stopped"
    assert board.shown("2.6").status == "not_started"


def test_another_row_with_the_number_of_one_that_was_rolled_back_is_not_taken_for_it(board):
    with board.rehearsal():
        board.stops("2.6")
        taken_back = journal.head().number
        assert board.shown("2.6").status == "stopped"
    board.stops("2.7")
    assert journal.head().number == taken_back
    assert (board.shown("2.6").status, board.shown("2.7").status) == ("not_started", "stopped")


def test_it_holds_few_days(board):
    for later in range(2 * memo.DAYS):
        plan_on(board.day + timedelta(days=later))
    assert len(memo._memo) == memo.DAYS


# What is added is worked out; what is not touched stays


def anew(before, after) -> set:
    """The numbers of the lines that were worked out again."""
    return {each.number for number, each in after.by_id.items() if each is not before.by_id[number]}


def test_only_the_line_is_worked_out_again_that_a_row_is_about(board):
    before = plan_on(board.day)
    board.own("2.6")
    assert anew(before, plan_on(board.day)) == {"2.6"}


def test_and_with_a_part_its_whole_and_the_other_parts(board):
    board.on(2016, 11, 1)
    before = plan_on(board.day)
    board.takes_on("20", with_parts=True)
    assert {"20", "20a"} <= anew(before, plan_on(board.day)) <= {"20", "20a", "20b", "20c"}


def test_a_document_that_is_extended_has_all_its_lines_worked_out_again(board):
    before = plan_on(board.day)
    board.extends()
    assert len(anew(before, plan_on(board.day))) == len(before.standings)


def test_a_past_day_is_not_worked_out_again_for_what_is_recorded_later(board):
    earlier = board.day
    before = plan_on(earlier)
    board.on(2015, 3, 2).stops("2.6")
    assert plan_on(earlier) is before


def test_nothing_is_built_on_what_was_rolled_back(board):
    with board.rehearsal():
        board.stops("2.6")
        assert board.shown("2.6").status == "stopped"
    for number in ("2.7", "2.8", "2.11"):
        board.stops(number)
    assert [board.shown(number).status for number in ("2.6", "2.7", "2.11")] == ["not_started", "stopped", "stopped"]


# Any decisions on recommendations and on what is asked of each agency

RECOMMENDATIONS = ("16", "16a", "20", "20b", "27")
DECISIONS = {
    "take on": lambda board, line: board.takes_on(line),
    "take on alone": lambda board, line: board.takes_on(line, with_parts=False),
    "merge": lambda board, line: board.merges(line, "2.6"),
    "turn down": lambda board, line: board.turns_down(line),
    "say": lambda board, line: board.says("2.14", "red"),
    "ask each": lambda board, line: board.asks_each("2.6"),
    "a cell says": lambda board, line: board.says("2.6", "amber", cell="health"),
    "set aside": lambda board, line: board.sets_aside(db.session.query(Decision).order_by(Decision.id.desc()).first()),
}
steps = st.lists(st.tuples(st.sampled_from(sorted(DECISIONS)), st.sampled_from(RECOMMENDATIONS)), max_size=10)


@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_what_is_brought_up_to_date_is_what_is_worked_out_anew(board, decided):
    with board.rehearsal():
        board.on(2016, 11, 1)
        for decision, number in decided:
            with suppress(RuleBroken, NotAllowed, AttributeError), db.session.begin_nested():
                DECISIONS[decision](board, number)
            kept, fresh = plan_on(board.day), work_out(board.day)
            assert [repr(each) for each in kept.standings] == [repr(each) for each in fresh.standings]


# What has no bearing on where anything stands


def signs_in(board):
    journal.security_event("sign_in", at=board.at, by_id=board.office.id, detail="account 1")


def opens_a_report(board):
    journal.security_event("download", at=board.at, by_id=board.office.id, detail="report 1")


def is_given_a_role(board):
    engage("officer", "health", on=board.day)


def test_who_signs_in_opens_a_report_or_is_given_a_role_makes_no_page_work_it_out_again(board):
    kept = plan_on(board.day)
    for happens in (signs_in, opens_a_report, is_given_a_role):
        before = journal.head()
        happens(board)
        assert journal.head() != before
        assert plan_on(board.day) is kept, happens.__name__


def tables_of(query) -> set:
    """The names of the tables from which a query reads."""
    return {each.name for each in visitors.iterate(query) if isinstance(each, Table)}


def test_the_tables_that_standing_reads_are_those_by_whose_rows_it_is_kept():
    queries = (gather._lines(False), gather._log(False), agencies._rows(), board_settings._rows())
    read = set().union(*map(tables_of, queries))
    assert read == {table.__tablename__ for table in gather.READ}


# Another process


@contextmanager
def another_process(folder):
    """The tracker once more on the same database, with a session of its own."""
    app = create_app(settings(engines.address_of(folder), folder, None))
    with app.app_context():
        begin_writing()
        yield
        db.session.rollback()
        db.engine.dispose()


def test_what_another_process_writes_is_seen_once_it_has_committed(kept_board):
    board = kept_board
    line = board.line("2.6")
    db.session.rollback()
    with another_process(board.folder):
        board.stops("2.6")
    assert board.shown("2.6").status == "not_started"
    db.session.rollback()
    with another_process(board.folder):
        board.stops("2.6")
        db.session.commit()
    assert plan_on(board.day).by_id[line].status == "stopped"


# What follows from a plan


def test_what_follows_from_a_plan_is_worked_out_once_and_anew_from_the_next(board):
    worked_out = []

    def count():
        return plan_on(board.day).kept("lines", lambda: worked_out.append(board.day) or len(worked_out))

    assert (count(), count()) == (1, 1)
    board.stops("2.6")
    assert count() == 2


@pytest.mark.parametrize("permission", list(Permission), ids=lambda each: each.name)
def test_rights_judged_once_for_lines_alike_are_those_judged_line_by_line(board, permission):
    board.on(2016, 11, 1).own("2.6", "2.7")
    board.own("2.11", agency="police")
    board.help("2.6", agency="ncc")
    plan = plan_on(board.day)
    for person in board.people.values():
        one_by_one = [each for each in plan.answerable() if may(person, permission, each)]
        assert plan.where(lambda each, person=person: may(person, permission, each)) == one_by_one
        assert [each for each in plan.answerable() if allowing(person, permission)(each)] == one_by_one


def test_what_another_thread_forgets_meanwhile_is_answered_all_the_same():
    class Forgetful(dict):
        def __setitem__(self, name, value):
            super().__setitem__(name, value)
            self.clear()

    plan = Plan(date(2015, 2, 3), (), {}, {}, Forgetful())
    assert plan.kept("anything", lambda: 7) == 7
    assert plan.kept("nothing", lambda: None) is None
