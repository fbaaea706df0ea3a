"""Working table: a spreadsheet that was uploaded as a plan and is not adopted yet."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Moment, db


class PlanImport(db.Model):
    """One sheet with what somebody has said of it so far; one a person, until it is adopted or a day has passed."""

    __tablename__ = "plan_imports"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    sheet: Mapped[str | None] = mapped_column(String(40))  # its name in the workbook
    unread: Mapped[list] = mapped_column(JSON)  # the names of the other sheets
    head: Mapped[dict] = mapped_column(JSON)
    rows: Mapped[list] = mapped_column(JSON)
    matched: Mapped[dict | None] = mapped_column(JSON)
    answers: Mapped[dict] = mapped_column(JSON)
    made: Mapped[datetime] = mapped_column(Moment)
