"""The worked example: two years of the plan's life, told through the verbs alone, so that it obeys the rules.

What happened is in data/, a table for each theme; who plays the rows of a table is in story.py.
"""

from dataclasses import dataclass

from actions import journal
from actions.db import begin_writing, db
from actions.models import Document, Person, Place, Words
from seeds.example.stage import Stage
from seeds.example.story import play
from seeds.example.tables import rows

__all__ = ["ExamplePerson", "NotTheExample", "load"]


class NotTheExample(Exception):
    """The database is not for the example; the message says why in a sentence."""


@dataclass(frozen=True)
class ExamplePerson:
    """Somebody of the example who can be given an account: the roles are all that the person ever holds."""

    person_id: int
    title: str
    agency_key: str | None
    roles: tuple[str, ...]
    email: str


def load(*, keep_file, render) -> list[ExamplePerson]:
    """Tell the whole story in an empty database, marked as the example first, and commit it as one.

    `keep_file` keeps a stream (files.keep), `render` draws a report (changes.freeze). A loaded example is left as it is.
    NotTheExample for any other database that holds records.
    """
    begin_writing()
    if journal.head().number:
        _insist_loaded()
    else:
        db.session.merge(Place(id=1, example=True))
        play(Stage(keep_file=keep_file, render=render))
        db.session.commit()
    return _people()


def _insist_loaded():
    place = db.session.get(Place, 1)
    if place is None or not place.example:
        raise NotTheExample("This database holds a board's own record. The worked example needs an empty one.")
    if len(_people()) < len(rows("people")) or db.session.query(Document).count() < len(rows("documents")):
        raise NotTheExample("This database holds something other than the worked example. Load that into an empty one.")


def _people() -> list[ExamplePerson]:
    """The people of the table, found by their titles."""
    titled = (Words.row_id == Person.id) & (Words.field == "title")
    ids = {title: number for number, title in db.session.query(Person.id, Words.text).join(Words, titled)}
    return [
        ExamplePerson(ids[row["title"]], row["title"], row.get("agency"), tuple(row["roles"]), row["email"])
        for row in rows("people")
        if row["title"] in ids
    ]
