"""What the least that a page can do takes: served by gunicorn as the tracker is, without sign-in, journal or look."""

import os

from flask import Flask, current_app, render_template
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Index, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)
NO_RECORD = {"migrates": True}  # whether the record is read-only is not asked: there is none
IN_ALL, ON_A_PAGE = 10_000, 50
TABLE = """<!doctype html>
<title>Fifty rows</title>
<table>
<tr><th>Number</th><th>Title</th><th>Agency</th><th>Status</th><th>Due</th></tr>
{%- for row in rows %}
<tr><td>{{ row.number }}</td><td>{{ row.title }}</td>
<td>{{ row.agency }}</td><td>{{ row.status }}</td><td>{{ row.due }}</td></tr>
{%- endfor %}
</table>
"""


class Row(db.Model):
    """A line of a plain list."""

    __tablename__ = "rows"
    __table_args__ = (Index("ix_rows_page", "page", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[int]
    title: Mapped[str]
    agency: Mapped[str]
    status: Mapped[str]
    due: Mapped[str]


def create_app(database: str) -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = database
    app.extensions["table"] = app.jinja_env.from_string(TABLE)
    db.init_app(app)
    app.add_url_rule("/hello", view_func=hello)
    app.add_url_rule("/rows", view_func=rows)
    app.add_url_rule("/ready", view_func=hello, endpoint="ready")
    return app


def hello():
    return "Hello"


def rows():
    columns = (Row.number, Row.title, Row.agency, Row.status, Row.due)
    found = db.session.execute(select(*columns).where(Row.page == 7).order_by(Row.number))
    return render_template(current_app.extensions["table"], rows=found.all())


def fill(database: str):
    """The rows of the floor's own database."""
    words = {"title": "Agree who tells the parents", "agency": "Police", "status": "On track", "due": "30 April 2015"}
    with create_app(database).app_context():
        db.create_all()
        with db.engine.execution_options(**NO_RECORD).begin() as connection:
            filled = [{"number": place, "page": place // ON_A_PAGE, **words} for place in range(IN_ALL)]
            connection.execute(insert(Row), filled)
        db.engine.dispose()


app = create_app(os.environ["DATABASE_URL"]) if "DATABASE_URL" in os.environ else None
