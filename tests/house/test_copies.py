"""Tests do not meet what others left: each copy of a database is as it was filled, whatever was done to the one before."""

import pytest
from a_board import Board
from board_apps import EXAMPLE_TODAY, app_on_copy, leave
from engines import looking
from sqlalchemy import text

from actions import triggers
from actions.db import begin_writing, db
from actions.models import Action
from actions.periods import london_moment
from tracker.accounts.models import Attempt


def somebody_works():
    board = Board()
    board.own("2.16")
    board.says("2.16")


def a_trigger_goes():
    of_table = " ON updates" if db.engine.dialect.name == "postgresql" else ""
    db.session.execute(text(f"DROP TRIGGER keep_updates_delete{of_table}"))
    db.session.commit()


def a_row_is_changed():
    db.session.execute(text("UPDATE alembic_version SET version_num = 'earlier'"))
    db.session.commit()


def a_table_comes():
    begin_writing()
    db.session.execute(text("CREATE TABLE throwaway (number INTEGER)"))
    db.session.commit()


DONE = (somebody_works, a_row_is_changed, a_trigger_goes, a_table_comes)


def picture():
    """Every row, every trigger, and the numbers that the next person and the next wrong try get."""
    tables = db.inspect(db.engine).get_table_names()
    rows = {name: sorted(map(repr, db.session.execute(text(f'SELECT * FROM "{name}"')))) for name in tables}  # noqa: S608
    return rows, sorted(triggers.existing(db.session.connection())), _next_numbers()


def _next_numbers():
    tried = Attempt(about="a door", at=london_moment(EXAMPLE_TODAY))
    db.session.add(tried)
    db.session.commit()
    return tried.id, Board.person("executive").id


@pytest.mark.parametrize("done", DONE)
def test_it_is_as_it_was_filled(adopted_folder, tmp_path, done):
    seen = []
    for turn in ("first", "second"):
        with app_on_copy(adopted_folder, tmp_path / turn, EXAMPLE_TODAY).app_context():
            seen.append(picture())
            done()
            leave()
    assert seen[0] == seen[1]


def test_what_looks_from_beside_sees_the_same_database(adopted_folder, tmp_path):
    with app_on_copy(adopted_folder, tmp_path / "one", EXAMPLE_TODAY).app_context():
        with looking(tmp_path / "one").connect() as beside:
            assert (
                beside.execute(text("SELECT count(*) FROM actions")).scalar() == db.session.query(Action).count() > 80
            )
        leave()
