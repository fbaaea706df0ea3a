"""The journal, and the erasable store of what people type."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Moment, db


class JournalLine(db.Model):
    """One line of the hash chain: a ledger row (`table`, its number) or a security event (`detail`)."""

    __tablename__ = "journal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(40))
    table: Mapped[str | None] = mapped_column(String(40))
    detail: Mapped[str | None] = mapped_column(String(400))
    content_hash: Mapped[str] = mapped_column(String(64))
    line_hash: Mapped[str] = mapped_column(String(64))


LONGEST = 20_000  # characters of a text
MASK = "[redacted]"  # what stands where words were taken out


class Words(db.Model):
    """What somebody typed in a field of a ledger row. Redacting changes it; the row keeps the first salted hash."""

    __tablename__ = "words"
    __table_args__ = (Index("ix_words_row", "row_id"),)

    row_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    field: Mapped[str] = mapped_column(String(30), primary_key=True)
    salt: Mapped[str] = mapped_column(String(64))
    text: Mapped[str | None] = mapped_column(Text)


class Place(db.Model):
    """What this database is: the worked example, or a real board's. One row."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    example: Mapped[bool]


class ReadOnly(db.Model):
    """The record is read-only for a while: since when, and why. One row, or none (actions/read_only.py)."""

    __tablename__ = "read_only"

    id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment)
    why: Mapped[str] = mapped_column(String(200))


class Scan(db.Model):
    """When a piece of evidence's file was last scanned, and what was found in it; None: nothing. No row: not scanned."""

    __tablename__ = "scans"

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    found: Mapped[str | None] = mapped_column(String(100))
