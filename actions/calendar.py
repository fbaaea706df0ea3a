"""The sub group's calendar on a day: what was held, what is to come, what was called off."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from actions.db import db
from actions.models import Meeting
from actions.periods import london_moment
from actions.queries import words_of


@dataclass(frozen=True)
class Sitting:
    """A meeting as `day` knew it."""

    meeting: Meeting
    day: date
    words: dict
    called_off: Meeting | None = None

    @property
    def number(self) -> int:
        return self.meeting.id

    @property
    def name(self) -> str:
        return self.words.get("name") or "Meeting"

    @property
    def held(self) -> bool:
        """Whether its day has come (today's counts as held), and it was not called off."""
        return self.called_off is None and self.meeting.day <= self.day

    @property
    def to_come(self) -> bool:
        return self.called_off is None and self.meeting.day > self.day


def known(day: date) -> list[Sitting]:
    """Every meeting that was on record by the end of `day`, the latest day first, those to come and called off included."""
    recorded = Meeting.at < london_moment(day + timedelta(days=1), 0)
    rows = list(db.session.scalars(select(Meeting).where(recorded).order_by(Meeting.day.desc(), Meeting.id.desc())))
    words = words_of(row.id for row in rows)
    off = {row.meeting_id: row for row in rows if row.verb == "call_off"}
    return [_sitting(row, day, words, off.get(row.id)) for row in rows if row.verb == "hold_meeting"]


def _sitting(row, day, words, called_off) -> Sitting:
    told = {name: text for each in (row, called_off) if each for name, text in words.get(each.id, {}).items()}
    return Sitting(row, day, told, called_off)


def find(number: int | None, day: date) -> Sitting | None:
    """The meeting of this number, if it was on record by the end of `day`."""
    return next((each for each in known(day) if each.number == number), None)
