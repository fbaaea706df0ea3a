"""Working table: the packs that were asked for. The journal says who asked for which and who opened it."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Moment, db
from actions.models import AUDIENCES
from actions.models.base import one_of
from actions.packs import Reader

STATES = ("waiting", "making", "ready", "failed", "withdrawn", "removed")


class Pack(db.Model):
    """A pack for an audience, or for one inspector, as at a day. It holds no words: they are in the file alone.

    While it is made, `claim` is its maker's; `done` of `total` files are in. `beat`: the last sign of life, of its maker or
    of who asked. `problem` says why it failed, in a sentence of ours.
    """

    __tablename__ = "packs"
    __table_args__ = (
        one_of("audience", AUDIENCES),
        one_of("state", STATES),
        CheckConstraint("(state = 'making') = (claim IS NOT NULL)", name="made_by_somebody"),
        CheckConstraint("state <> 'ready' OR (sha256 IS NOT NULL AND finished IS NOT NULL)", name="ready_is_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    audience: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    day: Mapped[date]
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10))
    claim: Mapped[str | None] = mapped_column(String(32))
    beat: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    missing: Mapped[int] = mapped_column(default=0)
    finished: Mapped[datetime | None] = mapped_column(Moment)
    size: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(String(64))
    problem: Mapped[str | None] = mapped_column(String(200))

    @property
    def reader(self) -> Reader:
        return Reader(self.audience, self.person_id)
