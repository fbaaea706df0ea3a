"""The reference model's small plan as the product keeps it, its people, and where it stands."""

from datetime import date

from reference_board import AGENCIES, LINES, PLAN_BEGINS, PLAN_ENDS, PROFILE_BEGINS, cells
from reference_people import BARRED, ROLES, TOLD
from small_board_verbs import VERBS, Doing
from sqlalchemy import func, select

from actions import changes, permissions
from actions.db import begin_writing, db
from actions.errors import NotAllowed, RuleBroken
from actions.models import Duty, JournalLine, Meeting, Person
from actions.periods import london_moment
from actions.standing import plan_on

BEGINS = date(2015, 3, 2)
AT_FIRST = london_moment(date(2015, 2, 3))


def adopt():
    """The plan and the profile, the agencies, owners, people and a meeting."""
    begin_writing()
    named = {
        key: changes.adopt_agency(key=key, name=key, also=[], position=place, in_force=PLAN_BEGINS, at=AT_FIRST).id
        for place, key in enumerate(AGENCIES)
    }
    documents = {
        False: _document("strategy-2015-16", "plan", PLAN_BEGINS, PLAN_ENDS),
        True: _document("profile-2016", "profile", PROFILE_BEGINS, None),
    }
    people = {name: _engage(name, agency and named[agency], roles) for name, (agency, roles) in ROLES.items()}
    office = permissions.viewer(people["office"].id, BEGINS)
    numbers = {}
    for place, plan in enumerate(LINES):
        numbers[plan.number] = _line(documents[plan.recommendation], place, plan, numbers)
        if plan.owner:
            key, owner = (numbers[plan.number], None), named[plan.owner]
            changes.assign([key], agency_id=owner, person=None, by=office, at=AT_FIRST)
    for name, day in (("Held", date(2015, 2, 10)), ("To come", date(2039, 1, 1))):
        changes.hold_meeting(name=name, day=day, by=office, at=london_moment(date(2015, 2, 10)))
    db.session.commit()


def _document(reference, kind, first, last):
    days = {"in_force_from": first, "first_day": first, "last_day": last}
    return changes.adopt_document(reference=reference, kind=kind, title=kind, facts={}, at=AT_FIRST, **days)


def _line(document, place, plan, numbers):
    kind = {name: getattr(plan, name) for name in ("recommendation", "each_agency", "recurring", "example")}
    statement = "Ensure that it is done." if plan.practice else "Do it."
    named = {"number": plan.number, "position": place, "title": "Thing", "statement": statement, "bodies": []}
    parent = {"parent_id": numbers[plan.parent] if plan.parent else None, "national": False}
    action = changes.adopt_action(document, at=AT_FIRST, due=plan.due, **kind, **named, **parent)
    if plan.duty:
        every, first, whole = plan.duty
        rhythm = {"every": every, "first": first, "what": "report", "is_the_action": whole}
        changes.adopt_duty(action, at=AT_FIRST, in_force=PLAN_BEGINS, **rhythm)
    return action.id


def _engage(name, agency_id, roles):
    person = changes.add_person(title=name, agency_id=agency_id, by=None, at=AT_FIRST)
    for role in sorted(roles):
        changes.appoint(person, role, by=None, at=AT_FIRST)
    return person


class SmallBoard:
    """The product, driven by the model's calls. Who calls says how a step's transaction begins and ends."""

    def __init__(self):
        from actions.models import Action, Agency

        self.lines = dict(db.session.execute(select(Action.number, Action.id)).all())
        self.agencies = dict(db.session.execute(select(Agency.key, Agency.id)).all())
        self.people = {each.title: each.id for each in permissions.viewers(BEGINS).values()}
        self.duties = {row.action_id: row.id for row in db.session.scalars(select(Duty))}
        self.meetings = dict(
            zip(("held", "to come"), db.session.scalars(select(Meeting.id).order_by(Meeting.id)), strict=True)
        )
        self.first_number = db.session.scalar(select(func.max(JournalLine.number)))
        self.names = {number: name for kept in (self.people, self.agencies) for name, number in kept.items()}

    def tries(self, call, day):
        """`barred`, `told`, or the numbers of the rows that were added."""
        try:
            return self.does(call, day)
        except NotAllowed:
            return BARRED
        except RuleBroken:
            return TOLD

    def does(self, call, day):
        by = permissions.viewer(self.people[call.who], day)
        cell = call.cell and self.agencies[call.cell]
        return VERBS[call.verb](Doing(self, call, by, self.lines[call.line], cell, london_moment(day)))

    def appoint(self, name, role, day, ends):
        person = db.session.get(Person, self.people[name])
        verb = changes.end_appointment if ends else changes.appoint
        verb(person, role, by=None, at=london_moment(day))

    def picture(self, day):
        """As the model's picture, from the plan on that day."""
        plan, found = plan_on(day), {}
        for each in LINES:
            whole = plan.by_id[self.lines[each.number]]
            for cell in cells(each):
                leaf = plan.leaf(whole.line.id, cell and self.agencies[cell])
                found[each.number, cell] = self._standing(leaf)
            flags = tuple(sorted({"challenge_open", "repeat", "said_before"} & set(whole.flags)))
            found[each.number] = (whole.status, whole.due, flags)
        return found

    def _entered(self, update):
        return update and (self.names[update.by_id], self.names.get(update.given_person_id))

    def _standing(self, leaf):
        facts = leaf.facts
        named = [self.names.get(each) for each in (facts.owner_id, facts.owner_person_id, facts.covered_by_id)]
        owner, officer, cover = named
        return (
            leaf.own_status,
            facts.claim and facts.claim.assurance,
            self._entered(facts.rated and facts.rated.entered),
            leaf.due,
            leaf.moves,
            owner,
            officer,
            cover,
            facts.covered_until,
            tuple(sorted(leaf.flags)),
        )
