"""The outbox. A working table: the journal says what was sent."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Moment, db


class Message(db.Model):
    """A mail to a person. `key` is what it is about and when: however often it is asked for, it is there once. It goes to
    the address that the person has when it is sent, and to nobody who lost access (`dropped`)."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    queued: Mapped[datetime] = mapped_column(Moment)
    claimed: Mapped[datetime | None] = mapped_column(Moment)
    sent: Mapped[datetime | None] = mapped_column(Moment)
    dropped: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    next_try: Mapped[datetime | None] = mapped_column(Moment)
    problem: Mapped[str | None] = mapped_column(Text)
