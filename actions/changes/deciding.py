"""What the chair and the deputy decide (rules.md section 6). Nobody for their own agency, nobody on their own entry."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from actions.changes.judging import line_now, sentence
from actions.changes.meeting import held_number
from actions.changes.open_verbs import insist_goes_on, insist_open
from actions.changes.recording import record
from actions.db import db, lock_ledger
from actions.errors import NotAllowed, RuleBroken
from actions.models import Assurance, Claim, DateRequest, Decision, Meeting, StartingPosition
from actions.periods import london_day, month_end
from actions.permissions import Permission, Viewer, may, require, viewers
from actions.practice import is_practice
from actions.standing import Standing

ALREADY = "This was decided a moment ago by somebody else. Look at what was decided before you go on."
MOVES_BEFORE_THE_BOARD = 2


@dataclass(frozen=True)
class Word:
    """Who decides, when it is recorded, when it was taken, the board's minute where the board decides, and the meeting at
    which it was decided, if at one: it was taken on that day."""

    by: Viewer
    at: object
    taken_on: date | None = None
    minute: str = ""
    meeting: Meeting | None = None

    @property
    def for_the_board(self) -> bool:
        return bool(self.minute.strip())


def nobody_may_decide(standing: Standing, day: date, people=None, entry=None) -> bool:
    """Whether chair and deputy are all barred from a line, or from this `entry` on it, so that only the board can decide.
    `people`: the viewers of that day, if who calls has them."""
    people = viewers(day).values() if people is None else people
    deciders = [person for person in people if may(person, Permission.DECIDE, standing)]
    return all(entry is not None and is_own_entry(entry, person) for person in deciders)


def insist_may_decide(standing: Standing, word: Word, entry=None, board_only=False) -> None:
    """Raise NotAllowed unless this person may: not for their own agency, nor on their own `entry`; in the board's name
    where nobody else may, or where it is for the board alone."""
    if word.for_the_board and may(word.by, Permission.RECORD_FOR_BOARD):
        if not (board_only or nobody_may_decide(standing, london_day(word.at), entry=entry)):
            raise NotAllowed(Permission.DECIDE)
        return
    require(word.by, Permission.DECIDE, standing)
    if entry is not None and is_own_entry(entry, word.by):
        raise NotAllowed(Permission.DECIDE)


def is_own_entry(entry, person: Viewer) -> bool:
    """Whether the person entered it, or it was entered for them. `entry`: a row, or its event."""
    return person.id in (entry.by_id, getattr(entry, "given_person_id", None))


def decision_row(verb, word, *, words=None, **columns) -> Decision:
    day = london_day(word.at)
    columns = {"meeting_id": held_number(word.meeting, word.at), **columns}
    taken_on = word.taken_on or (word.meeting.day if word.meeting else day)
    if word.meeting and taken_on != word.meeting.day:
        raise RuleBroken("taken_on", "It was decided at a meeting: enter the day of that meeting")
    if taken_on > day:
        raise RuleBroken("taken_on", "A decision cannot be recorded before the day on which it was taken")
    return record(
        Decision,
        by=word.by,
        at=word.at,
        verb=verb,
        words={**(words or {}), "minute": word.minute.strip()},
        taken_on=taken_on,
        by_the_board=word.for_the_board,
        **columns,
    )


def _waiting_claim(action_id, cell_id, claim_id, word, verb):
    standing = line_now(action_id, cell_id, word.at)
    claim = standing.facts.claim
    if claim is None or claim.state != "waiting" or claim.id != claim_id:
        raise RuleBroken("outcome", ALREADY)
    insist_may_decide(standing, word, _entry_of(claim))
    insist_open(verb, standing, "outcome")
    return standing


def _entry_of(claim):
    """The row with which it was claimed, or minuted; none of none."""
    return claim and db.session.get(StartingPosition if claim.minuted else Claim, claim.id)


def accept(
    action_id,
    claim_id: int,
    *,
    word: Word,
    assurance: str,
    cell_id=None,
    reason="",
    checked_by="",
    recheck_months: int | None = None,
) -> Decision:
    """Accept a claim at an assurance: told, seen, checked or impact; look again in 6 or 12 months, or not."""
    standing = _waiting_claim(action_id, cell_id, claim_id, word, "accept")
    proved = _proved(standing, word, assurance, reason, checked_by, recheck_months)
    return decision_row("accept", word, action_id=action_id, cell_id=cell_id, claim_id=claim_id, **proved)


def _proved(standing, word, assurance, reason, checked_by, recheck_months) -> dict:
    """How well completion is proved, for the row: words, assurance and the day of the next look."""
    if assurance not in set(Assurance):
        raise RuleBroken("assurance", "Choose how well completion is proved")
    weak = assurance in (Assurance.TOLD, Assurance.SEEN)
    if assurance == Assurance.TOLD or (weak and is_practice(standing.line.statement)):
        sentence("reason", reason, "Give a reason for accepting this without a check")
    if not weak:
        sentence("checked_by", checked_by, "Say in a line who checked what")
    if recheck_months not in (None, 6, 12):
        raise RuleBroken("recheck_months", "Choose 6 months, 12 months or none")
    taken_on = word.taken_on or london_day(word.at)
    return {
        "words": {"reason": reason.strip(), "checked_by": checked_by.strip()},
        "assurance": assurance,
        "recheck_on": taken_on + relativedelta(months=recheck_months) if recheck_months else None,
    }


def check_again(
    action_id,
    claim_id: int,
    *,
    word: Word,
    assurance: str,
    cell_id=None,
    reason="",
    checked_by="",
    recheck_months: int | None = None,
) -> Decision:
    """What was accepted with a re-check was looked at again, and holds: at which assurance, and whether to look once more.
    What holds no longer is reopened."""
    standing = line_now(action_id, cell_id, word.at)
    claim = standing.facts.claim
    insist_may_decide(standing, word, _entry_of(claim))
    insist_open("check_again", standing, "outcome")
    if not awaits_a_check(standing) or claim.id != claim_id:
        raise RuleBroken("outcome", ALREADY)
    proved = _proved(standing, word, assurance, reason, checked_by, recheck_months)
    return decision_row("check_again", word, action_id=action_id, cell_id=cell_id, claim_id=claim_id, **proved)


def awaits_a_check(standing: Standing) -> bool:
    """Whether it was accepted with a day on which it is to be looked at again."""
    return standing.facts.delivered and standing.facts.claim.recheck_on is not None


def send_back(action_id, claim_id: int, *, word: Word, reason: str, cell_id=None) -> Decision:
    """Send a claim back: it stands as before, and its date does not move."""
    _waiting_claim(action_id, cell_id, claim_id, word, "send_back")
    reason = sentence("reason", reason, "Say why it is sent back")
    return decision_row(
        "send_back", word, words={"reason": reason}, action_id=action_id, cell_id=cell_id, claim_id=claim_id
    )


def _waiting_request(action_id, cell_id, request_id, word, verb):
    standing = line_now(action_id, cell_id, word.at)
    request = standing.facts.request
    if request is None or request.id != request_id:
        raise RuleBroken("outcome", ALREADY)
    third = verb == "agree" and standing.moves >= MOVES_BEFORE_THE_BOARD
    if third and not (word.for_the_board and may(word.by, Permission.RECORD_FOR_BOARD)):
        raise RuleBroken(
            "outcome", "From the third move on only the board may agree: the business manager records its minute"
        )
    insist_may_decide(standing, word, db.session.get(DateRequest, request_id), board_only=third)
    insist_open(verb, standing, "outcome")
    return standing


def agree(
    action_id, request_id: int, *, word: Word, reason: str, new_due: date | None = None, cell_id=None
) -> Decision:
    """Agree to a later date: the month asked for, or another later one. The third time it is the board's (`word.minute`)."""
    standing = _waiting_request(action_id, cell_id, request_id, word, "agree")
    reason = sentence("reason", reason, "Give the reason")
    new_due = month_end(new_due or standing.facts.request.day)
    if standing.facts.due and new_due <= standing.facts.due:
        raise RuleBroken("new_due", "Enter a month later than the one it is due in now")
    return decision_row(
        "agree",
        word,
        words={"reason": reason},
        action_id=action_id,
        cell_id=cell_id,
        request_id=request_id,
        new_due=new_due,
    )


