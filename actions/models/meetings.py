"""The sub group's calendar, and who came to each meeting."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from actions.models.base import Ledger, one_of


class Meeting(Ledger):
    """A meeting of the sub group or of the board on a day, held or to come; or that it was called off (`meeting_id`)."""

    __tablename__ = "meetings"
    VERBS = ("hold_meeting", "call_off")
    TYPED = ("name", "reason")
    __table_args__ = (
        one_of("verb", VERBS),
        CheckConstraint("(verb = 'call_off') = (meeting_id IS NOT NULL)", name="calls_one_off"),
    )

    day: Mapped[date]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), unique=True)
