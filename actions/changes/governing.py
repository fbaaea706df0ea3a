"""What keeps the plan in order: who owns what, extensions, challenges, marks, permission to use."""

from datetime import date

from sqlalchemy import select

from actions.agencies import in_its_place, known
from actions.changes.deciding import Word, decision_row
from actions.changes.judging import acts_for, insist_takes_part, line_now, sentence
from actions.changes.meeting import held_number
from actions.changes.open_verbs import insist_goes_on, insist_open
from actions.changes.recording import record
from actions.db import db, lock_ledger
from actions.errors import NotAllowed, RuleBroken
from actions.models import (
    AUDIENCES,
    MARKS,
    Assignment,
    Challenge,
    Decision,
    Document,
    Mark,
    Meeting,
    Person,
    Rating,
    Release,
    StartingPosition,
)
from actions.periods import london_day, month_end
from actions.permissions import Permission, Viewer, require
from actions.standing import OPEN, line_on, plan_on

CARRIED = "carried"
ENDINGS = ("practice_changed", "satisfied", "escalated")


def assign(
    keys,
    *,
    agency_id: int,
    person: Person | None,
    by: Viewer,
    at,
    first_day: date | None = None,
    meeting: Meeting | None = None,
) -> list:
    """Give any number of lines (action, cell) an owner from a day on, at a meeting or not. An agency lead within the
    agency only."""
    lock_ledger()
    number = held_number(meeting, at)
    return [_assign(key, "assign", agency_id, person, by, at, first_day, number) for key in keys]


def contribute(keys, *, agency_id: int, by: Viewer, at, ends=False, first_day: date | None = None) -> list:
    """Add an agency as a contributor to lines, or (`ends`) take it off; from a day on."""
    lock_ledger()
    verb = "end_contribution" if ends else "contribute"
    return [_assign(key, verb, agency_id, None, by, at, first_day) for key in keys]


def _assign(key, verb, agency_id, person, by, at, first_day, meeting_id=None):
    action_id, cell_id = key
    standing = line_on(london_day(at), action_id, cell_id)
    if standing is None:
        raise RuleBroken("lines", "There is no such line in force")
    insist_goes_on(standing, "lines")
    if cell_id and agency_id != cell_id:
        raise RuleBroken("agency", "Each agency answers its own line here")
    require(by, Permission.ASSIGN, standing)
    if not by.has("business_manager") and agency_id != by.agency_id:
        raise NotAllowed(Permission.ASSIGN)
    day = max(first_day or london_day(at), london_day(at))
    if verb != "end_contribution":
        insist_takes_part(agency_id, day)
    if person is not None and not acts_for(person, agency_id, day):
        raise RuleBroken("person", "Choose somebody of that agency")
    return record(
        Assignment,
        by=by,
        at=at,
        verb=verb,
        action_id=action_id,
        cell_id=cell_id,
        agency_id=agency_id,
        person_id=person and person.id,
        first_day=first_day or london_day(at),
        not_before=first_day,
        meeting_id=meeting_id,
    )


def extend_document(document: Document, *, word: Word, last_day: date, lines: dict) -> Decision:
    """Extend a document by the board's minute: every open line (by action) gets a month, or is `CARRIED` as it is."""
    lock_ledger()
    require(word.by, Permission.DECIDE)
    sentence("minute", word.minute, "Enter the board's minute")
    day = london_day(word.at)
    plan = plan_on(day)
    open_lines = {each.line.id: each for each in plan.of(document.reference) if each.own_status in OPEN}
    if plan.closing_of(document.reference):
        raise RuleBroken("last_day", "It is decided that this document closes. Set that aside first")
    if last_day is None or last_day <= (plan.last_day_of(document.reference) or day):
        raise RuleBroken("last_day", "Enter a later last day than the one it has now")
    missing = [each.number for each in open_lines.values() if not lines.get(each.line.id)]
    if missing:
        raise RuleBroken("lines", f"Give each open line a month, or carry it: {', '.join(missing)}")
    for action_id, new_due in lines.items():
        if action_id not in open_lines:
            raise RuleBroken("lines", "Only open lines are extended")
        _extend_line(open_lines[action_id], new_due, word)
    return decision_row("extend_document", word, document_id=document.id, new_due=last_day)


def _extend_line(standing, new_due, word):
    if new_due == CARRIED:
        decision_row("carry", word, action_id=standing.line.id)
    elif standing.facts.due and month_end(new_due) < standing.facts.due:
        raise RuleBroken("lines", f"{standing.number}: the month must not be earlier than the one it is due in now")
    else:
        decision_row("extend_line", word, action_id=standing.line.id, new_due=month_end(new_due))


