"""People as the record knows them: by what they are, never by their address."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.models.base import Ledger, one_of

ROLES = ("officer", "agency_lead", "chair", "deputy", "executive", "business_manager", "inspector")


class Person(Ledger):
    """Somebody who takes part; `title` is typed ("Lead officer, Police")."""

    __tablename__ = "people"
    VERBS = ("add_person",)
    TYPED = ("title",)
    __table_args__ = (one_of("verb", VERBS),)

    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))


class Appointment(Ledger):
    """A person holds a role from a first to a last day, or no longer holds it. The latest row for both counts. `agency_id`:
    the agency for which it is held from then on, where that is another than the person came from."""

    __tablename__ = "appointments"
    VERBS = ("appoint", "end_appointment")
    __table_args__ = (one_of("verb", VERBS), one_of("role", ROLES))

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    agency_id: Mapped[int | None]