def decline(action_id, request_id: int, *, word: Word, reason: str, cell_id=None) -> Decision:
    """Decline a request for a later date."""
    _waiting_request(action_id, cell_id, request_id, word, "decline")
    reason = sentence("reason", reason, "Give the reason")
    return decision_row(
        "decline", word, words={"reason": reason}, action_id=action_id, cell_id=cell_id, request_id=request_id
    )


def set_date(action_id, *, word: Word, new_due: date, cell_id=None) -> Decision:
    """Give a first date to a line that has none."""
    standing = line_now(action_id, cell_id, word.at, whole=True)
    insist_may_decide(standing, word)
    insist_open("set_date", standing, "new_due")
    if standing.facts.due is not None:
        raise RuleBroken("new_due", "It has a date already")
    if new_due is None or month_end(new_due) < london_day(word.at):
        raise RuleBroken("new_due", "Enter the month by which it is due, this month or later")
    return decision_row("set_date", word, action_id=action_id, cell_id=cell_id, new_due=month_end(new_due))


def stop(action_id, *, word: Word, reason: str, verb="stop") -> Decision:
    """Stop a line, or supersede it (`verb`)."""
    lock_ledger()
    standing = own_line(action_id, word)
    insist_open(verb, standing, "outcome")
    reason = sentence("reason", reason, "Give the reason")
    return decision_row(verb, word, words={"reason": reason}, action_id=action_id)


