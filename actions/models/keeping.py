"""How long a document's record is kept, what stops its purge, and what was purged."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from actions.models.base import Ledger, one_of

MOST_YEARS = 100


class Retention(Ledger):
    """For how many years a document's record is kept after its last day. The latest row that counts is what holds; it
    counts from `first_day` on."""

    __tablename__ = "retentions"
    VERBS = ("keep_for",)
    TYPED = ("reason",)
    __table_args__ = (
        one_of("verb", VERBS),
        CheckConstraint(f"years BETWEEN 1 AND {MOST_YEARS}", name="years_that_can_be_meant"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    years: Mapped[int]
    first_day: Mapped[date]


class Hold(Ledger):
    """A legal hold on a document: while one stands nothing of it is purged. `hold_id`: the one that is lifted."""

    __tablename__ = "holds"
    VERBS = ("place_hold", "lift_hold")
    TYPED = ("reason",)
    __table_args__ = (
        one_of("verb", VERBS),
        CheckConstraint("(verb = 'lift_hold') = (hold_id IS NOT NULL)", name="lifts_one"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    hold_id: Mapped[int | None] = mapped_column(ForeignKey("holds.id"), unique=True)


class Purge(Ledger):
    """That a document's words and files be purged: asked by one person; confirmed or refused by another, or taken back.

    `texts`, `files` and `size` (bytes) are what a confirmed one took out; each of its redactions names it.
    """

    __tablename__ = "purges"
    VERBS = ("ask_purge", "confirm_purge", "refuse_purge", "withdraw_purge")
    TYPED = ("reason",)
    __table_args__ = (
        one_of("verb", VERBS),
        CheckConstraint("(verb = 'ask_purge') = (purge_id IS NULL)", name="ends_one"),
        CheckConstraint(
            "(verb = 'confirm_purge') = (texts IS NOT NULL AND files IS NOT NULL AND size IS NOT NULL)",
            name="says_what_went",
        ),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    purge_id: Mapped[int | None] = mapped_column(ForeignKey("purges.id"), unique=True)
    texts: Mapped[int | None]
    files: Mapped[int | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
