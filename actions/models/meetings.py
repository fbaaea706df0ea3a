"""The sub group's calendar, who came to each meeting, and the papers that were sent for it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from actions.db import db
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


HOW_CAME = ("present", "apologies", "absent")


class Attendance(Ledger):
    """Whether an agency came to a meeting, and who came for it, by role. The latest row for both counts."""

    __tablename__ = "attendances"
    VERBS = ("attend",)
    TYPED = ("who",)
    __table_args__ = (one_of("verb", VERBS), one_of("how", HOW_CAME))

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    how: Mapped[str] = mapped_column(String(10))


PAPER_KINDS = ("sheet", "agenda")


class MeetingPaper(Ledger):
    """An edition of a meeting's action sheet or agenda pack as it was sent, with the SHA-256 of its facts and of each form.
    The first editions have no Word file."""

    __tablename__ = "meeting_papers"
    VERBS = ("send_paper",)
    FORMS = ("facts", "html", "pdf", "docx")
    __table_args__ = (
        one_of("verb", VERBS),
        one_of("kind", PAPER_KINDS),
        UniqueConstraint("meeting_id", "kind", "edition"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    edition: Mapped[int]
    head: Mapped[int]
    head_hash: Mapped[str] = mapped_column(String(64))
    facts_sha256: Mapped[str] = mapped_column(String(64))
    html_sha256: Mapped[str] = mapped_column(String(64))
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    docx_sha256: Mapped[str | None] = mapped_column(String(64))


class PaperWithdrawal(Ledger):
    """An edition of a meeting's paper whose bytes were taken out because words in it were redacted."""

    __tablename__ = "paper_withdrawals"
    VERBS = ("withdraw_paper",)
    TYPED = ("reason",)
    __table_args__ = (one_of("verb", VERBS),)

    paper_id: Mapped[int] = mapped_column(ForeignKey("meeting_papers.id"), unique=True)


class PaperBytes(db.Model):
    """The bytes of a meeting's paper in one form. Working table: redaction removes them."""

    __tablename__ = "meeting_paper_bytes"

    paper_id: Mapped[int] = mapped_column(ForeignKey("meeting_papers.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(10), primary_key=True)
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
