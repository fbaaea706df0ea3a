"""The reference model's small plan as the product keeps it, its people, and each call of the model carried out."""

from datetime import date

from reference_board import AGENCIES, LINES, PLAN_BEGINS, PLAN_ENDS, PROFILE_BEGINS, cells
from reference_rules import BARRED, ROLES, TOLD
from sqlalchemy import func, select

from actions import changes, permissions
from actions.changes import Acceptance, NewEvidence, Word
from actions.db import begin_writing, db
from actions.errors import NotAllowed, RuleBroken
from actions.models import Answer, Claim, Decision, Duty, Evidence, JournalLine, Meeting, Person
from actions.periods import Quarter, london_moment
from actions.standing import plan_on

BEGINS = date(2015, 3, 2)
AT_FIRST = london_moment(date(2015, 2, 3))
TEXT = "It was weighed."


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
        return VERBS[call.verb](_Doing(self, call, by, self.lines[call.line], cell, london_moment(day)))

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
            found[each.number] = (whole.status, whole.due)
        return found

    def _standing(self, leaf):
        facts = leaf.facts
        named = [self.names.get(each) for each in (facts.owner_id, facts.owner_person_id, facts.covered_by_id)]
        owner, officer, cover = named
        return (
            leaf.own_status,
            leaf.due,
            leaf.moves,
            owner,
            officer,
            cover,
            facts.covered_until,
            tuple(sorted(leaf.flags)),
        )


class _Doing:
    """One call with everything that it names looked up."""

    def __init__(self, board, call, by, action_id, cell_id, at):
        self.board, self.call, self.given, self.by, self.at = board, call, call.more, by, at
        self.action_id, self.cell_id = action_id, cell_id
        self.on_leaf = {"action_id": action_id, "cell_id": cell_id}
        self.by_at = {"by": by, "at": at}
        self.reason = TEXT if call.more.get("reason") else " "

    @property
    def word(self):
        return Word(by=self.by, at=self.at, minute="NSCB, minute 4" if self.given.get("minute") else "")

    @property
    def agency(self):
        return self.given["agency"] and self.board.agencies[self.given["agency"]]

    def person(self, name):
        return name and self.board.people[name]

    @property
    def meeting(self):
        name = self.given["meeting"]
        return name and db.session.get(Meeting, self.board.meetings[name])

    def duty(self, number):
        """The model knows an adopted duty as 0, one that a decision owes by its row."""
        return number or self.board.duties.get(self.action_id, 0)


def _row(row):
    return {"row": (row[0] if isinstance(row, list) else row).id}


def _piece():
    return NewEvidence(kind="held", shows="activity", name="Minutes", held="At the office")


def _update(do):
    given = do.given
    row = changes.record_update(
        **do.on_leaf,
        **do.by_at,
        quarter=given["quarter"] and Quarter(given["quarter"]),
        rating=given["rating"],
        forecast=given["forecast"],
        unchanged=given["unchanged"],
        words=dict.fromkeys(given["words"], TEXT),
        evidence=(_piece(),) if given["evidence"] else (),
        claim=given["claim"],
        answers=tuple((do.duty(number), due) for number, due in given["answers"]),
        seen=given["seen"],
        check_seen=given["check_seen"],
    )
    added = {"evidence": Evidence, "answers": Answer, "claim": Claim}
    of_it = {name: select(table.id).filter_by(update_id=row.id).order_by(table.id) for name, table in added.items()}
    return {"row": row.id} | {name: list(db.session.scalars(query)) for name, query in of_it.items()}


def _evidence_later(do):
    kind, number = do.given["target"]
    target = {"claim_id": number} if kind == "claim" else {"update_id": number}
    return _row(changes.add_evidence_later(pieces=[_piece()], **do.on_leaf, **do.by_at, **target))


def _withdraw_evidence(do):
    piece = db.session.get(Evidence, do.given["evidence"])
    return _row(changes.withdraw_evidence(piece, reason=do.reason, **do.by_at))


def _accept(do):
    given = do.given
    how = {"assurance": given["assurance"], "checked_by": TEXT if given["checked_by"] else "", "reason": do.reason}
    return _row(
        changes.accept(**do.on_leaf, claim_id=given["claim"], word=do.word, recheck_months=given["recheck"], **how)
    )


def _ask(do):
    children = TEXT if do.given["children"] else ""
    asked = {"new_due": do.given["month"], "reason": do.reason, "children": children}
    return _row(changes.ask_for_date(**do.on_leaf, **do.by_at, **asked))


def _agree(do):
    given = {"request_id": do.given["request"], "new_due": do.given["month"], "reason": do.reason}
    return _row(changes.agree(**do.on_leaf, word=do.word, **given))


def _reopen(do):
    return _row(changes.reopen(**do.on_leaf, word=do.word, reason=do.reason, new_due=do.given["month"]))


