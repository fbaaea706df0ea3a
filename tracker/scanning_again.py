"""Files of evidence that were taken in already, scanned: those that were not yet, or all of them anew."""

from collections import namedtuple
from io import BytesIO

from sqlalchemy import func, select

from actions import files
from actions.db import begin_writing, db
from actions.models import Action, Document, Evidence, Scan, Withdrawal, Words
from tracker import clock
from tracker.scanner import scan

WITHIN = 120  # seconds for one file
Held = namedtuple("Held", "number sha256 document action scanned harmful")
HELD = (
    select(Evidence.id, Words.text, Document.reference, Action.number, Scan.at, Scan.found)
    .join(Words, (Words.row_id == Evidence.id) & (Words.field == "file") & Words.text.is_not(None))
    .join(Action, Action.id == Evidence.action_id)
    .join(Document, Document.id == Action.document_id)
    .outerjoin(Withdrawal, Withdrawal.evidence_id == Evidence.id)
    .outerjoin(Scan, Scan.evidence_id == Evidence.id)
    .where(Withdrawal.id.is_(None))
    .order_by(Evidence.id)
)


def held() -> list[Held]:
    """Every file that stands as evidence, with when it was last scanned and what was found."""
    return [Held(*row) for row in db.session.execute(HELD)]


def counts() -> tuple[int, int]:
    """How many were not scanned yet, and in how many something harmful was found."""
    every = HELD.subquery()
    return tuple(
        db.session.execute(
            select(func.count().filter(every.c.at.is_(None)), func.count().filter(every.c.found.is_not(None)))
        ).one()
    )


def again(url: str, each: Held) -> str | None:
    """Scan it now, and keep what came of it: the name of what was found, or None. CannotScan, files.DamagedFile. Commits."""
    db.session.rollback()
    found = scan(url, BytesIO(files.read(each.sha256)), within=WITHIN)
    begin_writing()
    row = db.session.get(Scan, each.number) or Scan(evidence_id=each.number)
    row.at, row.found = clock.now(), found
    db.session.add(row)
    db.session.commit()
    return found
