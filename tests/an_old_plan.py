"""A small plan that ended on 31 March 2010, with what people did on its two lines, which are closed or still open."""

from datetime import date
from io import BytesIO

from sqlalchemy import select

from actions import changes, files
from actions.changes import NewEvidence, Word
from actions.db import db
from actions.models import Action, Agency, Document
from actions.periods import london_moment

OLD, LAST_DAY = "plan-2009", date(2010, 3, 31)
SAID, WHY, HELD = "Twelve schools were visited.", "It was done by another plan.", "In the strong room, since 2010"
LETTER = b"A letter of 2010 about the schools"
PLAIN = dict.fromkeys(("recommendation", "each_agency", "national", "recurring", "example"), False)


def adopted(at) -> Document:
    begins = date(2009, 4, 1)
    document = changes.adopt_document(
        reference=OLD,
        kind="plan",
        title="Plan of 2009",
        in_force_from=begins,
        first_day=begins,
        last_day=LAST_DAY,
        facts={"readings": [], "counts": {"actions": 2}},
        at=at,
    )
    for position, number in enumerate(("1.1", "1.2"), 1):
        words = {"title": f"Visits {number}", "statement": "Visit every school", "due": LAST_DAY}
        changes.adopt_action(document, number=number, position=position, bodies=[], **words, **PLAIN, at=at)
    return document


def line_of(number) -> int:
    query = select(Action.id).join(Document, Document.id == Action.document_id)
    return db.session.scalar(query.where(Document.reference == OLD, Action.number == number))


def lived(office, officer, decider, on: date, *, closed=True) -> Document:
    """The plan, an update with a file (twice the same) and something held, and (closed) both lines stopped."""
    at = london_moment(on)
    document = adopted(at)
    agency = db.session.scalar(select(Agency.id).filter_by(key=officer.agency))
    keys = [(line_of(number), None) for number in ("1.1", "1.2")]
    changes.assign(keys, agency_id=agency, person=None, by=office, at=at)
    said = {"said": SAID}
    changes.record_update(line_of("1.1"), by=officer, at=at, rating="green", words=said)
    for number, name in (("1.1", "Letter"), ("1.2", "The same letter")):
        proves(
            number, NewEvidence(kind="file", shows="activity", name=name, file=files.keep(BytesIO(LETTER))), officer, at
        )
    proves("1.2", NewEvidence(kind="held", shows="practice", name="Minute book", held=HELD), officer, at)
    if closed:
        for number in ("1.1", "1.2"):
            changes.stop(line_of(number), word=Word(by=decider, at=at), reason=WHY)
    return document


def proves(number, piece, officer, at):
    changes.add_evidence(line_of(number), piece, by=officer, at=at)
