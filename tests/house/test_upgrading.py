"""A board that already runs: its database is brought up to date, with every row, CHECK and trigger."""

import flask_migrate
import pytest
from board_apps import settings
from ledger_rows import AT, CLASSES, OWN_COLUMNS, row_of
from sqlalchemy import CheckConstraint, MetaData, Table, insert, inspect, text
from sqlalchemy.exc import DBAPIError

from actions import triggers
from actions.db import begin_writing, db
from tracker import create_app
from tracker.accounts.models import Account, SignedIn

FIRST = "e98e03ecbe6c"
LATER = (
    *("exemption_requests", "rounds", "escalations", "attendances", "meeting_papers", "paper_withdrawals"),
    *("retentions", "holds", "purges", "agency_changes"),
)


def tables_of_then():
    """The ledger's tables as the first migration makes them."""
    return [name for name in OWN_COLUMNS if name not in LATER]


def put_one_in_each_table_of_then():
    begin_writing(whatever_holds=True)  # of then there is nothing to say that the record is read-only
    for name in tables_of_then():
        table = Table(name, MetaData(), autoload_with=db.session.connection(), resolve_fks=False)
        row = {column: value for column, value in row_of(name).items() if column in table.c}
        db.session.execute(insert(CLASSES[name].__table__).values(row))
    db.session.commit()


PASSWORD = "$argon2id$"


def put_somebody_who_is_signed_in():
    """An account and a session, as the first migration knows them."""
    begin_writing(whatever_holds=True)
    account = {"person_id": 2, "email": "officer@board.example", "password_hash": PASSWORD, "active": True}
    session = {"token_hash": "0" * 64, "person_id": 2, "started": AT, "last_seen": AT}
    for name, row in (("accounts", account), ("sessions", session)):
        db.session.execute(insert(db.metadata.tables[name]).values(row))
    db.session.commit()


def held():
    """The number and verb of every row, table by table."""
    query = 'SELECT id, verb, at, by_id FROM "{}"'
    found = {name: db.session.execute(text(query.format(name))).all() for name in tables_of_then()}
    db.session.rollback()
    return found


def names_of_checks(table) -> set:
    return {check["name"] for check in inspect(db.session.connection()).get_check_constraints(table)}


def declared_checks(table) -> set:
    names = {each.name for each in CLASSES[table].__table__.constraints if isinstance(each, CheckConstraint)}
    return {f"ck_{table}_{name.removeprefix(f'ck_{table}_')}" for name in names}


@pytest.fixture(scope="module")
def brought_up(either_database, tmp_path_factory):
    """What the database held before and after."""
    app = create_app(settings(either_database, tmp_path_factory.mktemp("upgraded"), None))
    with app.app_context():
        flask_migrate.upgrade(revision=FIRST)
        put_one_in_each_table_of_then()
        put_somebody_who_is_signed_in()
        before = held()
        flask_migrate.upgrade()
        yield before, held()
        db.session.remove()
        db.engine.dispose()


def test_every_row_is_still_there(brought_up):
    before, after = brought_up
    assert after == before
    assert all(after.values())


def test_accounts_keep_their_passwords_and_who_was_signed_in_has_proved_nothing_lately(brought_up):
    account, session = db.session.get(Account, 2), db.session.query(SignedIn).one()
    assert (account.email, account.password_hash, account.active) == ("officer@board.example", PASSWORD, True)
    assert (account.factor_secret, account.single_subject) == (None, None)
    assert (session.person_id, session.how, session.confirmed) == (2, None, None)
    db.session.rollback()


@pytest.mark.parametrize("table", OWN_COLUMNS)
def test_no_check_was_lost_on_the_way(brought_up, table):
    assert names_of_checks(table) == declared_checks(table)


def test_the_record_is_still_guarded(brought_up):
    assert triggers.missing(db.session.connection()) == []


def test_references_are_held_again(brought_up):
    begin_writing()
    row = row_of("rounds", 900, agency_id=12345)
    with pytest.raises(DBAPIError):
        db.session.execute(insert(CLASSES["rounds"].__table__).values(row))
    db.session.rollback()
