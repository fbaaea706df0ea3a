"""Frozen reports: the ledger's row says what was frozen; the bytes lie beside it, so that they can be taken out."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from actions.db import db
from actions.models.base import Ledger, one_of

REPORT_KINDS = ("quarterly", "six-monthly")


class Report(Ledger):
    """An edition of a period's report, with the SHA-256 of its facts, HTML and PDF and the journal's head it rests on."""

    __tablename__ = "reports"
    VERBS = ("freeze",)
    FORMS = ("facts", "html", "pdf")
    TYPED = ("reason",)
    __table_args__ = (
        one_of("verb", VERBS),
        one_of("kind", REPORT_KINDS),
        UniqueConstraint("kind", "period", "edition"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(20))
    edition: Mapped[int]
    cut_off: Mapped[date]
    head: Mapped[int]
    head_hash: Mapped[str] = mapped_column(String(64))
    facts_sha256: Mapped[str] = mapped_column(String(64))
    html_sha256: Mapped[str] = mapped_column(String(64))
    pdf_sha256: Mapped[str] = mapped_column(String(64))


class ReportWithdrawal(Ledger):
    """An edition whose bytes were taken out because words in it were redacted."""

    __tablename__ = "report_withdrawals"
    VERBS = ("withdraw_edition",)
    TYPED = ("reason",)
    __table_args__ = (one_of("verb", VERBS),)

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), unique=True)


class ReportBytes(db.Model):
    """The bytes of a frozen edition in one form. Working table: redaction removes them."""

    __tablename__ = "report_bytes"

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(10), primary_key=True)
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))


class ReportDraft(db.Model):
    """The chair's words for a period's report, until it is frozen. Working table."""

    __tablename__ = "report_drafts"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    period: Mapped[str] = mapped_column(String(20), primary_key=True)
    cut_off: Mapped[date]
    words: Mapped[dict] = mapped_column(JSON)
