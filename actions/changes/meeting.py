"""The sub group's calendar: meetings held and to come, those called off, and who came to each."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from actions.changes.judging import sentence
from actions.changes.recording import record
from actions.db import db, lock_ledger
from actions.errors import RuleBroken
from actions.models import (
    HOW_CAME,
    Agency,
    Assignment,
    Attendance,
    Challenge,
    Decision,
    Escalation,
    Evidence,
    Meeting,
    MeetingPaper,
    Words,
)
from actions.periods import london_day
from actions.permissions import Permission, Viewer, require

# What is recorded against a meeting: one that has any of it is not called off.
AGAINST_IT = (Decision, Challenge, Assignment, Escalation, Attendance, Evidence, MeetingPaper)


@dataclass(frozen=True)
class Came:
    """Whether an agency came (present, apologies, absent), and who for it, by role."""

    how: str
    who: str = ""


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
    insist_stands(meeting)
    if any(db.session.scalar(select(table.id).filter_by(meeting_id=meeting.id).limit(1)) for table in AGAINST_IT):
        raise RuleBroken("reason", "Something is recorded against this meeting, so it cannot be called off")
    return record(
        Meeting, by=by, at=at, verb="call_off", words={"reason": reason}, day=meeting.day, meeting_id=meeting.id
    )


def attend(meeting: Meeting, came: dict[int, Came], *, by: Viewer, at) -> list[Attendance]:
    """Who came to a meeting, by agency; only what is new or different is recorded. Apologies may come before its day."""
    lock_ledger()
    require(by, Permission.HOLD_MEETING)
    insist_stands(meeting)
    known = set(db.session.scalars(select(Agency.id)))
    before = _came_before(meeting)
    return [
        _attend(meeting, agency_id, each, by, at)
        for agency_id, each in came.items()
        if agency_id in known and before.get(agency_id) != each
    ]


def _came_before(meeting) -> dict[int, Came]:
    named = (Words.row_id == Attendance.id) & (Words.field == "who")
    columns = (Attendance.agency_id, Attendance.how, Words.text)
    rows = select(*columns).outerjoin(Words, named).where(Attendance.meeting_id == meeting.id).order_by(Attendance.id)
    return {row.agency_id: Came(row.how, row.text or "") for row in db.session.execute(rows)}


def _attend(meeting, agency_id, came, by, at):
    if came.how not in HOW_CAME:
        raise RuleBroken(f"how_{agency_id}", "Choose present, apologies or absent")
    if came.how != "apologies" and meeting.day > london_day(at):
        raise RuleBroken(f"how_{agency_id}", "The meeting is still to come: only apologies can be recorded")
    columns = {"meeting_id": meeting.id, "agency_id": agency_id, "how": came.how}
    return record(Attendance, by=by, at=at, words={"who": came.who}, **columns)


def insist_held(meeting: Meeting, at) -> None:
    """RuleBroken on "meeting" unless it was held by now and not called off."""
    insist_stands(meeting)
    if meeting.day > london_day(at):
        raise RuleBroken("meeting", "That meeting has not been held yet. Choose one that was")


def insist_stands(meeting: Meeting) -> None:
    """RuleBroken on "meeting" where it was called off."""
    if not stands(meeting):
        raise RuleBroken("meeting", "That meeting was called off")


def stands(meeting: Meeting) -> bool:
    """Whether it is a meeting that was not called off."""
    called_off = select(Meeting.id).filter_by(meeting_id=meeting.id)
    return meeting.verb == "hold_meeting" and db.session.scalar(called_off) is None


def held_number(meeting: Meeting | None, at) -> int | None:
    """The number of the meeting at which something is done, which must have been held; none for none."""
    if meeting is None:
        return None
    insist_held(meeting, at)
    return meeting.id
