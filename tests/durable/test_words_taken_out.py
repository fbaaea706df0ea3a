"""What a redaction overwrote is not in the files of PostgreSQL's tables either, whoever was reading or writing meanwhile."""

from datetime import date
from threading import Timer

import pytest
from board_apps import make_tables, settings
from engines import held_on_the_server
from postgres import new_database
from sqlalchemy import create_engine, update
from sqlalchemy.pool import NullPool

from actions.db import db, wipe_overwritten
from actions.models import Words
from tracker import create_app

pytestmark = pytest.mark.postgres
NAME = "Casey Marlowe"


@pytest.fixture
def ours(postgres_url, tmp_path):
    """The address of a tracker's database, in which a name stands."""
    with (
        new_database(postgres_url) as address,
        create_app(settings(address, tmp_path, date(2017, 1, 16))).app_context(),
    ):
        make_tables(example=False)
        db.session.add(Words(row_id=1, field="said", salt="salt", text=f"{NAME} was met."))
        db.session.commit()
        yield address
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def theirs(postgres_url):
    """The address of another database on the same server."""
    with new_database(postgres_url) as address:
        yield address


def begun(address, statement):
    """A transaction in which that was said, and which goes on."""
    engine = create_engine(address, poolclass=NullPool, isolation_level="REPEATABLE READ")
    connection = engine.connect()
    connection.exec_driver_sql(statement)
    return connection


@pytest.mark.parametrize(
    ("whose", "statement"), [("ours", "SELECT 1 FROM place"), ("theirs", "CREATE TABLE x (y int)")]
)
def test_who_began_before_is_waited_for(ours, theirs, whose, statement):
    """A reader of the same database could see the words still; a writer of another one is not told from such a reader."""
    other = begun({"ours": ours, "theirs": theirs}[whose], statement)
    db.session.execute(update(Words).values(text="[redacted] was met."))
    db.session.commit()
    ending = Timer(0.5, other.close)
    ending.start()
    wipe_overwritten()
    ending.join()
    assert held_on_the_server(db.engine, NAME) == set()