def _assign(do):
    officer = do.given["officer"] and db.session.get(Person, do.board.people[do.given["officer"]])
    given = {"agency_id": do.agency, "person": officer, "first_day": do.given["first_day"]}
    return _row(changes.assign([(do.action_id, do.cell_id)], **given, **do.by_at))


def _contribute(do):
    ends = do.call.verb == "end_contribution"
    return _row(changes.contribute([(do.action_id, do.cell_id)], agency_id=do.agency, ends=ends, **do.by_at))


def _cover(do):
    given = {"person_id": do.person(do.given["person"]), "last_day": do.given["until"]}
    return _row(changes.cover([(do.action_id, do.cell_id)], **given, **do.by_at))


def _starting_position(do):
    given = {
        "minuted_on": do.given["minuted_on"],
        "minute": TEXT if do.given["minute_of"] else "",
        "rating": do.given["rating"],
    }
    return _row(changes.starting_position(**do.on_leaf, **given, **do.by_at))


def _take_on(do):
    given = do.given
    words = TEXT if given["own_words"] else ""
    acceptance = Acceptance(do.agency, given["month"], words, every=given["every"], once=given["once"])
    in_part = do.call.verb == "accept_in_part"
    how = {"in_part": in_part, "reason": do.reason, "with_parts": given["with_parts"]}
    first = changes.accept_recommendation(do.action_id, word=do.word, meeting=do.meeting, acceptance=acceptance, **how)
    return _considered(do, first)


def _merge(do):
    into = do.board.lines[do.given["into"]]
    given = {"meeting": do.meeting, "into_id": into, "reason": do.reason}
    return _considered(do, changes.merge(do.action_id, word=do.word, **given))


def _not_accept(do):
    return _considered(do, changes.not_accept(do.action_id, word=do.word, meeting=do.meeting, reason=do.reason))


def _considered(do, first):
    number = {action_id: number for number, action_id in do.board.lines.items()}
    rows = db.session.scalars(select(Decision).where(Decision.id >= first.id)).all()
    duties = db.session.scalars(select(Duty).where(Duty.decision_id >= first.id)).all()
    return {
        "decisions": {number[row.action_id]: row.id for row in rows},
        "duties": {number[row.action_id]: row.id for row in duties},
    }


def _exempt(do):
    verb = getattr(changes, do.call.verb)
    given = {"exemption_id": do.given["asked"], "cell_id": do.cell_id, "reason": do.reason}
    return _row(verb(do.action_id, word=do.word, **given))


def _set_aside(do):
    decision = db.session.get(Decision, do.given["decision"])
    return _row(changes.set_aside(decision, word=do.word, reason=do.reason))


def _stop(do):
    return _row(changes.stop(do.action_id, word=do.word, reason=do.reason, verb=do.call.verb))


def _end_duty(do):
    return _row(changes.end_duty(do.action_id, do.duty(do.given["duty"]), word=do.word, reason=do.reason))


def _claim_decided(verb):
    return lambda do: _row(verb(**do.on_leaf, claim_id=do.given["claim"], word=do.word, reason=do.reason))


VERBS = {
    "update": _update,
    "evidence": _evidence_later,
    "withdraw_evidence": _withdraw_evidence,
    "claim": lambda do: _row(changes.claim_complete(**do.on_leaf, **do.by_at)),
    "accept": _accept,
    "send_back": _claim_decided(changes.send_back),
    "ask_for_date": _ask,
    "withdraw_request": lambda do: _row(changes.withdraw_request(**do.on_leaf, **do.by_at)),
    "agree": _agree,
    "decline": lambda do: _row(
        changes.decline(**do.on_leaf, request_id=do.given["request"], word=do.word, reason=do.reason)
    ),
    "set_date": lambda do: _row(changes.set_date(**do.on_leaf, word=do.word, new_due=do.given["month"])),
    "stop": _stop,
    "supersede": _stop,
    "reopen": _reopen,
    "end_duty": _end_duty,
    "assign": _assign,
    "contribute": _contribute,
    "end_contribution": _contribute,
    "cover": _cover,
    "end_cover": lambda do: _row(changes.end_cover([(do.action_id, do.cell_id)], **do.by_at)),
    "starting_position": _starting_position,
    "accept_recommendation": _take_on,
    "accept_in_part": _take_on,
    "merge": _merge,
    "not_accept": _not_accept,
    "set_aside": _set_aside,
    "ask_exemption": lambda do: _row(changes.ask_exemption(**do.on_leaf, reason=do.reason, **do.by_at)),
    "withdraw_exemption": lambda do: _row(changes.withdraw_exemption(**do.on_leaf, **do.by_at)),
    "exempt": _exempt,
    "not_exempt": _exempt,
}
