"""Working table: a closing that is prepared and not decided yet."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Moment, db


class ClosingPrepared(db.Model):
    """What somebody would have a document's closing say, by the name of its field; one a document, until it is closed."""

    __tablename__ = "closings_prepared"

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True, autoincrement=False)
    answers: Mapped[dict] = mapped_column(JSON)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made: Mapped[datetime] = mapped_column(Moment)
