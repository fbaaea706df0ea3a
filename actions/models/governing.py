"""What keeps the plan in order: challenges, escalations, marks, settings, permission to use a document."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from actions.models.base import Ledger, one_of


class Challenge(Ledger):
    """A question on record to an agency, its answer, and how it ended."""

    __tablename__ = "challenges"
    VERBS = ("challenge", "answer_challenge", "end_challenge")
    TYPED = ("question", "answer", "ending")
    __table_args__ = (
        one_of("verb", VERBS),
        one_of("ended", ("practice_changed", "satisfied", "escalated")),
        CheckConstraint("(verb = 'end_challenge') = (ended IS NOT NULL)", name="says_how_it_ended"),
    )

    action_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenges.id"))
    due_day: Mapped[date | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    ended: Mapped[str | None] = mapped_column(String(20))


class Escalation(Ledger):
    """A matter put to the board with its options, or the board's answer to it, given on a day and minuted."""

    __tablename__ = "escalations"
    VERBS = ("escalate", "answer_escalation")
    TYPED = ("asked", "options", "answer", "minute")
    __table_args__ = (
        one_of("verb", VERBS),
        CheckConstraint("(verb = 'answer_escalation') = (escalation_id IS NOT NULL)", name="answers_one"),
        CheckConstraint("(verb = 'answer_escalation') = (answered_on IS NOT NULL)", name="answered_on_a_day"),
    )

    action_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"), index=True)
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenges.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    escalation_id: Mapped[int | None] = mapped_column(ForeignKey("escalations.id"), unique=True)
    answered_on: Mapped[date | None]


MARKS = ("repeat", "waiting_outside", "said_before")


class Mark(Ledger):
    """A mark made by hand on an action, or taken off: it repeats, waits on an outside body, or was said before by another."""

    __tablename__ = "marks"
    VERBS = ("mark", "unmark")
    TYPED = ("note",)
    __table_args__ = (one_of("verb", VERBS), one_of("mark", MARKS))

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    mark: Mapped[str] = mapped_column(String(20))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"))


class Setting(Ledger):
    """A setting of the board (names, marking, days), from a day on. The latest row for its key counts."""

    __tablename__ = "settings"
    VERBS = ("set",)
    TYPED = ("why",)
    __table_args__ = (one_of("verb", VERBS),)

    key: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(Text)


AUDIENCES = ("sub_group", "executives", "inspectors")


class Release(Ledger):
    """The originator's permission to use a document in reporting, for an audience (rules.md section 7)."""

    __tablename__ = "releases"
    VERBS = ("release",)
    TYPED = ("given_by", "reference")
    __table_args__ = (one_of("verb", VERBS), one_of("audience", AUDIENCES))

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    audience: Mapped[str] = mapped_column(String(20))
    given_on: Mapped[date]
