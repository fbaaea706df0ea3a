"""A board that meets on paper, from 3 February 2015: its people, and what they do with all that it needs, in a line each.

Nothing is committed: the `board` fixture takes it all back. Lines are owned by Health unless a test says otherwise, so
that neither chair (Police) nor deputy (county council) is barred.
"""

import io
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import select

from actions import changes, files, permissions
from actions.changes import Acceptance, NewEvidence, Word
from actions.db import db
from actions.errors import NotAllowed, RuleBroken
from actions.models import Action, Agency, Document
from actions.periods import london_moment
from actions.standing import line_on, plan_on

STRATEGY, PROFILE = "strategy-2015-16", "profile-2016"
BEGINS = date(2015, 2, 3)
CAST = {
    "office": ("business_manager", None),
    "chair": ("chair", "police"),
    "deputy": ("deputy", "ncc"),
    "police": ("officer", "police"),
    "ncc": ("officer", "ncc"),
    "health": ("officer", "health"),
    "health_lead": ("agency_lead", "health"),
    "probation": ("officer", "probation"),
    "executive": ("executive", "health"),
    "inspector": ("inspector", None),
}
WORDS = {
    "said": "The pathway was agreed.",
    "why": "A nurse left.",
    "next_steps": "Recruit another.",
    "help_asked": "A secondment.",
    "children": "They wait longer.",
    "why_better": "The nurse was replaced.",
}
REASON = "It was weighed at the meeting."
OWN_WORDS = "Write to every school."


def engage(role, agency=None, *, title=None, on=BEGINS, last_day=None):
    """Somebody new with a role, as a Viewer. An inspector's last day is far off unless given."""
    agency_id = agency and db.session.scalar(select(Agency.id).filter_by(key=agency))
    person = changes.add_person(title=title or f"{role} {agency}", agency_id=agency_id, by=None, at=london_moment(on))
    last_day = last_day or (date(2030, 1, 1) if role == "inspector" else None)
    changes.appoint(person, role, by=None, at=london_moment(on), last_day=last_day)
    return permissions.viewer(person.id, on)


def engage_all() -> dict:
    return {name: engage(role, agency, title=name) for name, (role, agency) in CAST.items()}


@contextmanager
def refused(field):
    """A rule forbids it: on this field, in a sentence that says what to do."""
    with pytest.raises(RuleBroken) as caught:
        yield
    assert caught.value.field == field, caught.value
    message = caught.value.message
    assert len(message.split()) >= 3, message
    assert message[0].isalnum(), message


def forbidden():
    """The person may not."""
    return pytest.raises(NotAllowed)


