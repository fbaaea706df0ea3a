"""The outbox, and who was told of what. Working tables: the journal says what was sent."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Moment, db


class Message(db.Model):
    """A digest for a person, or a `notice` about their account (a key of tracker/words/notices.py). `key` is whose it is
    and of which day: however often it is asked for, it is there once.

    It holds no words: `about` lists what it is about, as (matter, rung). It is written when it is sent, of what still
    holds then and may still be known, to the address that the person has then; if that is nothing, it is `dropped`.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    day: Mapped[date]
    notice: Mapped[str | None] = mapped_column(String(40))
    about: Mapped[list] = mapped_column(JSON)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    queued: Mapped[datetime] = mapped_column(Moment)
    claimed: Mapped[datetime | None] = mapped_column(Moment)
    sent: Mapped[datetime | None] = mapped_column(Moment)
    sent_on: Mapped[date | None]
    dropped: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    next_try: Mapped[datetime | None] = mapped_column(Moment)
    problem: Mapped[str | None] = mapped_column(Text)


# Neither sent nor dropped.
WAITS = (Message.sent.is_(None), Message.dropped.is_(None))


class Told(db.Model):
    """A person was told of a matter on a rung of its ladder (0 the first): never twice."""

    __tablename__ = "told"

    matter: Mapped[str] = mapped_column(String(120), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    rung: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
