"""Runs the migrations on the application's own database; it knows the tables of both halves. Triggers are made last."""

from alembic import context

from actions import triggers
from actions.db import Moment, db


def written(kind, value, autogen):
    if kind == "type" and isinstance(value, Moment):
        return "sa.DateTime()"
    return False


def hold_references(connection, held):
    """SQLite copies a table by dropping the old one: references may be loose while a migration runs, never after it."""
    if connection.dialect.name == "sqlite":
        connection.connection.execute(f"PRAGMA foreign_keys = {'ON' if held else 'OFF'}")


def insist_on_references(connection):
    if connection.dialect.name != "sqlite":
        return
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if loose:
        raise RuntimeError(f"{len(loose)} references point at nothing after the migration; nothing was changed")


def run():
    with db.engine.connect().execution_options(migrates=True) as connection:
        hold_references(connection, held=False)
        try:
            migrate(connection)
        finally:
            hold_references(connection, held=True)


def migrate(connection):
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        render_item=written,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        triggers.install(connection)
        insist_on_references(connection)
    connection.commit()


run()