class Board:
    """`board.chair` and the like are people; `board.on(day)` moves the day on which things are done."""

    def __init__(self, people):
        self.people = people
        self.day = BEGINS
        vars(self).update(people)

    def on(self, *day):
        self.day = date(*day)
        return self

    @property
    def at(self):
        return london_moment(self.day)

    @contextmanager
    def rehearsal(self):
        """What is done inside is taken back."""
        nested = db.session.begin_nested()
        try:
            yield
        finally:
            nested.rollback()

    # Where things are

    def document(self, reference=STRATEGY):
        return db.session.scalars(select(Document).filter_by(reference=reference)).one()

    def line(self, number):
        reference = STRATEGY if "." in number else PROFILE
        query = select(Action.id).join(Document, Document.id == Action.document_id)
        return db.session.scalars(query.where(Document.reference == reference, Action.number == number)).one()

    def agency(self, key):
        return key and db.session.scalars(select(Agency.id).filter_by(key=key)).one()

    def where(self, number, cell=None):
        return {"action_id": self.line(number), "cell_id": self.agency(cell)}

    def stands(self, number, cell=None, day=None):
        """The line by itself."""
        return line_on(day or self.day, self.line(number), self.agency(cell))

    def status(self, number, cell=None, day=None):
        return self.stands(number, cell, day).own_status

    def shown(self, number, day=None):
        """The line as pages show it: rolled up."""
        return plan_on(day or self.day).by_id[self.line(number)]

    # What the office does

    def own(self, *numbers, agency="health", by=None, **more):
        keys = [(self.line(number), None) for number in numbers]
        given = {"person": None, "by": by or self.office, "at": self.at, **more}
        return changes.assign(keys, agency_id=self.agency(agency), **given)

    def help(self, *numbers, agency="probation", by=None, ends=False):
        keys = [(self.line(number), None) for number in numbers]
        return changes.contribute(keys, agency_id=self.agency(agency), by=by or self.office, at=self.at, ends=ends)

    def meeting(self, by=None, **more):
        given = {"name": "Recommendation setting meeting", "day": self.day, **more}
        return changes.hold_meeting(by=by or self.office, at=self.at, **given)

    def minuted(self, number, rating=None, *, by=None, cell=None, **more):
        given = {"minuted_on": self.day, "minute": "Sub group, minute 4", "rating": rating, **more}
        return changes.starting_position(**self.where(number, cell), by=by or self.office, at=self.at, **given)

    # What an officer does

    def says(self, number, rating="green", *, by=None, cell=None, **more):
        """An update with all that its rating needs."""
        forecast = date(2015, 3, 31) if rating in ("amber", "red") else None
        given = {"words": WORDS, "forecast": forecast, **more}
        return changes.record_update(
            **self.where(number, cell), by=by or self.health, at=self.at, rating=rating, **given
        )

    def proves(self, number, *, by=None, cell=None, **more):
        given = {"kind": "held", "shows": "activity", "name": "Minutes", "held": "At the hospital, any weekday", **more}
        piece = NewEvidence(**given)
        return changes.add_evidence(piece=piece, **self.where(number, cell), by=by or self.health, at=self.at)

    def files_a(self, number, name, content: bytes, **more):
        return self.proves(number, kind="file", name=name, held="", file=files.keep(io.BytesIO(content)), **more)

    def claims(self, number, *, by=None, cell=None):
        """A claim on what evidence there is; some is added if there is none."""
        if not self.stands(number, cell).facts.evidence_ids:
            self.proves(number, by=by, cell=cell)
        return changes.claim_complete(**self.where(number, cell), by=by or self.health, at=self.at)

    def asks(self, number, *month, by=None, cell=None, **more):
        given = {"new_due": date(*month, 1) if month else None, "reason": REASON, "children": "They wait.", **more}
        return changes.ask_for_date(**self.where(number, cell), by=by or self.health, at=self.at, **given)

    def excuses(self, number="1.3", *, by=None, cell="health", reason=REASON):
        """The agency says that it does not apply there."""
        return changes.ask_exemption(**self.where(number, cell), reason=reason, by=by or self.health, at=self.at)

    def withdraws_excuse(self, number="1.3", *, by=None, cell="health"):
        return changes.withdraw_exemption(**self.where(number, cell), by=by or self.health, at=self.at)

    # What chair and deputy decide

    def word(self, by=None, **more):
        return Word(by=by or self.chair, at=self.at, **more)

    def accepts(self, number, *, by=None, cell=None, **more):
        claim = self.stands(number, cell).facts.claim
        given = {
            "assurance": "checked",
            "checked_by": "The auditor read ten files",
            "claim_id": claim and claim.id,
            **more,
        }
        return changes.accept(**self.where(number, cell), word=self.word(by), **given)

    def checks_again(self, number, *, by=None, cell=None, **more):
        claim = self.stands(number, cell).facts.claim
        given = {"assurance": "checked", "checked_by": "Ten more files", "claim_id": claim and claim.id, **more}
        return changes.check_again(**self.where(number, cell), word=self.word(by), **given)

    def sends_back(self, number, *, by=None, cell=None, reason=REASON, **more):
        claim = self.stands(number, cell).facts.claim
        given = {"claim_id": claim and claim.id, **more}
        return changes.send_back(**self.where(number, cell), word=self.word(by), reason=reason, **given)

    def agrees(self, number, *, by=None, cell=None, minute="", **more):
        request = self.stands(number, cell).facts.request
        given = {"request_id": request and request.id, "reason": REASON, **more}
        return changes.agree(**self.where(number, cell), word=self.word(by, minute=minute), **given)

    def declines(self, number, *, by=None, **more):
        request = self.stands(number).facts.request
        given = {"request_id": request and request.id, "reason": REASON, **more}
        return changes.decline(self.line(number), word=self.word(by), **given)

    def moves(self, number, *month):
        """Asked for and agreed."""
        self.asks(number, *month)
        return self.agrees(number)

    def completes(self, number, **more):
        self.claims(number)
        return self.accepts(number, **more)

    def exempts(self, number="1.3", *, by=None, cell="health", verb="exempt", reason=REASON, minute="", **more):
        """It is decided that it does not apply (or, by the other verb, that it does)."""
        asked = self.stands(number, cell).facts.exemption
        given = {"exemption_id": asked and asked.id, "reason": reason, **more}
        return getattr(changes, verb)(**self.where(number, cell), word=self.word(by, minute=minute), **given)

    def asks_each(self, number, *, by=None, reason=REASON):
        return changes.ask_each_agency(self.line(number), word=self.word(by), reason=reason)

    def stops(self, number, *, by=None, reason=REASON, **more):
        return changes.stop(self.line(number), word=self.word(by), reason=reason, **more)

    def reopens(self, number, *month, by=None, reason=REASON):
        new_due = date(*month, 1) if month else None
        return changes.reopen(self.line(number), word=self.word(by), reason=reason, new_due=new_due)

    def set_date(self, number, *month, by=None):
        new_due = date(*month, 1) if month else None
        return changes.set_date(self.line(number), word=self.word(by), new_due=new_due)

    def ends_duty(self, number, *, by=None, reason=REASON, which=0):
        duty = self.stands(number).facts.duties[which]
        return changes.end_duty(self.line(number), duty.id, word=self.word(by), reason=reason)

    def sets_aside(self, decision, *, by=None, reason=REASON, minute=""):
        return changes.set_aside(decision, word=self.word(by, minute=minute), reason=reason)

    def takes_on(self, number, *, by=None, in_part=False, reason="", meeting=0, with_parts=True, **acceptance):
        """A recommendation accepted."""
        given = {
            "owner_agency_id": self.agency("health"),
            "due": date(2017, 6, 1),
            "own_words": OWN_WORDS,
            **acceptance,
        }
        return changes.accept_recommendation(
            self.line(number),
            word=self.word(by),
            meeting=self.meeting() if meeting == 0 else meeting,
            acceptance=Acceptance(**given),
            in_part=in_part,
            reason=reason,
            with_parts=with_parts,
        )

    def merges(self, number, into, *, by=None, reason=REASON, **more):
        into_id = self.line(into) if into else None
        word, meeting = self.word(by), self.meeting()
        return changes.merge(self.line(number), word=word, meeting=meeting, into_id=into_id, reason=reason, **more)

    def turns_down(self, number, *, by=None, reason=REASON, **more):
        word, meeting = self.word(by), self.meeting()
        return changes.not_accept(self.line(number), word=word, meeting=meeting, reason=reason, **more)

    def extends(self, last_day=date(2017, 3, 31), *, by=None, minute="NSCB, minute 8", lines=None):
        lines = self.open_lines() if lines is None else lines
        word = self.word(by, minute=minute)
        return changes.extend_document(self.document(), word=word, last_day=last_day, lines=lines)

    def open_lines(self, treatment=changes.CARRIED):
        """Every open line of the strategy, carried (or given this month)."""
        return {each.line.id: treatment for each in plan_on(self.day).of(STRATEGY) if each.is_open}

    def challenges(self, *, by=None, agency="health", number=None, **more):
        action_id = number and self.line(number)
        given = {"question": "Why is it late?", "due_day": self.day, **more}
        return changes.challenge(
            agency_id=self.agency(agency), action_id=action_id, by=by or self.chair, at=self.at, **given
        )

    def releases(self, audience, *, by=None, **more):
        given = {"given_by": "Chief Constable", "reference": "CC/17", "given_on": self.day, **more}
        return changes.release(self.document(PROFILE), audience=audience, by=by or self.office, at=self.at, **given)
