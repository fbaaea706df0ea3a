"""Working tables: links to answer without an account, and what came back by them. The record reads nothing from them."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.db import Moment, db


class AnswerLink(db.Model):
    """A secret address for one agency and quarter, kept as a hash. `issued_to` and `email` are typed, by role.

    `sends` counts what was sent by it since `counted_from`, so that it can be slowed down."""

    __tablename__ = "answer_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    quarter: Mapped[date]
    issued_to: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text, default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_on: Mapped[date]
    last_day: Mapped[date]
    revoked_on: Mapped[date | None]
    counted_from: Mapped[datetime | None] = mapped_column(Moment)
    sends: Mapped[int] = mapped_column(default=0)


class LinkAnswer(db.Model):
    """An answer that waits (`content`: the words and the rating), or that was refused and why. It ends when confirmed."""

    __tablename__ = "link_answers"
    __table_args__ = (CheckConstraint("refused IS NULL OR content IS NULL", name="waits_or_is_refused"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("answer_links.id"), index=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"))
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    came_on: Mapped[date]
    made: Mapped[datetime] = mapped_column(Moment)
    content: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))
    refused: Mapped[str | None] = mapped_column(Text)

    link: Mapped[AnswerLink] = relationship()

    @property
    def key(self) -> tuple[int, int | None]:
        return self.action_id, self.cell_id

    @property
    def waits(self) -> bool:
        return self.content is not None
