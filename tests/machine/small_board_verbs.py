"""Each call of the model carried out by the product's own verbs; each gives the numbers of the rows that it added."""

from sqlalchemy import select

from actions import changes, permissions
from actions.changes import Acceptance, Into, NewEvidence, Unfinished, Word
from actions.db import db
from actions.models import Action, Answer, Challenge, Claim, Decision, Document, Duty, Evidence, Meeting, Person
from actions.periods import Quarter, london_day

TEXT = "It was weighed."


class Doing:
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
    def source(self):
        """From whom it came, where it is entered for somebody."""
        given = self.given
        if "given_by" not in given:
            return {}
        officer = given["given_by"] and permissions.viewer(self.person(given["given_by"]), london_day(self.at))
        name = "Duty officer" if given["named"] else " "
        return {"given": changes.Given(how=given["how"], on=given["on"], person=officer, name=name)}

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
    verb = changes.enter_update if do.source else changes.record_update
    row = verb(
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
        **do.source,
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
    verb = getattr(changes, do.call.verb)
    return _row(verb(**do.on_leaf, claim_id=given["claim"], word=do.word, recheck_months=given["recheck"], **how))


def _ask(do):
    children = TEXT if do.given["children"] else ""
    asked = {"new_due": do.given["month"], "reason": do.reason, "children": children}
    verb = changes.enter_request if do.source else changes.ask_for_date
    return _row(verb(**do.on_leaf, **do.by_at, **asked, **do.source))


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


def _challenge(do):
    question = TEXT if do.given["question"] else ""
    asked = {"agency_id": do.agency, "question": question, "due_day": do.given["answer_by"]}
    return _row(changes.challenge(action_id=do.action_id, **asked, **do.by_at))


def _answer_challenge(do):
    asked = db.session.get(Challenge, do.given["challenge"])
    return _row(changes.answer_challenge(asked, answer=TEXT if do.given["answer"] else " ", **do.by_at))


def _end_challenge(do):
    asked = db.session.get(Challenge, do.given["challenge"])
    how = {"ended": do.given["ended"], "ending": TEXT if do.given["ending"] else ""}
    return _row(changes.end_challenge(asked, **how, **do.by_at))


def _mark(do):
    other = do.given["other"] and do.board.lines[do.given["other"]]
    off = do.call.verb == "unmark"
    return _row(changes.mark(do.action_id, do.given["mark"], other_id=other, off=off, **do.by_at))


def _extend_document(do):
    document = db.session.get(Document, db.session.get(Action, do.action_id).document_id)
    lines = {do.board.lines[number]: month for number, month in do.given["lines"].items()}
    row = changes.extend_document(document, word=do.word, last_day=do.given["last_day"], lines=lines)
    return {"row": row.id, "lines": dict(zip(do.given["lines"], range(row.id - len(lines), row.id), strict=True))}


def _close_document(do):
    document = db.session.get(Document, db.session.get(Action, do.action_id).document_id)
    lines, given = do.board.lines, do.given["fates"]
    fates = {lines[number]: Into((lines[into],)) if into else Unfinished(TEXT) for number, into in given.items()}
    row = changes.close_document(document, word=do.word, last_day=do.given["last_day"], fates=fates)
    brought = db.session.scalars(select(Decision).where(Decision.decision_id == row.id)).all()
    numbers = {lines[number]: number for number in given}
    return {"row": row.id, "lines": {numbers[each.action_id]: each.id for each in brought}}


def _claim_decided(verb):
    return lambda do: _row(verb(**do.on_leaf, claim_id=do.given["claim"], word=do.word, reason=do.reason))


VERBS = {
    "update": _update,
    "enter_update": _update,
    "evidence": _evidence_later,
    "withdraw_evidence": _withdraw_evidence,
    "claim": lambda do: _row(changes.claim_complete(**do.on_leaf, **do.by_at)),
    "accept": _accept,
    "check_again": _accept,
    "send_back": _claim_decided(changes.send_back),
    "ask_for_date": _ask,
    "enter_request": _ask,
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
    "challenge": _challenge,
    "answer_challenge": _answer_challenge,
    "end_challenge": _end_challenge,
    "extend_document": _extend_document,
    "close_document": _close_document,
    "mark": _mark,
    "unmark": _mark,
    "not_exempt": _exempt,
}
