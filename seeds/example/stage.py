"""What every row is played on: the day and moment, and the people and lines by the names that the tables give them."""

from datetime import date, datetime, timedelta

from actions import permissions
from actions.db import db
from actions.models import Action, Agency, Person
from actions.periods import london_moment
from actions.permissions import Viewer
from actions.standing import Standing, line_on

FIRST_HOUR = 9
BETWEEN = timedelta(minutes=2)


class Stage:
    """The day that is played, and what was put on the stage so far: people, owners, meetings and questions by name."""

    def __init__(self, *, keep_file, render):
        self.keep_file, self.render = keep_file, render
        self.day: date = date.min
        self.people: dict[str, int] = {}
        self.owners: dict[str, tuple[str, str]] = {}
        self.meetings: dict[date, object] = {}
        self.challenges: dict[str, object] = {}
        self.escalations: dict[str, object] = {}
        self._moment: datetime | None = None
        self._viewers: dict = {}

    def begin(self, day: date):
        """Go on to a day; it must not lie before the last one."""
        if day > self.day:
            self.day, self._moment, self._viewers = day, london_moment(day, FIRST_HOUR), {}

    def at(self) -> datetime:
        """The moment of the next thing that is done."""
        self._moment += BETWEEN
        return self._moment

    def enter(self, key: str, person_id: int):
        """Somebody new takes part."""
        self.people[key] = person_id

    def forget_roles(self):
        """Roles were given or taken: look them up again."""
        self._viewers = {}

    def viewer(self, key: str) -> Viewer:
        """A person of the table with the rights of the day."""
        self._viewers = self._viewers or permissions.viewers(self.day)
        return self._viewers[self.people[key]]

    def person(self, key: str):
        return db.session.get_one(Person, self.people[key])

    def agency(self, key: str | None) -> int | None:
        """An agency's row by its key."""
        return key and db.session.query(Agency.id).filter_by(key=key).scalar()

    def line(self, name: str) -> tuple[int, int | None]:
        """An action and a cell of it, from "2.14" or "1.3 corby". Numbers with a point are the strategy's."""
        number, _, agency = name.partition(" ")
        return db.session.query(Action.id).filter_by(number=number).scalar(), self.agency(agency or None)

    def standing(self, name: str) -> Standing:
        return line_on(self.day, *self.line(name))

    def give(self, number: str, agency: str, officer: str):
        """An agency answers for a line from now on, by one of its officers."""
        self.owners[number] = agency, officer

    def owner(self, name: str) -> Viewer:
        """The officer who answers for a line; for a cell, its agency's lead officer."""
        number, _, agency = name.partition(" ")
        return self.viewer(agency or self.owners[number][1])

    def decider(self, name: str) -> Viewer:
        """Chair or deputy, whichever does not belong to the agency that answers for the line."""
        number, _, agency = name.partition(" ")
        return self.viewer("deputy" if (agency or self.owners[number][0]) == "police" else "chair")
