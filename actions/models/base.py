"""What every row of the ledger has, and the list of its tables."""

import enum
from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from actions.db import Moment, db


class Ledger(db.Model):
    """A row of the ledger: only ever added, numbered across all its tables, in the journal.

    `VERBS` are what a row of the table can say was done; `TYPED` are the words that people type, which are kept
    apart (`Words`): the row holds only their salted hashes.
    """

    __abstract__ = True
    VERBS: tuple[str, ...] = ()
    TYPED: tuple[str, ...] = ()

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    verb: Mapped[str] = mapped_column(String(30))
    counts_from: Mapped[date]
    hashes: Mapped[dict | None] = mapped_column(JSON)

    @declared_attr
    def by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("people.id", use_alter=cls.__tablename__ in ("people", "agencies")))


def one_of(column: str, values, *, name=None) -> CheckConstraint:
    """A CHECK that the column holds one of the values (or nothing)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name or f"{column}_known")


def ledger_classes() -> tuple[type[Ledger], ...]:
    """Every table of the ledger, in the order of its name."""
    return tuple(sorted(Ledger.__subclasses__(), key=lambda cls: cls.__tablename__))


class Rating(enum.StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Assurance(enum.StrEnum):
    """How well completion is proved, weakest first."""

    TOLD = "told"
    SEEN = "seen"
    CHECKED = "checked"
    IMPACT = "impact"
