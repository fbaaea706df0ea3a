"""Flask-Migrate with its Alembic, brought in by the first `flask db`: a server that starts needs neither."""

import re
from functools import cache, cached_property
from pathlib import Path

import click
from sqlalchemy import inspect, text

from actions.db import db

SCRIPTS = Path(__file__).parent.parent / "actions" / "migrations"
STAMP = "alembic_version"
REVISION = re.compile(r'^(revision|down_revision) = "(\w+)"', re.M)


@cache
def heads() -> frozenset[str]:
    """The revisions that no other builds on, read from the scripts: to ask, the server needs no Alembic."""
    said = [dict(REVISION.findall(each.read_text(encoding="utf-8"))) for each in (SCRIPTS / "versions").glob("*.py")]
    return frozenset(each["revision"] for each in said) - {each.get("down_revision") for each in said}


def at_head() -> bool:
    """Whether the database is what this version of the tracker expects."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table(STAMP):
            return False
        return frozenset(connection.execute(text("SELECT version_num FROM alembic_version")).scalars()) == heads()


class Migrations:
    """Stands for what Flask-Migrate keeps with an app, until something of it is asked for."""

    def __init__(self, app):
        self._app = app

    @cached_property
    def _brought_in(self):
        from flask_migrate import Migrate

        Migrate(self._app, db, directory=SCRIPTS, render_as_batch=True)
        return self._app.extensions["migrate"]

    def __getattr__(self, name):
        return getattr(self._brought_in, name)


class Commands(click.Group):
    """Stands for the commands of `flask db`, until one of them is called."""

    def make_context(self, *args, **more):
        from flask_migrate.cli import db as group

        return group.make_context(*args, **more)


def init_app(app):
    app.cli.add_command(Commands("db", help="Bring the database up to date."))
    app.extensions["migrate"] = Migrations(app)
