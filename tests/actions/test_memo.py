"""Where everything stands is kept from one question to the next, until a row is added that bears on it."""

from contextlib import contextmanager
from datetime import timedelta

from board_apps import settings
from paper_board import engage
from sqlalchemy.sql import visitors
from sqlalchemy.sql.schema import Table

from actions import journal, standing
from actions.db import begin_writing, db
from actions.standing import gather, plan_on
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
    for later in range(2 * standing.MEMO_LENGTH):
        plan_on(board.day + timedelta(days=later))
    assert len(standing.memo._memo) == standing.MEMO_LENGTH


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
    queries = (gather._lines(False), gather._log(False), gather._agencies())
    read = set().union(*map(tables_of, queries))
    assert read == {table.__tablename__ for table in gather.READ}


# Another process


@contextmanager
def another_process(folder):
    """The tracker once more on the same database, with a session of its own."""
    app = create_app(settings(f"sqlite:///{folder / 'tracker.db'}", folder, None))
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
