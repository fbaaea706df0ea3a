"""A page that only shows asks PostgreSQL outside transactions, and never writes so; a connection that ended is not used."""

from datetime import date

import pytest
from board_apps import make_tables, settings
from people import viewer_of
from postgres import new_database
from sqlalchemy import create_engine, event, text, update
from sqlalchemy.pool import NullPool

from actions import pooling
from actions.db import begin_looking, begin_writing, db, end_looking
from actions.models import Place
from tracker import accounts, create_app

pytestmark = pytest.mark.postgres
END_ALL = text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)


@pytest.fixture(scope="module")
def site(postgres_url, tmp_path_factory):
    """The tracker on PostgreSQL, and somebody signed in."""
    with new_database(postgres_url) as database:
        app = create_app(settings(database, tmp_path_factory.mktemp("looking"), date(2017, 1, 16)))
        with app.app_context():
            make_tables(example=True)
            begin_writing()
            app.token = accounts.start_session(viewer_of("executive").id)
            db.session.commit()
            yield app
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def client(site):
    db.session.remove()
    client = site.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = site.token
    yield client
    db.session.remove()


def in_a_transaction(client, address) -> set[bool]:
    """Whether what the page asks is asked within a transaction."""
    seen = set()

    def look(connection, *_):
        seen.add(connection.connection.dbapi_connection.info.transaction_status.name != "IDLE")

    event.listen(db.engine, "after_cursor_execute", look)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(db.engine, "after_cursor_execute", look)
    return seen


def test_a_page_that_only_shows_waits_for_no_transaction(client):
    assert in_a_transaction(client, "/account") == {False}


def test_what_comes_after_it_in_the_same_session_is_in_one_again(client):
    client.get("/account")
    begin_looking()
    end_looking()
    db.session.execute(text("SELECT 1"))
    assert db.session.connection().connection.dbapi_connection.info.transaction_status.name == "INTRANS"


def test_nothing_is_written_without_one(site, client):
    begin_looking()
    db.session.get(Place, 1).example = False
    with pytest.raises(RuntimeError, match="begin_writing"):
        db.session.flush()


def test_nor_by_a_statement_of_its_own_which_would_be_committed_at_once(site, client):
    begin_looking()
    with pytest.raises(RuntimeError, match="begin_writing"):
        db.session.execute(update(Place).values(example=False))
    begin_writing()
    assert db.session.get(Place, 1).example


def test_and_with_one_it_is(client):
    begin_looking()
    begin_writing()
    db.session.get(Place, 1).example = True
    db.session.commit()
    assert db.session.get(Place, 1).example


def test_connections_that_the_server_ended_are_replaced(client):
    assert client.get("/account").status_code == 200
    end_all()
    assert client.get("/account").status_code == 200


def test_and_were_not_if_nobody_looked(client, monkeypatch):
    assert client.get("/account").status_code == 200
    end_all()
    monkeypatch.setattr(pooling, "_has_ended", lambda connection: False)
    assert client.get("/account").status_code == 500


def test_the_system_watches_over_what_lies_between(client):
    client.get("/account")
    given = db.session.connection().connection.dbapi_connection.info.get_parameters()
    assert (given["keepalives_idle"], given["keepalives_interval"], given["keepalives_count"]) == ("30", "10", "3")


def end_all():
    """The server ends every connection of the tracker, as it does when it is started anew."""
    db.session.remove()
    other = create_engine(db.engine.url, poolclass=NullPool)
    with other.connect() as connection:
        connection.execute(END_ALL)
