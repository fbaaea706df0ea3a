"""What chair and deputy decide: on claims, on dates, on what is stopped, reopened or set aside; and what they challenge."""

from actions import changes
from actions.changes import Word
from actions.db import db
from actions.models import Decision, Document
from seeds.example import officers
from seeds.example.tables import month


def _word(stage, row, line) -> Word:
    return Word(by=stage.viewer(row["by"]) if "by" in row else stage.decider(line), at=stage.at())


def _verb_of(row, verbs) -> str:
    return next(verb for verb in verbs if verb in row)


def decide(stage, row):
    play = DECISIONS[_verb_of(row, DECISIONS)]
    for name in row.get("lines", row.get("line")).split(", "):
        play(stage, row, name)


def _prove(stage, row, name):
    """Accepted at first, or checked again."""
    verb, (action_id, cell_id) = _verb_of(row, ("accept", "check_again")), stage.line(name)
    getattr(changes, verb)(
        action_id,
        stage.standing(name).facts.claim.id,
        cell_id=cell_id,
        assurance=row[verb],
        reason=row.get("reason", ""),
        checked_by=row.get("checked_by", ""),
        recheck_months=row.get("recheck"),
        word=_word(stage, row, name),
    )


def _send_back(stage, row, name):
    action_id, cell_id = stage.line(name)
    claim = stage.standing(name).facts.claim
    changes.send_back(action_id, claim.id, cell_id=cell_id, reason=row["send_back"], word=_word(stage, row, name))


def _stop(stage, row, name):
    changes.stop(stage.line(name)[0], reason=row["stop"], word=_word(stage, row, name))


def _reopen(stage, row, name):
    action_id, _ = stage.line(name)
    changes.reopen(action_id, reason=row["reopen"], new_due=month(row["to"]), word=_word(stage, row, name))


def _set_aside(stage, row, name):
    found = db.session.query(Decision).filter_by(action_id=stage.line(name)[0], verb=row["set_aside"])
    decision = found.order_by(Decision.id.desc()).first()
    changes.set_aside(decision, reason=row["reason"], word=_word(stage, row, name))


DECISIONS = {
    "accept": _prove,
    "check_again": _prove,
    "send_back": _send_back,
    "stop": _stop,
    "reopen": _reopen,
    "set_aside": _set_aside,
}


def about_a_date(stage, row):
    DATES[_verb_of(row, DATES)](stage, row, *stage.line(row["line"]))


def _ask(stage, row, action_id, cell_id):
    changes.ask_for_date(
        action_id,
        cell_id=cell_id,
        new_due=month(row["ask"]),
        reason=row["reason"],
        children=row["children"],
        by=stage.owner(row["line"]),
        at=stage.at(),
    )


def _answer_request(stage, row, action_id, cell_id):
    verb = _verb_of(row, ("agree", "decline"))
    other = {"new_due": month(row["to"])} if "to" in row else {}
    request = stage.standing(row["line"]).facts.request
    said = {"cell_id": cell_id, "reason": row[verb], "word": _word(stage, row, row["line"])}
    getattr(changes, verb)(action_id, request.id, **said, **other)


def _withdraw(stage, row, action_id, cell_id):
    changes.withdraw_request(action_id, cell_id=cell_id, by=stage.owner(row["line"]), at=stage.at())


def _set_date(stage, row, action_id, cell_id):
    changes.set_date(action_id, cell_id=cell_id, new_due=month(row["set_date"]), word=_word(stage, row, row["line"]))


def about_an_exemption(stage, row):
    """What is said is the officer's; what is decided on it, the chair's or the deputy's."""
    verb = next((verb for verb in ("exempt", "not_exempt") if verb in row), None)
    if verb is None:
        officers.about_an_exemption(stage, row)
        return
    action_id, cell_id = stage.line(row["line"])
    asked = stage.standing(row["line"]).facts.exemption
    said = {"cell_id": cell_id, "reason": row[verb], "word": _word(stage, row, row["line"])}
    getattr(changes, verb)(action_id, asked.id, **said)


DATES = {
    "ask": _ask,
    "agree": _answer_request,
    "decline": _answer_request,
    "withdraw": _withdraw,
    "set_date": _set_date,
}


def extend(stage, row):
    document = db.session.query(Document).filter_by(reference=row["document"]).one()
    lines = {
        stage.line(number)[0]: changes.CARRIED if to == "carried" else month(to) for number, to in row["lines"].items()
    }
    word = Word(by=stage.viewer("chair"), at=stage.at(), taken_on=row["taken"], minute=row["minute"])
    changes.extend_document(document, word=word, last_day=month(row["to"]), lines=lines)


def challenge(stage, row):
    CHALLENGES[_verb_of(row, CHALLENGES)](stage, row, {"by": stage.viewer(row["by"]), "at": stage.at()})


def _ask_agency(stage, row, said):
    action_id = stage.line(row["line"])[0] if "line" in row else None
    stage.challenges[row["name"]] = changes.challenge(
        agency_id=stage.agency(row["agency"]), action_id=action_id, question=row["ask"], due_day=row["due"], **said
    )


def _answer(stage, row, said):
    changes.answer_challenge(stage.challenges[row["answers"]], answer=row["words"], **said)


def _end(stage, row, said):
    changes.end_challenge(stage.challenges[row["ends"]], ended=row["how"], ending=row["words"], **said)


def escalate(stage, row):
    ESCALATIONS[_verb_of(row, ESCALATIONS)](stage, row, {"by": stage.viewer(row["by"]), "at": stage.at()})


def _put(stage, row, said):
    action_id = stage.line(row["line"])[0] if "line" in row else None
    stage.escalations[row["name"]] = changes.escalate(
        asked=row["ask"], options=row["options"], action_id=action_id, **said
    )


def _board_answers(stage, row, said):
    put = stage.escalations[row["answers"]]
    changes.answer_escalation(put, answer=row["words"], minute=row["minute"], answered_on=row["taken"], **said)


ESCALATIONS = {"ask": _put, "answers": _board_answers}
CHALLENGES = {"ask": _ask_agency, "answers": _answer, "ends": _end}
