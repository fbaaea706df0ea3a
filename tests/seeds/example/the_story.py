"""The worked example, for tests of its story: where it is loaded, and where its lines stand on a day."""

from collections import Counter

from flask import Flask
from the_example import TODAY

from actions import files, triggers
from actions.db import db
from actions.models import Agency
from actions.standing import plan_on
from seeds.example import ExamplePerson, load


def bare_app(folder) -> Flask:
    """An app with the record alone, in an empty database with its triggers."""
    app = Flask("example")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder / 'example.db'}"
    db.init_app(app)
    with app.app_context():
        db.create_all()
        with db.engine.begin() as connection:
            triggers.install(connection)
    return app


def load_here() -> list[ExamplePerson]:
    return load(keep_file=files.keep, render=lambda facts: {"html": b"<!doctype html>", "pdf": b"%PDF-" + facts[:20]})


def counts(reference, day=TODAY) -> dict:
    return dict(Counter(each.status for each in plan_on(day).of(reference) if each.counted))


def standing(number, day=TODAY):
    return next(each for each in plan_on(day).standings if each.number == number)


def agency(number_of_agency) -> str:
    return db.session.get(Agency, number_of_agency).key


def cells(number) -> dict:
    return {agency(cell.cell): cell for cell in standing(number).cells}
