"""Reminders and their mails, for tests: days that go by, what was queued for whom, and ways to send that fail."""

from sqlalchemy import select

from actions.db import db
from actions.models import JournalLine
from tracker.accounts.models import Account
from tracker.mail import reminding, sending
from tracker.mail.board import Board
from tracker.mail.models import Message
from tracker.mail.reasons import matters
from tracker.mail.transports import Trouble


class Handed:
    """A way to send that keeps the letters; `trouble` is raised instead, `meanwhile` is done while one is handed over."""

    def __init__(self, trouble: Trouble | None = None, meanwhile=lambda: None):
        self.letters, self.trouble, self.meanwhile = [], trouble, meanwhile

    def send(self, letter):
        self.meanwhile()
        if self.trouble:
            raise self.trouble
        self.letters.append(letter)

    def to(self, person) -> list:
        return [letter for letter in self.letters if letter.to == address_of(person)]


def address_of(person) -> str:
    return db.session.get(Account, person.id).email


class Post:
    """The reminders of an app, on the day that it shows."""

    def __init__(self, app):
        self.app, self.handed = app, Handed()

    def on(self, day):
        self.app.config["TODAY"] = day
        return self

    def remind(self):
        return reminding.remind()

    def send(self, way=None):
        return [outcome.became for outcome in sending.send_all(way or self.handed)]

    def goes_out(self, day) -> list:
        """What is sent when both commands run on a day."""
        before = len(self.handed.letters)
        self.on(day).remind()
        self.send()
        return self.handed.letters[before:]

    def about(self, person) -> list[tuple[str, int]]:
        """What waits to be said to somebody: (reason, rung)."""
        waiting = select(Message).where(Message.person_id == person.id, Message.sent.is_(None))
        rows = [row for row in db.session.scalars(waiting) if row.dropped is None]
        return [(key.partition(":")[0], rung) for row in rows for key, rung in row.about]


def found(reason, day) -> list:
    """The matters of a reason on a day."""
    return [matter for matter in matters(Board(day)).values() if matter.reason == reason]


def of_line(reason, number, day):
    """The one matter of a reason about a line, or None."""
    mine = [each for each in found(reason, day) if each.line and each.line.number == number]
    assert len(mine) < 2
    return mine[0] if mine else None


def on_record(kind) -> list[str]:
    """What the journal says of mails."""
    query = select(JournalLine.detail).where(JournalLine.kind == kind).order_by(JournalLine.number)
    return list(db.session.scalars(query))


def messages() -> list[Message]:
    db.session.rollback()
    return list(db.session.scalars(select(Message).order_by(Message.id)))
