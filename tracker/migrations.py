"""Flask-Migrate with its Alembic, brought in by the first `flask db`: a server that starts needs neither."""

from functools import cached_property
from pathlib import Path

import click

from actions.db import db

SCRIPTS = Path(__file__).parent.parent / "actions" / "migrations"


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
