"""What people did: who answers for what, what they said, proved, claimed, asked and decided."""

from datetime import date

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.models.base import Assurance, Ledger, Rating, one_of


class OnLine:
    """A row about one line of a document: an action, or one agency's cell of an action asked of each agency."""

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))


class Assignment(OnLine, Ledger):
    """Who answers for a line from a first day on (assign), stands in for its officer until a last day (cover), or
    helps with it (contribute, until end_contribution)."""

    __tablename__ = "assignments"
    VERBS = ("assign", "contribute", "end_contribution", "cover")
    __table_args__ = (
        one_of("verb", VERBS),
        CheckConstraint("verb <> 'cover' OR (last_day IS NOT NULL AND person_id IS NOT NULL)", name="cover_ends"),
    )

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))


HOWS = ("email", "telephone", "meeting", "letter", "link")


class Given:
    """Entered for somebody: what they said, how and on which day. `given_by` is typed: who it came from."""

    given_how: Mapped[str | None] = mapped_column(String(10))
    given_on: Mapped[date | None]
    given_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


def given_whole() -> tuple[CheckConstraint, ...]:
    """The CHECKs of a table whose rows may be entered for somebody."""
    together = "(given_how IS NULL) = (given_on IS NULL)"
    return one_of("given_how", HOWS), CheckConstraint(together, name="given_how_and_when")


class Update(OnLine, Given, Ledger):
    """What an officer says of a line, for the quarter that begins on `quarter`. Contributors' carry no rating."""

    __tablename__ = "updates"
    VERBS = ("update",)
    TYPED = ("said", "why", "next_steps", "help_asked", "children", "why_better", "given_by")
    __table_args__ = (
        *given_whole(),
        one_of("verb", VERBS),
        one_of("rating", Rating),
        CheckConstraint("as_owner = (rating IS NOT NULL)", name="owners_rate"),
        Index("ix_updates_latest", "action_id", "cell_id", "counts_from", "id"),
    )

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    quarter: Mapped[date]
    as_owner: Mapped[bool]
    rating: Mapped[str | None] = mapped_column(String(10))
    forecast: Mapped[date | None]
    unchanged: Mapped[bool]


class Answer(Ledger):
    """An update that answers a duty's submission due on a day."""

    __tablename__ = "answers"
    VERBS = ("answer",)
    __table_args__ = (one_of("verb", VERBS),)

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("updates.id"))
    duty_id: Mapped[int] = mapped_column(ForeignKey("duties.id"))
    due: Mapped[date]


KINDS_OF_EVIDENCE = ("file", "link", "held", "meeting", "decision")
SHOWS = ("activity", "practice", "impact")


class Evidence(OnLine, Ledger):
    """What supports an update: a file (typed `file` is its SHA-256), a link, something held by the agency, a meeting on
    record or a decision on record. `recheck_on`: the day from which it ought to be looked at again."""

    __tablename__ = "evidence"
    VERBS = ("add_evidence",)
    TYPED = ("name", "file", "link", "held")
    __table_args__ = (one_of("verb", VERBS), one_of("kind", KINDS_OF_EVIDENCE), one_of("shows", SHOWS))

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    update_id: Mapped[int | None] = mapped_column(ForeignKey("updates.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    shows: Mapped[str] = mapped_column(String(10))
    restricted: Mapped[bool]
    size: Mapped[int | None] = mapped_column(BigInteger)
    media_type: Mapped[str | None] = mapped_column(String(100))
    recheck_on: Mapped[date | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))


class Withdrawal(Ledger):
    """Evidence taken back; its row stays."""

    __tablename__ = "withdrawals"
    VERBS = ("withdraw_evidence",)
    TYPED = ("reason",)
    __table_args__ = (one_of("verb", VERBS),)

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), unique=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)


