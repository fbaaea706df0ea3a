"""A world lived through: each event is tried by whoever may; what the rules refuse does not happen."""

from datetime import date, timedelta

from people import viewer_of
from sqlalchemy import select

from actions import changes, permissions
from actions.changes import Acceptance, NewEvidence, Word
from actions.db import begin_writing, db
from actions.errors import NotAllowed, RuleBroken
from actions.models import Decision
from actions.periods import Quarter, london_moment, month_end, months_after
from actions.standing import OPEN, plan_on
from seeds.adopted import read_all
from seeds.load import FOLDER, seed
from tracker import papers
from worlds.drawn import AGENCIES, FIRST, World

PROFILE_DAY = date(2016, 10, 26)
RATINGS = ("green", "green", "amber", "red")
PROOFS = ("told", "seen", "checked", "impact")
WORDS = {
    "said": "Done as planned.",
    "why": "Staff left.",
    "next_steps": "Recruit.",
    "why_better": "Recruited.",
    "help_asked": "An analyst.",
    "children": "They wait longer.",
}
AT_ONCE = 5
REASON, MINUTE = "It was weighed.", "NSCB, minute 4"
CHAIR = {"verdict": "It is drawn by lot.", "worries": ["Some wait."], "successes": ["Some do not."]}


class Life:
    """The board at work in a world, on an app's database that holds the strategy alone."""

    def __init__(self, world: World):
        self.world, self.day, self.profile_came = world, FIRST, False
        self.period = Quarter.containing(world.day).previous
        self.people = {agency: viewer_of("officer", agency, on=FIRST) for agency in AGENCIES}
        self.office = viewer_of("business_manager", on=FIRST)
        self.chair, self.deputy = viewer_of("chair", "police", on=FIRST), viewer_of("deputy", "ncc", on=FIRST)
        self.stood = None
        self.happened = []

    def live(self):
        """Until the world's day; what is recorded is recorded in the order of its days."""
        begin_writing()
        self._own()
        todo = [(self._day_of(each), self._happens, each) for each in self.world.events]
        todo += [(each, self._freeze, None) for each in self._freezing()]
        for day, does, event in sorted(todo, key=lambda each: each[0]):
            self._pass_to(day)
            does(event)
        self._pass_to(self.world.day)
        said = {"cut_off": self.world.day, "words": CHAIR}
        changes.save_draft(kind="quarterly", period=self.period.label, **said, by=self._now(self.chair), at=self.at)
        db.session.commit()

    @property
    def at(self):
        return london_moment(self.day)

    def _day_of(self, event):
        return FIRST + timedelta(days=event.after * (self.world.day - FIRST).days // 1000)

    def _freezing(self):
        if self.world.frozen is None:
            return []
        return [min(self.period.previous.last + timedelta(days=self.world.frozen + 1), self.world.day)]

    def _pass_to(self, day):
        self.day = day
        if day >= PROFILE_DAY and not self.profile_came:
            self.profile_came = True
            self._adopt_the_profile()

    def _adopt_the_profile(self):
        seed([read_all(FOLDER)[1]], at=london_moment(PROFILE_DAY))
        changes.hold_meeting(name="Setting meeting", day=PROFILE_DAY, by=self._now(self.office), at=self.at)
        self._own()

    def _own(self):
        """Who answers for each line from now on, as it was drawn."""
        lines = [each.line for each in plan_on(self.day).standings if not each.facts.owner_id]
        for agency in AGENCIES:
            keys = [(line.id, None) for line in lines if self.world.owners[line.position % 100] == agency]
            if keys:
                given = {"agency_id": self.people[agency].agency_id, "person": None}
                changes.assign(keys, **given, by=self._now(self.office), at=self.at)

    def _now(self, person):
        return permissions.viewer(person.id, self.day)

    def _freeze(self, _):
        period, by = self.period.previous, {"by": self._now(self.office), "at": self.at}
        cut_off = self.stood = max(period.last, self.day - timedelta(days=1))
        changes.save_draft(kind="quarterly", period=period.label, cut_off=cut_off, words=CHAIR, **by)
        changes.freeze(kind="quarterly", period=period.label, render=papers.draw, **by)
        self.happened.append((self.day, "freezes", period.label))

    def _happens(self, event):
        """On the line that was drawn and some after it, as at a meeting; where there is none for it, somebody says something
        instead."""
        for verb in dict.fromkeys((event.verb, "says")):
            does, wanted = VERBS[verb]
            found = [each for each in plan_on(self.day).answerable() if wanted(each)]
            places = range(event.which, event.which + min(1 + event.how % AT_ONCE, len(found)))
            done = [self._tries(verb, does, found[place % len(found)], event.how + place) for place in places]
            if any(done):
                return

    def _tries(self, verb, does, leaf, how) -> bool:
        nested = db.session.begin_nested()
        try:
            does(self, leaf, how)
        except (RuleBroken, NotAllowed):
            nested.rollback()
            return False
        nested.commit()
        self.happened.append((self.day, verb, leaf.number))
        return True

    def officer(self, leaf):
        """Whoever answers for it, unless that agency keeps silent in this world."""
        owner = next((each for each in self.people.values() if each.agency_id == leaf.owner_id), None)
        if owner is None or owner.agency_id == self._silent():
            raise NotAllowed("update")
        return self._now(owner)

    def _silent(self):
        return self.world.silent and self.people[self.world.silent].agency_id

    def word(self, leaf):
        """Chair or deputy, whoever is not barred; the board's minute is there if it is needed."""
        barred = self.chair.agency_id in (leaf.owner_id, leaf.cell)
        return Word(by=self._now(self.deputy if barred else self.chair), at=self.at, minute=MINUTE)

    def month(self, leaf, how):
        """One to six months after its date, or after today."""
        return months_after(max(leaf.due or self.day, self.day), 1 + how % 6)


def _where(leaf):
    return {"action_id": leaf.line.id, "cell_id": leaf.cell}


def _says(life, leaf, how, *, claim=False):
    rating = "green" if claim else RATINGS[how % 4]
    owed = [each for duty in leaf.facts.running for each in duty.answerable]
    changes.record_update(
        **_where(leaf),
        by=life.officer(leaf),
        at=life.at,
        rating=rating,
        words=WORDS,
        forecast=None if rating == "green" else month_end(life.day + timedelta(days=how % 200)),
        answers=tuple((each.duty_id, each.due) for each in owed[:1] if how % 3),
        evidence=(NewEvidence(kind="held", shows="activity", name="Minutes", held="At the office"),) if claim else (),
        claim=claim,
    )


def _claims(life, leaf, how):
    _says(life, leaf, how, claim=True)


def _accepts(life, leaf, how):
    proof = {"assurance": PROOFS[how % 4], "reason": REASON, "checked_by": "The office looked."}
    recheck = {"recheck_months": (None, 6, 12)[how % 3]}
    changes.accept(**_where(leaf), claim_id=leaf.facts.claim.id, word=life.word(leaf), **proof, **recheck)


def _sends_back(life, leaf, how):
    changes.send_back(**_where(leaf), claim_id=leaf.facts.claim.id, word=life.word(leaf), reason=REASON)


def _asks(life, leaf, how):
    asked = {"new_due": life.month(leaf, how), "reason": REASON, "children": "They wait."}
    changes.ask_for_date(**_where(leaf), **asked, by=life.officer(leaf), at=life.at)


def _agrees(life, leaf, how):
    changes.agree(**_where(leaf), request_id=leaf.facts.request.id, word=life.word(leaf), reason=REASON)


def _declines(life, leaf, how):
    changes.decline(**_where(leaf), request_id=leaf.facts.request.id, word=life.word(leaf), reason=REASON)


def _assigns(life, leaf, how):
    agency = life.people[AGENCIES[how % len(AGENCIES)]].agency_id
    key = [(leaf.line.id, leaf.cell)]
    changes.assign(key, agency_id=agency, person=None, by=life._now(life.office), at=life.at)


def _sets_a_date(life, leaf, how):
    changes.set_date(**_where(leaf), word=life.word(leaf), new_due=life.month(leaf, how))


def _stops(life, leaf, how):
    changes.stop(leaf.line.id, word=life.word(leaf), reason=REASON, verb=("stop", "supersede")[how % 2])


def _reopens(life, leaf, how):
    changes.reopen(**_where(leaf), word=life.word(leaf), reason=REASON, new_due=life.month(leaf, how))


def _ends_a_duty(life, leaf, how):
    changes.end_duty(leaf.line.id, leaf.facts.running[0].id, word=life.word(leaf), reason=REASON)


def _spares(life, leaf, how):
    by = {"by": life.officer(leaf), "at": life.at}
    asked = changes.ask_exemption(**_where(leaf), reason=REASON, **by)
    changes.exempt(leaf.line.id, asked.id, cell_id=leaf.cell, word=life.word(leaf), reason=REASON)


def _asks_each(life, leaf, how):
    changes.ask_each_agency(leaf.line.id, word=life.word(leaf), reason=REASON)


def _considers(life, leaf, how):
    from actions.models import Meeting

    meeting = db.session.scalars(select(Meeting)).first()
    on = {"word": life.word(leaf), "meeting": meeting}
    if how % 5 == 0:
        return changes.not_accept(leaf.line.id, **on, reason=REASON)
    if how % 5 == 1:
        targets = [each for each in plan_on(life.day).standings if each.status in OPEN and not each.cells]
        return changes.merge(leaf.line.id, **on, into_id=targets[how % len(targets)].line.id, reason=REASON)
    agency = life.people[AGENCIES[how % len(AGENCIES)]].agency_id
    every = (None, None, 1, 3, 6)[how // 5 % 5]
    taken_on = Acceptance(agency, life.month(leaf, how), "It will be done.", every=every, once=every is None)
    return changes.accept_recommendation(leaf.line.id, **on, acceptance=taken_on, with_parts=bool(how % 2))


def _challenges(life, leaf, how):
    asked = {"agency_id": leaf.owner_id, "question": "Who reads it?", "due_day": life.day + timedelta(days=how % 30)}
    changes.challenge(**asked, by=life._now(life.chair), at=life.at, action_id=leaf.line.id)


def _escalates(life, leaf, how):
    put = {"asked": "Settle who signs.", "options": "One trust, or both."}
    changes.escalate(**put, by=life._now(life.chair), at=life.at, action_id=leaf.line.id)


def _sets_aside(life, leaf, how):
    found = db.session.scalars(select(Decision).where(Decision.action_id == leaf.line.id)).all()
    if found:
        changes.set_aside(found[how % len(found)], word=life.word(leaf), reason=REASON)


def _open(leaf):
    return leaf.own_status in OPEN


def _waits(leaf):
    return leaf.own_status == "reported_complete"


def _asked(leaf):
    return leaf.own_status in OPEN and leaf.facts.request is not None


# Each verb, and the lines on which it is tried.
VERBS = {
    "says": (_says, _open),
    "claims": (_claims, _open),
    "accepts": (_accepts, _waits),
    "sends_back": (_sends_back, _waits),
    "asks": (_asks, _open),
    "agrees": (_agrees, _asked),
    "declines": (_declines, _asked),
    "assigns": (_assigns, lambda leaf: True),
    "sets_a_date": (_sets_a_date, lambda leaf: leaf.own_status == "date_to_be_set"),
    "stops": (_stops, lambda leaf: _open(leaf) and leaf.cell is None),
    "reopens": (_reopens, lambda leaf: leaf.own_status == "complete"),
    "ends_a_duty": (_ends_a_duty, lambda leaf: bool(leaf.facts.running)),
    "spares": (_spares, lambda leaf: leaf.cell is not None and _open(leaf)),
    "asks_each_agency": (_asks_each, lambda leaf: leaf.cell is None and _open(leaf)),
    "considers": (_considers, lambda leaf: leaf.own_status == "to_be_considered"),
    "challenges": (_challenges, lambda leaf: leaf.owner_id is not None),
    "escalates": (_escalates, _open),
    "sets_aside": (_sets_aside, lambda leaf: leaf.facts.claim is not None or leaf.facts.considered is not None),
}
