"""A small board at work, from the day after the profile was adopted: its people, and what they do, in a line each."""

from datetime import date
from io import BytesIO

from people import viewer_of
from sqlalchemy import func, select

from actions import changes, files
from actions.changes import NewEvidence, Word
from actions.db import begin_writing, db
from actions.models import Action, Agency, Document, JournalLine, Person
from actions.periods import london_moment

TODAY = date(2017, 1, 16)
BEGINS = date(2016, 10, 27)
STRATEGY, PROFILE = "strategy-2015-16", "profile-2016"


def the_agency(key):
    return db.session.scalar(select(Agency.id).filter_by(key=key))


def the_action(number, document=STRATEGY):
    query = select(Action.id).join(Document, Document.id == Action.document_id)
    return db.session.scalar(query.where(Action.number == number, Document.reference == document))


def _person(*role_and_agency, **more):
    return viewer_of(*role_and_agency, on=BEGINS, **more)


class Board:
    """Police and county council officers, a chair from the police, a deputy from the council, the office."""

    def __init__(self):
        self.office = _person("business_manager", title="Business manager")
        self.officer = _person("officer", "police", title="Lead officer, Police")
        self.other = _person("officer", "ncc", title="Lead officer, NCC")
        self.chair = _person("chair", "police", title="Chair")
        self.deputy = _person("deputy", "ncc", title="Deputy chair")
        self.executive = _person("executive", title="Executive")
        self.inspector = _person("inspector", title="Inspector", last_day=date(2017, 3, 31))

    person = staticmethod(_person)

    @property
    def deputy_person(self):
        return db.session.get(Person, self.deputy.id)

    def own(self, *numbers, agency="police", on=BEGINS, document=STRATEGY, cell=None):
        begin_writing()
        keys = [(the_action(number, document), cell and the_agency(cell)) for number in numbers]
        changes.assign(keys, agency_id=the_agency(agency), person=None, by=self.office, at=london_moment(on))
        db.session.commit()

    def help(self, *numbers, agency="ncc", on=BEGINS, ends=False):
        begin_writing()
        keys = [(the_action(number), None) for number in numbers]
        changes.contribute(keys, agency_id=the_agency(agency), by=self.office, at=london_moment(on), ends=ends)
        db.session.commit()

    def says(self, number, rating="green", *, by=None, on=TODAY, **more):
        """An update; what amber and red need is filled in."""
        begin_writing()
        needed = {
            "said": "Done as planned.",
            "why": "Staff left.",
            "next_steps": "Recruit.",
            "why_better": "Recruited.",
        }
        needed |= {"help_asked": "An analyst.", "children": "They wait longer."}
        words = more.pop("words", needed)
        forecast = more.pop("forecast", date(2017, 6, 30)) if rating in ("amber", "red") else None
        update = changes.record_update(
            the_action(number),
            by=by or self.officer,
            at=london_moment(on),
            rating=rating,
            words=words,
            forecast=forecast,
            **more,
        ).id
        db.session.commit()
        return update

    def proves(self, number, *, name="Minutes", by=None, on=TODAY, content=b"what was agreed", **more):
        """A file of evidence."""
        begin_writing()
        file = files.keep(BytesIO(content))
        piece = NewEvidence(kind="file", shows="activity", name=name, file=file, **more)
        added = changes.add_evidence(the_action(number), piece, by=by or self.officer, at=london_moment(on)).id
        db.session.commit()
        return added

    def proves_own(self, number, *, by=None, on=TODAY, **more):
        """Evidence on the person's own agency's cell."""
        begin_writing()
        by = by or self.officer
        file = files.keep(BytesIO(b"what was agreed"))
        piece = NewEvidence(kind="file", shows="activity", name="Own minutes", file=file, **more)
        given = {"cell_id": by.agency_id, "by": by, "at": london_moment(on)}
        added = changes.add_evidence(the_action(number), piece, **given).id
        db.session.commit()
        return added

    def claims(self, number, *, by=None, on=TODAY):
        begin_writing()
        claim = changes.claim_complete(the_action(number), by=by or self.officer, at=london_moment(on)).id
        db.session.commit()
        return claim

    def asks(self, number, month, *, by=None, on=TODAY):
        begin_writing()
        asked = changes.ask_for_date(
            the_action(number),
            new_due=month,
            reason="The analyst left.",
            children="They are mapped later.",
            by=by or self.officer,
            at=london_moment(on),
        ).id
        db.session.commit()
        return asked

    def excuses(self, number="1.3", *, by=None, on=TODAY, reason="We have no such cases."):
        """The person's agency says that it does not apply there."""
        begin_writing()
        by = by or self.officer
        cell = {"cell_id": by.agency_id, "by": by, "at": london_moment(on)}
        asked = changes.ask_exemption(the_action(number), reason=reason, **cell).id
        db.session.commit()
        return asked

    def exempts(self, number, asked, *, cell="police", by=None, on=TODAY, verb="exempt"):
        begin_writing()
        word = Word(by=by or self.deputy, at=london_moment(on))
        decided = getattr(changes, verb)(
            the_action(number), asked, cell_id=the_agency(cell), word=word, reason="It is the trusts' to record."
        ).id
        db.session.commit()
        return decided

    def agrees(self, number, request, *, by=None, on=TODAY, minute=""):
        begin_writing()
        word = Word(by=by or self.deputy, at=london_moment(on), minute=minute)
        changes.agree(the_action(number), request, word=word, reason="It is likely to be kept.")
        db.session.commit()


def rows_now():
    """How many lines the journal has: what a GET may not change."""
    db.session.rollback()
    return db.session.scalar(select(func.count(JournalLine.number)))


def kept_files():
    """The hashes of the files that are kept."""
    return sorted(each.name for each in files.path_of("0" * 64).parent.parent.glob("*/*"))
