"""Working table: a workbook that came back, read and not yet applied."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Moment, db


class WorkbookPreview(db.Model):
    """What an uploaded workbook would change, until the person who sent it applies it or a day has passed."""

    __tablename__ = "workbook_previews"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    quarter: Mapped[date]
    answers: Mapped[list] = mapped_column(JSON)
    made: Mapped[datetime] = mapped_column(Moment)