def challenge(
    *,
    agency_id: int,
    question: str,
    due_day: date,
    by: Viewer,
    at,
    action_id: int | None = None,
    meeting: Meeting | None = None,
) -> Challenge:
    """A question on record to an agency, about an action or in general, to be answered by a day; at a meeting or not."""
    lock_ledger()
    require(by, Permission.CHALLENGE)
    insist_takes_part(agency_id, london_day(at))
    question = sentence("question", question, "Write the question")
    if due_day is None or due_day < london_day(at):
        raise RuleBroken("due_day", "Enter a day that has not passed")
    columns = {"agency_id": agency_id, "action_id": action_id, "meeting_id": held_number(meeting, at)}
    return record(Challenge, by=by, at=at, words={"question": question}, due_day=due_day, **columns)


def answer_challenge(asked: Challenge, *, answer: str, by: Viewer, at) -> Challenge:
    """The agency's answer."""
    require(by, Permission.ANSWER_CHALLENGE)
    if by.agency_id != in_its_place(known(london_day(at)), asked.agency_id):
        raise NotAllowed(Permission.ANSWER_CHALLENGE)
    return _about(asked, "answer_challenge", {"answer": sentence("answer", answer, "Write the answer")}, by, at)


def end_challenge(asked: Challenge, *, ended: str, ending: str, by: Viewer, at) -> Challenge:
    """How it ended: practice_changed, satisfied or escalated."""
    require(by, Permission.CHALLENGE)
    if ended not in ENDINGS:
        raise RuleBroken("ended", "Choose how it ended: practice changed, satisfied or escalated")
    words = {"ending": sentence("ending", ending, "Say how it ended")}
    return _about(asked, "end_challenge", words, by, at, ended=ended)


def _about(asked, verb, words, by, at, **columns):
    lock_ledger()
    said = {row.verb for row in db.session.scalars(select(Challenge).filter_by(challenge_id=asked.id))}
    if said & {verb, "end_challenge"}:
        raise RuleBroken("challenge", "This challenge was answered or ended already")
    return record(
        Challenge,
        by=by,
        at=at,
        verb=verb,
        words=words,
        agency_id=asked.agency_id,
        action_id=asked.action_id,
        challenge_id=asked.id,
        **columns,
    )


def mark(action_id: int, name: str, *, by: Viewer, at, other_id=None, note="", off=False) -> Mark:
    """Mark an action by hand (repeat, waiting_outside, said_before: by which other action), or take the mark off."""
    lock_ledger()
    require(by, Permission.MARK)
    if name not in MARKS:
        raise RuleBroken("mark", f"Choose one of: {', '.join(MARKS)}")
    standing = line_on(london_day(at), action_id)
    if standing is None:
        raise RuleBroken("mark", "There is no such line in force")
    insist_goes_on(standing, "mark")
    if name == "said_before" and not off:
        _insist_other(action_id, other_id, at)
    elif other_id is not None:
        raise RuleBroken("other", "Another action is named only where it said the same before")
    if (name in standing.facts.marks) != off:
        raise RuleBroken("mark", "That mark is off already" if off else "That mark is on already")
    verb = "unmark" if off else "mark"
    return record(
        Mark, by=by, at=at, verb=verb, words={"note": note}, action_id=action_id, mark=name, other_id=other_id
    )


def _insist_other(action_id, other_id, at):
    """The action that said it before: another one, and in force."""
    if other_id is None or other_id == action_id or line_on(london_day(at), other_id) is None:
        raise RuleBroken("other", "Choose the action that said it before")


def starting_position(
    action_id: int, *, minuted_on: date, minute: str, by: Viewer, at, cell_id=None, rating=None
) -> StartingPosition:
    """Where a line without history stood by a minute: a rating, or (none) reported complete."""
    require(by, Permission.ENTER_STARTING_POSITION)
    standing = line_now(action_id, cell_id, at)
    insist_open("starting_position", standing, "rating")
    if standing.facts.rated or standing.facts.claim:
        raise RuleBroken("rating", "This line has a history already")
    if rating is not None and rating not in set(Rating):
        raise RuleBroken("rating", "Choose green, amber, red or reported complete")
    if minuted_on is None or minuted_on > london_day(at):
        raise RuleBroken("minuted_on", "Enter the day of the minute; it cannot be a day to come")
    return record(
        StartingPosition,
        by=by,
        at=at,
        words={"minute": sentence("minute", minute, "Name the minute")},
        action_id=action_id,
        cell_id=cell_id,
        minuted_on=minuted_on,
        rating=rating,
        reported_complete=rating is None,
    )


def release(
    document: Document, *, audience: str, given_by: str, reference: str, given_on: date, by: Viewer, at
) -> Release:
    """The originator's permission to use a document in reporting, for one audience."""
    require(by, Permission.RECORD_RELEASE)
    if audience not in AUDIENCES:
        raise RuleBroken("audience", "Choose for whom it may be used")
    if given_on is None or given_on > london_day(at):
        raise RuleBroken("given_on", "Enter the day of the permission; it cannot be a day to come")
    words = {
        "given_by": sentence("given_by", given_by, "Say who gave the permission"),
        "reference": sentence("reference", reference, "Give its reference"),
    }
    return record(Release, by=by, at=at, words=words, document_id=document.id, audience=audience, given_on=given_on)
