"""A token is judged, noted and counted on SQLite as on PostgreSQL, where a page that shows is asked outside transactions."""

from datetime import date

import pytest
from a_program import Program
from board_apps import make_tables, settings
from checked_page import CheckedClient
from people import viewer_of
from sqlalchemy import select

from actions.db import begin_writing, db
from actions.models import JournalLine
from tracker import create_app
from tracker.accounts import throttle
from tracker.accounts.models import ApiToken, Attempt


@pytest.fixture(scope="module")
def program(either_database, tmp_path_factory):
    app = create_app(settings(either_database, tmp_path_factory.mktemp("either"), date(2017, 1, 16)))
    app.test_client_class = CheckedClient
    with app.app_context():
        make_tables(example=True)
        begin_writing()
        yield Program(app, viewer_of("executive"))
        db.session.remove()
        db.engine.dispose()


def test_a_token_reads_and_is_noted(program):
    answer = program.ask("documents")
    assert (answer.status_code, answer.json["items"]) == (200, [])
    row = db.session.scalars(select(ApiToken)).one()
    assert (row.noted, row.noted_on, bool(row.last_used)) == (["api.documents"], date(2017, 1, 16), True)
    assert db.session.scalars(select(JournalLine.kind).order_by(JournalLine.number.desc())).first() == "export"
    assert program.ask("documents", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_wrong_ones_are_counted_and_held(program, monkeypatch):
    monkeypatch.setitem(throttle.MOST, "token_source", (2, throttle.MOST["token_source"][1]))
    wrong = {"Authorization": "Bearer tracker_guessed"}
    assert [program.ask("actions", headers=wrong).status_code for _ in range(3)] == [401, 401, 429]
    assert len(db.session.scalars(select(Attempt)).all()) == 2
    assert program.ask("actions").status_code == 200
