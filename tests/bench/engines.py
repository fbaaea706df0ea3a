"""The same record on PostgreSQL: databases on a server of the run's own, or on that of TEST_DATABASE_URL."""

import shutil
from contextlib import contextmanager
from dataclasses import replace

from places import Databases, Place
from postgres import a_server

from actions.db import db
from bench.worlds import app_in

POSTGRESQL = "postgresql"


def of(place: Place) -> str:
    return "PostgreSQL" if place.database.startswith(POSTGRESQL) else "SQLite"


@contextmanager
def on_postgres():
    """What makes and copies databases on a server, one that waits for its disk; at the end they are gone."""
    with a_server(settings="") as url:
        databases = Databases(url)
        try:
            yield databases
        finally:
            databases.drop_all()


def example_on(databases: Databases, folder) -> Place:
    """The example, as migrations and `flask example` make it there."""
    folder.mkdir(parents=True)
    place = Place(databases.make(), folder)
    place.insist("db", "upgrade")
    place.insist("example")
    return place


def copier(databases: Databases):
    """What copies a place, database and files; nobody may be connected to it."""

    def copy_of(place: Place, folder, today=None) -> Place:
        shutil.copytree(place.folder, folder)
        return replace(place, database=databases.make(like=place.database), folder=folder, today=today or place.today)

    return copy_of


def settle(place: Place) -> None:
    """As the server does by itself in time: know how large its tables are."""
    with app_in(place), db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
