"""The database handle, engine settings, and what the two engines need to keep the ledger insert-only."""

import sqlite3
from datetime import UTC

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, MetaData, String, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from actions import pooling
from actions.errors import ReadOnlyNow

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# Locks of PostgreSQL that stand for no row. All are here, since two of one number would wait for each other.
WRITE_LOCK, TRIES_LOCK, READ_ONLY_LOCK = 20150201, 20150202, 20150203
CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
ONLY_LOOKS = "This session only looks: begin_writing() before anything is added or changed."


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator):
    """An aware moment, kept as UTC without a zone so that both engines hold the same."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value, dialect):
        return value and value.replace(tzinfo=UTC)


db = SQLAlchemy(model_class=Base)


def wal_is_safe(version=sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite keeps WAL whole with two connections; older ones may corrupt (docs/decisions)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


PRAGMAS = (
    "foreign_keys = ON",
    "busy_timeout = 15000",
    "recursive_triggers = ON",
    "secure_delete = ON",
    # With a rollback journal FULL leaves out the folder: a power cut could bring the journal back, and undo a commit.
    "synchronous = EXTRA",
)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection, _record):
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in (*PRAGMAS, f"journal_mode = {'WAL' if wal_is_safe() else 'DELETE'}"):
        connection.execute(f"PRAGMA {pragma}")


pooling.watch(Engine)


@event.listens_for(Engine, "begin")
def _begin(connection):
    connection.info.pop("may_write", None)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', '')}")


READ_ONLY = text("SELECT since, why FROM read_only").columns(since=Moment, why=String)


def begin_writing(*, whatever_holds: bool = False):
    """Start this session's transaction as a writer. Call it before anything is read in a request that may write.

    ReadOnlyNow while the record is read-only; `whatever_holds` is for what switches that."""
    db.session.rollback()
    connection = db.session.connection(execution_options={"begin": "IMMEDIATE"})
    connection.info["may_write"] = whatever_holds
    try:
        _insist_writable(connection)
    except ReadOnlyNow:
        db.session.rollback()
        raise


def _insist_writable(connection):
    """Nothing is written while the record is read-only. Who has begun is waited for by who switches it: on SQLite a writer
    is alone; on PostgreSQL all writers share a lock that the switch wants for itself (`alone`)."""
    if connection.info.get("may_write"):
        return
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({READ_ONLY_LOCK})")
    said = connection.execute(READ_ONLY).first()
    if said:
        raise ReadOnlyNow(*said)
    connection.info["may_write"] = True


@event.listens_for(Engine, "before_cursor_execute")
def _no_change_slips_in(connection, _cursor, statement, _parameters, _context, _many):
    """What changes a row without having begun as a writer is judged too; but for migrations, for which this is made."""
    if not statement.startswith(CHANGES) or connection.get_execution_options().get("migrates"):
        return
    if _is_looking(connection):
        raise RuntimeError(ONLY_LOOKS)
    _insist_writable(connection)


def alone():
    """Wait until whoever is writing has finished; nobody begins to before this transaction ends."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL lock_timeout = '60s'"))
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": READ_ONLY_LOCK})


def begin_looking():
    """For a page that only shows: PostgreSQL is not told where a transaction begins and ends, which would be two waits
    more. Each question sees what is committed, as it would anyway. What is written begins with `begin_writing`."""
    if db.engine.dialect.name == "postgresql" and not db.session().in_transaction():
        db.session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})


def end_looking():
    """What comes after a page, in the same session, is in a transaction again."""
    if db.session().in_transaction() and _only_looks(db.session()):
        db.session.rollback()


def _is_looking(connection) -> bool:
    return connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT"


def _only_looks(session) -> bool:
    return _is_looking(session.connection())


@event.listens_for(db.session, "before_flush")
def _refuse_to_write_while_looking(session, _context, _instances):
    """What would be written row by row could be half of it."""
    if _only_looks(session):
        raise RuntimeError(ONLY_LOOKS)


def begin_reading():
    """Start this session's transaction as one that sees a single state of the record, however long it reads."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


NEXT_TRANSACTION = text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
BEGAN_BEFORE = text("""
SELECT pg_snapshot_xmin(pg_current_snapshot()) < CAST(:now AS xid8) OR EXISTS (
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND age(backend_xmin) > age(CAST(CAST(:now AS xid8) AS xid)))
""")


def wipe_overwritten(*tables: str):
    """After a redaction's commit: leave nothing of what was overwritten in the engine's own files. `tables`: those that
    held words beside the record's own."""
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        connection = db.engine.raw_connection()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        _outlast_who_began_before(connection)
        always = ("VACUUM FULL words, report_bytes, report_drafts, meeting_paper_bytes",)
        connection.exec_driver_sql(", ".join((*always, *tables)))


def _outlast_who_began_before(connection):
    """VACUUM FULL carries over what a transaction that began before may still see, or might if it wrote in another database
    of the server. They are waited for, ten seconds at most: what is done in another database may take hours."""
    now = connection.execute(NEXT_TRANSACTION).scalar()
    for _ in range(100):
        if not connection.execute(BEGAN_BEFORE, {"now": now}).scalar():
            return
        connection.exec_driver_sql("SELECT pg_sleep(0.1)")


def lock_ledger():
    """One writer at a time, from its first look at the record to its commit: rules are judged on what is so."""
    _insist_writable(db.session.connection())
    if db.session.info.get("locked"):
        return
    db.session.info.clear()
    db.session.info["locked"] = True
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})
