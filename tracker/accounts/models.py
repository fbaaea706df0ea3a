"""Working tables of sign-in: accounts, sessions, invitations, what was typed after a session ended. They may change;
the record reads nothing from them."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Moment, db


class Account(db.Model):
    """How a person signs in. Its second factor will stand here too."""

    __tablename__ = "accounts"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)


class SignedIn(db.Model):
    """A session: a row that can be ended. The cookie holds the token, the row its hash."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    started: Mapped[datetime] = mapped_column(Moment)
    last_seen: Mapped[datetime] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)


class Invitation(db.Model):
    """A link with which a person sets a first password: used once, for a while, kept as a hash."""

    __tablename__ = "invitations"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    expires: Mapped[datetime] = mapped_column(Moment)
    used: Mapped[datetime | None] = mapped_column(Moment)


class KeptForm(db.Model):
    """What somebody typed on a page (its path and query) after their session had ended: pairs of name and text."""

    __tablename__ = "kept_forms"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    page: Mapped[str] = mapped_column(Text)
    fields: Mapped[list] = mapped_column(JSON)
    kept: Mapped[datetime] = mapped_column(Moment)
