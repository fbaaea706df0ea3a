"""What is put to the board, and what the board answers (rules.md section 6)."""

from datetime import date

from sqlalchemy import select

from actions.changes.judging import sentence
from actions.changes.meeting import held_number
from actions.changes.recording import record
from actions.db import db, lock_ledger
from actions.errors import RuleBroken
from actions.models import Challenge, Escalation, Meeting
from actions.periods import london_day
from actions.permissions import Permission, Viewer, require
from actions.standing import line_on


def escalate(
    *,
    asked: str,
    options: str,
    by: Viewer,
    at,
    action_id: int | None = None,
    challenge: Challenge | None = None,
    meeting: Meeting | None = None,
) -> Escalation:
    """Put a matter to the board: what is asked, and its options. About an action or in general; or out of a challenge that
    ended as escalated, and then about the same action as that."""
    lock_ledger()
    require(by, Permission.ESCALATE)
    words = {
        "asked": sentence("asked", asked, "Write what the board is asked"),
        "options": sentence("options", options, "Give the options that the board has"),
    }
    if challenge is not None:
        _insist_goes_on(challenge)
        action_id = challenge.action_id
    if action_id is not None and line_on(london_day(at), action_id) is None:
        raise RuleBroken("line", "There is no such line in force")
    columns = {"challenge_id": challenge and challenge.id, "meeting_id": held_number(meeting, at)}
    return record(Escalation, by=by, at=at, words=words, action_id=action_id, **columns)


def _insist_goes_on(challenge):
    """The challenge ended as escalated, and was not put to the board yet."""
    ended = select(Challenge.ended).filter_by(challenge_id=challenge.id, verb="end_challenge")
    if db.session.scalar(ended) != "escalated":
        raise RuleBroken("challenge", "Say first that the challenge ended as escalated to the board")
    if db.session.scalar(select(Escalation.id).filter_by(challenge_id=challenge.id, verb="escalate")):
        raise RuleBroken("challenge", "This challenge was put to the board already")


def answer_escalation(put: Escalation, *, answer: str, minute: str, answered_on: date, by: Viewer, at) -> Escalation:
    """The board's answer with its minute and the day on which it was given, recorded by the business manager. Once."""
    lock_ledger()
    require(by, Permission.RECORD_FOR_BOARD)
    if db.session.scalar(select(Escalation.id).filter_by(escalation_id=put.id)):
        raise RuleBroken("escalation", "The board's answer is on record already")
    words = {
        "answer": sentence("answer", answer, "Write what the board answered"),
        "minute": sentence("minute", minute, "Enter the board's minute"),
    }
    if answered_on is None or answered_on > london_day(at):
        raise RuleBroken("answered_on", "Enter the day on which the board answered; it cannot be a day to come")
    if answered_on < put.counts_from:
        raise RuleBroken("answered_on", "Enter a day on which it had been put to the board")
    columns = {"action_id": put.action_id, "escalation_id": put.id, "answered_on": answered_on}
    return record(Escalation, by=by, at=at, verb="answer_escalation", words=words, **columns)
