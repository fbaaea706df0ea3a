"""The sub group's calendar: meetings held and to come, and those called off."""

from datetime import date

from sqlalchemy import select

from actions.changes.judging import sentence
from actions.changes.recording import record
from actions.db import db, lock_ledger
from actions.errors import RuleBroken
from actions.models import Decision, Meeting
from actions.periods import london_day
from actions.permissions import Permission, Viewer, require

# What is recorded against a meeting: a meeting that has any of it was held.
AGAINST_IT = (Decision,)


def hold_meeting(*, name: str, day: date, by: Viewer, at) -> Meeting:
    """A meeting on a day: held, or (a day to come) planned. It counts as held from that day on."""
    require(by, Permission.HOLD_MEETING)
    if day is None:
        raise RuleBroken("day", "Enter the day of the meeting")
    words = {"name": sentence("name", name, "Name the meeting")}
    return record(Meeting, by=by, at=at, words=words, not_before=day, day=day)


def call_off(meeting: Meeting, *, reason: str, by: Viewer, at) -> Meeting:
    """Say that a meeting does not take place, or did not: not once anything is recorded against it."""
    lock_ledger()
    require(by, Permission.HOLD_MEETING)
    reason = sentence("reason", reason, "Say why it is called off")
    _insist_stands(meeting)
    if any(db.session.scalar(select(table.id).filter_by(meeting_id=meeting.id).limit(1)) for table in AGAINST_IT):
        raise RuleBroken("reason", "Something is recorded against this meeting, so it was held")
    return record(
        Meeting, by=by, at=at, verb="call_off", words={"reason": reason}, day=meeting.day, meeting_id=meeting.id
    )


def insist_held(meeting: Meeting, at) -> None:
    """RuleBroken on "meeting" unless it was held by now and not called off."""
    _insist_stands(meeting)
    if meeting.day > london_day(at):
        raise RuleBroken("meeting", "That meeting has not been held yet. Choose one that was")


def _insist_stands(meeting):
    if meeting.verb != "hold_meeting" or db.session.scalar(select(Meeting.id).filter_by(meeting_id=meeting.id)):
        raise RuleBroken("meeting", "That meeting was called off")
