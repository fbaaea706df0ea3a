"""Working tables of sign-in: accounts, sessions, personal tokens, invitations, second factors, what was tried, what was
typed after a session ended. They may change; the record reads nothing from them."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Moment, db


class Account(db.Model):
    """How a person signs in: a password, a second factor, single sign-on.

    `factor_secret` is sealed; `factor_step` is the latest step of time whose code was taken, so that none is taken twice.
    `single_subject` is who the person is to the organisation's sign-in.
    """

    __tablename__ = "accounts"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    factor_secret: Mapped[str | None] = mapped_column(String(200))
    factor_step: Mapped[int | None]
    single_subject: Mapped[str | None] = mapped_column(Text)


class SignedIn(db.Model):
    """A session: a row that can be ended. The cookie holds the token, the row its hash.

    `how` the person signed in, a key of SECOND or not; `confirmed` is when they last proved that it is they; `place` is
    where from, in coarse words.
    """

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    started: Mapped[datetime] = mapped_column(Moment)
    last_seen: Mapped[datetime] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)
    how: Mapped[str | None] = mapped_column(String(20))
    confirmed: Mapped[datetime | None] = mapped_column(Moment)
    place: Mapped[str | None] = mapped_column(String(100))


class ApiToken(db.Model):
    """A personal token, with which a program reads as its person. The program holds the token, the row its hash.

    `how` the person was signed in who made it; `noted` are the addresses of the API that the record names for `noted_on`.
    """

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    scope: Mapped[str] = mapped_column(String(20))
    how: Mapped[str | None] = mapped_column(String(20))
    made: Mapped[datetime] = mapped_column(Moment)
    last_day: Mapped[date]
    last_used: Mapped[datetime | None] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)
    noted_on: Mapped[date | None]
    noted: Mapped[list | None] = mapped_column(JSON)


class HalfWay(db.Model):
    """Somebody whose second factor is still to come, or who sets one up: then with the new secret, sealed, which no other
    browser is shown. The cookie holds the token.
    """

    __tablename__ = "half_way"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    began: Mapped[datetime] = mapped_column(Moment)
    new_secret: Mapped[str | None] = mapped_column(String(200))


class RecoveryCode(db.Model):
    """Stands in for a code of the second factor, once; kept as a hash."""

    __tablename__ = "recovery_codes"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


class Attempt(db.Model):
    """Something that was tried and has not succeeded: counted before it is judged, taken back when it was right."""

    __tablename__ = "attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(String(100), index=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


class FactorReset(db.Model):
    """A lost second factor: the board office asks for it to be taken away, a second person confirms or refuses."""

    __tablename__ = "factor_resets"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked: Mapped[datetime] = mapped_column(Moment)
    how: Mapped[str] = mapped_column(String(20))
    ended: Mapped[datetime | None] = mapped_column(Moment)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Invitation(db.Model):
    """A link with which a person sets a password: used once, for a while, kept as a hash."""

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
