"""Runs the migrations on the application's own database; it knows the tables of both halves. Triggers are made last."""

from alembic import context

from actions import triggers
from actions.db import Moment, db


def written(kind, value, autogen):
    if kind == "type" and isinstance(value, Moment):
        return "sa.DateTime()"
    return False


def run():
    with db.engine.connect() as connection:
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
        connection.commit()


run()
