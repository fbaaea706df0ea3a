"""What a recommendation setting meeting decides about each recommendation, in its own words."""

from dataclasses import dataclass
from datetime import date

from actions.changes.deciding import Word, decision_row, insist_may_decide
from actions.changes.judging import acts_for, insist_takes_part, line_now, sentence
from actions.changes.meeting import insist_held
from actions.changes.open_verbs import insist_open
from actions.changes.recording import record
from actions.db import db
from actions.errors import NotAllowed, RuleBroken
from actions.models import Assignment, Decision, Duty, Meeting, Person
from actions.models.adopted import RHYTHMS
from actions.periods import london_day, month_end
from actions.permissions import Permission
from actions.standing import Standing, line_on, plan_on

HOW_OFTEN = "Its text asks for it regularly. Choose how often, or say that it is done once"


@dataclass(frozen=True)
class Acceptance:
    """What accepting settles: who owns it, by which month, what will be done, and how often (months; none: once)."""

    owner_agency_id: int | None
    due: date | None
    own_words: str
    every: int | None = None
    once: bool = False
    owner_person_id: int | None = None


def _considered(action_id, verb, word, meeting) -> Standing:
    standing = line_now(action_id, None, word.at)
    insist_may_decide(standing, word)
    insist_open(verb, standing, "outcome")
    if meeting is None:
        raise RuleBroken("meeting", "Choose the meeting at which it was considered")
    insist_held(meeting, word.at)
    return standing


def _along_with(action_id, word, with_parts) -> list[int]:
    """The line, and (with its parts) the owed parts that wait, on each of which this person must be allowed to decide;
    the board may on all of them."""
    if not with_parts:
        return [action_id]
    whole = plan_on(london_day(word.at)).by_id[action_id]
    parts = [part for part in whole.parts if not part.line.example and part.own_status == "to_be_considered"]
    for part in parts:
        insist_may_decide(part, word, board_only=True)
    return [action_id, *(part.line.id for part in parts)]


def accept_recommendation(
    action_id, *, word: Word, meeting: Meeting, acceptance: Acceptance, in_part=False, reason="", with_parts=True
) -> Decision:
    """Accept a recommendation (its owed parts along with it), or accept it in part with a reason."""
    verb = "accept_in_part" if in_part else "accept_recommendation"
    standing = _considered(action_id, verb, word, meeting)
    _complete(standing, acceptance, word)
    if in_part:
        sentence("reason", reason, "Say which part is not accepted, and why")
    each = _along_with(action_id, word, with_parts and not in_part)
    return [_accepted(number, verb, word, meeting, acceptance, reason) for number in each][0]


def _complete(standing, acceptance, word):
    if acceptance.owner_agency_id is None:
        raise RuleBroken("owner", "Choose the agency that will own it")
    if acceptance.owner_agency_id == word.by.agency_id:
        raise NotAllowed(Permission.DECIDE)
    _of_the_owner(acceptance, word)
    if acceptance.due is None or month_end(acceptance.due) < london_day(word.at):
        raise RuleBroken("due", "Enter the month by which it is due, this month or later")
    sentence("own_words", acceptance.own_words, "Say in the meeting's own words what will be done")
    if acceptance.every is not None and acceptance.every not in RHYTHMS:
        raise RuleBroken("every", "Choose every month, 3, 6 or 12 months")
    if standing.line.recurring and acceptance.every is None and not acceptance.once:
        raise RuleBroken("every", HOW_OFTEN)


def _of_the_owner(acceptance, word):
    if acceptance.owner_agency_id is not None:
        insist_takes_part(acceptance.owner_agency_id, london_day(word.at))
    person = acceptance.owner_person_id and db.session.get(Person, acceptance.owner_person_id)
    if person is not None and not acts_for(person, acceptance.owner_agency_id, london_day(word.at)):
        raise RuleBroken("person", "Choose somebody of that agency")


def _accepted(action_id, verb, word, meeting, acceptance, reason):
    due = month_end(acceptance.due)
    decision = decision_row(
        verb,
        word,
        words={"own_words": acceptance.own_words.strip(), "reason": reason.strip()},
        action_id=action_id,
        meeting_id=meeting.id,
        new_due=due,
    )
    day = london_day(word.at)
    record(
        Assignment,
        by=word.by,
        at=word.at,
        action_id=action_id,
        agency_id=acceptance.owner_agency_id,
        person_id=acceptance.owner_person_id,
        first_day=day,
    )
    if acceptance.every:
        duty = {"every": acceptance.every, "first": due, "what": "report", "is_the_action": True}
        record(Duty, by=word.by, at=word.at, verb="owe_duty", action_id=action_id, decision_id=decision.id, **duty)
    return decision


def merge(action_id, *, word: Word, meeting: Meeting, into_id: int, reason: str, with_parts=True) -> Decision:
    """Merge a recommendation (its owed parts along with it) into an open action; so there can be no ring. Whose agency
    answers for that action does not decide it: from then on it stands for the recommendation as well."""
    _considered(action_id, "merge", word, meeting)
    target = line_on(london_day(word.at), into_id)
    if target is None or not target.is_open or target.facts.closing or into_id == action_id:
        raise RuleBroken("merged_into", "Choose an open action to merge it into")
    insist_may_decide(target, word, board_only=True)
    reason = sentence("reason", reason, "Say why it is merged")
    columns = {"meeting_id": meeting.id, "merged_into_id": into_id}
    return _closed(_along_with(action_id, word, with_parts), "merge", word, reason, columns)


def not_accept(action_id, *, word: Word, meeting: Meeting, reason: str, with_parts=True) -> Decision:
    """Not accept a recommendation (its owed parts along with it), with a reason."""
    _considered(action_id, "not_accept", word, meeting)
    reason = sentence("reason", reason, "Say why it is not accepted")
    return _closed(_along_with(action_id, word, with_parts), "not_accept", word, reason, {"meeting_id": meeting.id})


def _closed(each, verb, word, reason, columns):
    return [decision_row(verb, word, words={"reason": reason}, action_id=number, **columns) for number in each][0]
