"""What the board adopted: documents, their priorities and lines, duties, agencies and teams."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.models.base import Ledger, one_of

RHYTHMS = (1, 3, 6, 12)


class Document(Ledger):
    """An adopted source: the strategy, the profile. `facts` holds the rest of its header as data."""

    __tablename__ = "documents"
    VERBS = ("adopt_document",)
    __table_args__ = (one_of("verb", VERBS), one_of("kind", ("plan", "profile")))

    reference: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(Text)
    in_force_from: Mapped[date]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    handling: Mapped[str | None] = mapped_column(Text)
    facts: Mapped[dict] = mapped_column(JSON)


class Priority(Ledger):
    """A numbered heading of a document."""

    __tablename__ = "priorities"
    VERBS = ("adopt_priority",)
    __table_args__ = (one_of("verb", VERBS), UniqueConstraint("document_id", "number"))

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    commitment: Mapped[str] = mapped_column(Text)


class Action(Ledger):
    """A numbered commitment in a document: 2.14, or a recommendation such as 27, 16a or N1. `due` is the original."""

    __tablename__ = "actions"
    VERBS = ("adopt_action",)
    __table_args__ = (one_of("verb", VERBS), UniqueConstraint("document_id", "number"))

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    priority_id: Mapped[int | None] = mapped_column(ForeignKey("priorities.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"), index=True)
    number: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    statement: Mapped[str] = mapped_column(Text)
    due: Mapped[date | None]
    recommendation: Mapped[bool]
    each_agency: Mapped[bool]
    national: Mapped[bool]
    recurring: Mapped[bool]
    example: Mapped[bool]
    found_in: Mapped[str | None] = mapped_column(Text)
    differs: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)
    bodies: Mapped[list] = mapped_column(JSON)

    document = relationship(Document, lazy="raise_on_sql")


class Duty(Ledger):
    """A recurring commitment: a submission every `every` months from `first`; null: one step after the first date set."""

    __tablename__ = "duties"
    VERBS = ("adopt_duty", "owe_duty")
    __table_args__ = (
        one_of("verb", VERBS),
        CheckConstraint(f"every IN {RHYTHMS}", name="rhythm"),
    )

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    every: Mapped[int]
    first: Mapped[date | None]
    what: Mapped[str] = mapped_column(Text)
    is_the_action: Mapped[bool]


class Agency(Ledger):
    """An employer that takes part. A service or team belongs to one or more."""

    __tablename__ = "agencies"
    VERBS = ("adopt_agency",)
    __table_args__ = (one_of("verb", VERBS),)

    key: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    also: Mapped[list] = mapped_column(JSON)


class AgencyChange(Ledger):
    """What became of an agency, from a day on: it joined, has another name, left, was merged into another or split into
    others. `into`: the keys of those that take its place."""

    __tablename__ = "agency_changes"
    VERBS = ("join_agency", "rename_agency", "leave_agency", "merge_agency", "split_agency")
    TYPED = ("reason",)
    __table_args__ = (
        one_of("verb", VERBS),
        CheckConstraint("(verb = 'rename_agency') = (name IS NOT NULL)", name="says_its_name"),
    )

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    name: Mapped[str | None] = mapped_column(Text)
    short: Mapped[str | None] = mapped_column(Text)
    into: Mapped[list] = mapped_column(JSON)


class Team(Ledger):
    """Shared by several agencies (their keys), never an owner by itself."""

    __tablename__ = "teams"
    VERBS = ("adopt_team",)
    __table_args__ = (one_of("verb", VERBS),)

    name: Mapped[str] = mapped_column(String(60), unique=True)
    agencies: Mapped[list] = mapped_column(JSON)
