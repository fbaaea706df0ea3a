"""Closing a document by the board's minute: what became of every line that was not closed yet (docs/decisions/0023)."""

from dataclasses import dataclass
from datetime import date

from actions.changes.deciding import Word, decision_row
from actions.changes.judging import sentence
from actions.changes.open_verbs import is_open_for
from actions.changes.recording import record
from actions.db import db, lock_ledger
from actions.errors import RuleBroken
from actions.models import Action, Assignment, Decision, Document
from actions.periods import london_day, month_end
from actions.permissions import Permission, Viewer, require
from actions.queries import adopted
from actions.standing import Plan, Standing, line_on, plan_on

CLOSED_ALREADY = "It was decided already that this document closes"
NO_FATE = "Say of each line that it is carried into another document, or closed unfinished: {}"


@dataclass(frozen=True)
class Into:
    """The line is carried into one or several lines of other documents (their rows)."""

    lines: tuple[int, ...]


@dataclass(frozen=True)
class Unfinished:
    """The line is closed unfinished, with the board's reason."""

    reason: str


def without_fate(plan: Plan, reference: str) -> list[Standing]:
    """The lines of a document of which a closing must say what becomes: open, or not considered. Parts that are given as
    examples are not owed."""
    return [each for each in plan.of(reference) if is_open_for("carry_into", each) and not each.line.example]


def close_document(
    document: Document,
    *,
    word: Word,
    last_day: date,
    fates: dict[int, Into | Unfinished],
    dues: dict[int, date] | None = None,
) -> Decision:
    """Close a document after `last_day`, or from today where that has passed. `fates`: by line, of each that is open or not
    considered; `dues`: by line carried into, the month of one that has no date yet."""
    lock_ledger()
    require(word.by, Permission.DECIDE)
    sentence("minute", word.minute, "Enter the board's minute")
    plan = plan_on(london_day(word.at))
    asked = _asked(plan, document, last_day, fates)
    targets = _targets(plan.day, document, fates, dues or {})
    closing = decision_row("close_document", word, document_id=document.id, new_due=last_day)
    for number in asked:
        _record_fate(number, fates[number], closing, word)
    for number, due in (dues or {}).items():
        _date(targets[number], due, closing, word)
    return closing


def _asked(plan, document, last_day, fates) -> list[int]:
    """The lines that want a fate, each of which has one; and nothing else has."""
    if plan.closing_of(document.reference):
        raise RuleBroken("last_day", CLOSED_ALREADY)
    if last_day is None or not document.in_force_from <= last_day <= plan.day:
        raise RuleBroken("last_day", "Enter its last day: today, or an earlier day on which it was in force")
    asked = {each.line.id: each for each in without_fate(plan, document.reference)}
    missing = [each.number for number, each in asked.items() if number not in fates]
    if missing:
        raise RuleBroken("lines", NO_FATE.format(", ".join(missing)))
    if fates.keys() - asked.keys():
        raise RuleBroken("lines", "Only what is open or not considered is carried, or closed unfinished")
    return list(asked)


def _targets(day, document, fates, dues) -> dict[int, Standing]:
    """The lines that others are carried into, as they stand once in force."""
    wanted = {number for fate in fates.values() if isinstance(fate, Into) for number in fate.lines}
    found = {number: _target(number, document, day) for number in wanted}
    if dues.keys() - wanted:
        raise RuleBroken("lines", "Only what is carried is given a month")
    undated = [each.number for number, each in found.items() if number not in dues and needs_a_date(each)]
    if undated:
        raise RuleBroken(
            "lines", f"Give the month by which it is due in the new document: {', '.join(sorted(undated))}"
        )
    for number, due in dues.items():
        _insist_due(found[number], due, day)
    return found


def needs_a_date(standing: Standing) -> bool:
    """Whether a line that another is carried into has no date: a recommendation gets its own when it is accepted."""
    facts = standing.facts
    return facts.due is None and not facts.duty_only and not standing.line.recommendation


def _target(number, document, day) -> Standing:
    row = db.session.get(Action, number)
    into = row and row.document_id != document.id and adopted(number).document
    found = into and line_on(max(day, into.in_force_from), number)
    if not found or not is_open_for("carry_into", found):
        raise RuleBroken("lines", "Carry a line into an open one of another document, which is not closed")
    return found


def _insist_due(standing, due, day):
    if not needs_a_date(standing):
        raise RuleBroken(
            "lines", f"{standing.number} has a date already in the new document, or gets one when accepted"
        )
    if due is None or month_end(due) < day:
        raise RuleBroken("lines", f"{standing.number}: enter the month by which it is due, this month or later")


def _record_fate(number, fate, closing, word):
    whose = {"action_id": number, "decision_id": closing.id}
    if isinstance(fate, Unfinished):
        reason = sentence("lines", fate.reason, "Give the board's reason for closing a line unfinished")
        decision_row("close_unfinished", word, words={"reason": reason}, **whose)
    elif not fate.lines:
        raise RuleBroken("lines", "Choose the line that it is carried into")
    else:
        for into in dict.fromkeys(fate.lines):
            decision_row("carry_into", word, carried_into_id=into, **whose)


def _date(standing, due, closing, word):
    """The first date of a line in the new document."""
    decision_row("set_date", word, action_id=standing.line.id, decision_id=closing.id, new_due=month_end(due))


def hand_on(old: Standing, action: Action, *, by: Viewer, at) -> None:
    """Whoever answered for a line, and who helped, do so for the one that it goes on in, from the day it is in force."""
    require(by, Permission.IMPORT_PLAN)
    first_day = max(london_day(at), adopted(action.id).document.in_force_from)
    helping = [("contribute", agency, None) for agency in sorted(old.facts.contributors)]
    owner = [("assign", old.owner_id, old.facts.owner_person_id)] if old.owner_id else []
    for verb, agency, person in (*owner, *helping):
        who = {"agency_id": agency, "person_id": person, "first_day": first_day}
        record(Assignment, by=by, at=at, verb=verb, not_before=first_day, action_id=action.id, **who)