class Claim(OnLine, Ledger):
    """ "Reported complete", resting on pieces of evidence (their numbers)."""

    __tablename__ = "claims"
    VERBS = ("claim",)
    __table_args__ = (one_of("verb", VERBS),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    update_id: Mapped[int | None] = mapped_column(ForeignKey("updates.id"))
    evidence_ids: Mapped[list] = mapped_column(JSON)


class DateRequest(OnLine, Given, Ledger):
    """A later month asked for by the owner, or that request withdrawn."""

    __tablename__ = "date_requests"
    VERBS = ("ask_for_date", "withdraw_request")
    TYPED = ("reason", "children", "given_by")
    __table_args__ = (
        *given_whole(),
        one_of("verb", VERBS),
        CheckConstraint("(verb = 'ask_for_date') = (new_due IS NOT NULL)", name="a_month_is_asked"),
    )

    request_id: Mapped[int | None] = mapped_column(ForeignKey("date_requests.id"))
    new_due: Mapped[date | None]


class ExemptionRequest(OnLine, Given, Ledger):
    """An agency says that an action asked of each agency does not apply to it, or withdraws that."""

    __tablename__ = "exemption_requests"
    VERBS = ("ask_exemption", "withdraw_exemption")
    TYPED = ("reason", "given_by")
    __table_args__ = (
        *given_whole(),
        one_of("verb", VERBS),
        CheckConstraint("cell_id IS NOT NULL", name="of_one_agency"),
    )

    request_id: Mapped[int | None] = mapped_column(ForeignKey("exemption_requests.id"))


class RoundSent(Ledger):
    """An agency's officer says that the quarter's update is finished."""

    __tablename__ = "rounds"
    VERBS = ("send_round",)
    TYPED = ("note",)
    __table_args__ = (one_of("verb", VERBS),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    quarter: Mapped[date]


class StartingPosition(OnLine, Ledger):
    """Where a line without history stood by a minute: a rating, or reported complete. "As minuted, not checked"."""

    __tablename__ = "starting_positions"
    VERBS = ("starting_position",)
    TYPED = ("minute",)
    __table_args__ = (
        one_of("verb", VERBS),
        one_of("rating", Rating),
        CheckConstraint("reported_complete = (rating IS NULL)", name="one_or_the_other"),
    )

    minuted_on: Mapped[date]
    rating: Mapped[str | None] = mapped_column(String(10))
    reported_complete: Mapped[bool]


OUTCOMES = (
    "accept",
    "check_again",
    "send_back",
    "agree",
    "decline",
    "set_date",
    "stop",
    "supersede",
    "reopen",
    "end_duty",
    "extend_document",
    "extend_line",
    "carry",
    "accept_recommendation",
    "accept_in_part",
    "merge",
    "not_accept",
    "set_aside",
    "ask_each_agency",
    "exempt",
    "not_exempt",
    "close_document",
    "carry_into",
    "close_unfinished",
)
NEEDS_ASSURANCE = ("accept", "check_again")
NEEDS_DATE = ("agree", "set_date", "reopen", "extend_line", "extend_document", "close_document")


class Decision(Ledger):
    """An outcome with a reason, by someone who may decide, with the day it was taken and the day it was recorded.

    `decision_id`: what it sets aside, or the closing of the document that it belongs to."""

    __tablename__ = "decisions"
    VERBS = OUTCOMES
    TYPED = ("reason", "own_words", "minute", "checked_by")
    __table_args__ = (
        one_of("verb", VERBS),
        one_of("assurance", Assurance),
        CheckConstraint("by_id IS NOT NULL", name="has_a_decider"),
        CheckConstraint(f"verb NOT IN {NEEDS_DATE} OR new_due IS NOT NULL", name="names_its_date"),
        CheckConstraint(f"verb NOT IN {NEEDS_ASSURANCE} OR assurance IS NOT NULL", name="names_its_assurance"),
        CheckConstraint("verb <> 'merge' OR merged_into_id IS NOT NULL", name="names_its_target"),
        CheckConstraint("(verb = 'carry_into') = (carried_into_id IS NOT NULL)", name="names_where_it_goes_on"),
        CheckConstraint("verb <> 'set_aside' OR decision_id IS NOT NULL", name="names_what_it_sets_aside"),
    )

    taken_on: Mapped[date]
    action_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"), index=True)
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    claim_id: Mapped[int | None] = mapped_column(index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("date_requests.id"))
    exemption_id: Mapped[int | None] = mapped_column(ForeignKey("exemption_requests.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    duty_id: Mapped[int | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"))
    carried_into_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"), index=True)
    new_due: Mapped[date | None]
    assurance: Mapped[str | None] = mapped_column(String(10))
    recheck_on: Mapped[date | None]
    by_the_board: Mapped[bool] = mapped_column(default=False)


class Redaction(Ledger):
    """Words taken out of a row (`target_id`, `field`); `now_hash` is of what stands there now. `purge_id`: the purge that
    took them, which says why."""

    __tablename__ = "redactions"
    VERBS = ("redact",)
    TYPED = ("reason",)
    __table_args__ = (one_of("verb", VERBS),)

    target_id: Mapped[int]
    field: Mapped[str] = mapped_column(String(30))
    now_hash: Mapped[str | None] = mapped_column(String(64))
    purge_id: Mapped[int | None] = mapped_column(index=True)