def own_line(action_id: int, word: Word) -> Standing:
    """A whole line, its cells together, on which this person may decide."""
    standing = line_now(action_id, None, word.at, whole=True)
    insist_may_decide(standing, word)
    return standing


def reopen(action_id, *, word: Word, reason: str, new_due: date, cell_id=None) -> Decision:
    """Reopen what is complete, with a reason and a new month."""
    standing = line_now(action_id, cell_id, word.at)
    insist_may_decide(standing, word)
    insist_open("reopen", standing, "outcome")
    reason = sentence("reason", reason, "Give the reason")
    if new_due is None or month_end(new_due) < london_day(word.at):
        raise RuleBroken("new_due", "Enter the month by which it is now due")
    return decision_row(
        "reopen", word, words={"reason": reason}, action_id=action_id, cell_id=cell_id, new_due=month_end(new_due)
    )


def end_duty(action_id, duty_id: int, *, word: Word, reason: str) -> Decision:
    """End a duty: no further submissions fall due."""
    standing = own_line(action_id, word)
    insist_open("end_duty", standing, "outcome")
    if duty_id not in {duty.id for duty in standing.facts.running}:
        raise RuleBroken("outcome", "That duty does not run")
    reason = sentence("reason", reason, "Give the reason")
    return decision_row("end_duty", word, words={"reason": reason}, action_id=action_id, duty_id=duty_id)


def set_aside(decision: Decision, *, word: Word, reason: str) -> Decision:
    """Set a standing decision aside: by who took it, or by the board. Everything stands as before it."""
    lock_ledger()
    for_board = word.for_the_board and may(word.by, Permission.RECORD_FOR_BOARD)
    if not for_board:
        _insist_took_it(decision, word)
    already = db.session.query(Decision).filter_by(verb="set_aside", decision_id=decision.id).first()
    if already or decision.verb == "set_aside":
        raise RuleBroken("outcome", "That decision does not stand any more")
    if decision.action_id:
        insist_goes_on(line_now(decision.action_id, decision.cell_id, word.at, whole=True), "outcome")
    reason = sentence("reason", reason, "Give the reason")
    for each in _brought_by(decision):
        _aside(each, word, reason)
    return _aside(decision, word, reason)


def _aside(decision, word, reason) -> Decision:
    whose = {"action_id": decision.action_id, "cell_id": decision.cell_id, "decision_id": decision.id}
    return decision_row("set_aside", word, words={"reason": reason}, **whose)


def _brought_by(decision) -> list[Decision]:
    """What the closing of a document decided of single lines, and stands."""
    if decision.verb != "close_document":
        return []
    aside = select(Decision.decision_id).where(Decision.verb == "set_aside")
    query = select(Decision).where(Decision.decision_id == decision.id, Decision.id.not_in(aside))
    return list(db.session.scalars(query.order_by(Decision.id)))


def _insist_took_it(decision, word):
    """Who took it may, while they may still decide there."""
    if word.by.id != decision.by_id:
        raise NotAllowed(Permission.DECIDE)
    line = decision.action_id and line_now(decision.action_id, decision.cell_id, word.at, whole=True)
    require(word.by, Permission.DECIDE, line)
