"""Working table: the secret addresses of calendars."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import db


class CalendarAddress(db.Model):
    """Where a person's calendar is read, kept as a hash: one a person, until it is renewed or ended."""

    __tablename__ = "calendar_addresses"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_on: Mapped[date]
