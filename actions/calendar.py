"""The sub group's meetings on a day: held, to come and called off, and all that is recorded against each of them.

One query for what happened and one for its words, whatever the number of meetings.
"""

from collections import namedtuple
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlalchemy import Date, Integer, String, bindparam, cast, null, select, union_all

from actions.db import Moment, db
from actions.models import (
    Assignment,
    Attendance,
    Challenge,
    Decision,
    Escalation,
    Meeting,
    MeetingPaper,
    PaperWithdrawal,
)
from actions.periods import london_moment
from actions.queries import words_of
from actions.standing import plan_on

COLUMNS = {
    "id": Integer,
    "verb": String,
    "by_id": Integer,
    "counts_from": Date,
    "meeting_id": Integer,
    "action_id": Integer,
    "cell_id": Integer,
    "agency_id": Integer,
    "day": Date,
    "ref": Integer,
    "word": String,
}
Event = namedtuple("Event", COLUMNS)
DAY, NEXT = bindparam("day", type_=Date), bindparam("next", type_=Moment)

# What each table writes into the common columns, where a column of its own name does not say it; `ref`: what it is about.
LOG = {
    Meeting: {},
    Attendance: {"word": "how"},
    Decision: {"day": "new_due", "ref": "merged_into_id"},
    Assignment: {"ref": "person_id"},
    Challenge: {"day": "due_day", "ref": "challenge_id", "word": "ended"},
    Escalation: {"day": "answered_on", "ref": "escalation_id"},
    MeetingPaper: {"ref": "edition", "word": "kind"},
    PaperWithdrawal: {"ref": "paper_id"},
}
# Of these only the rows that belong to a meeting; and what sets a decision aside. They bear on where lines stand, and so
# are kept with the plan.
AT_A_MEETING = {Decision: Decision.meeting_id.is_not(None), Assignment: Assignment.meeting_id.is_not(None)}
# These may speak of a day to come: they are known from the day on which they were recorded.
KNOWN_AT_ONCE = frozenset({Meeting, Assignment})


@cache
def _log():
    return union_all(*(_rows(table, mapping) for table, mapping in LOG.items() if table not in AT_A_MEETING))


@cache
def _log_of_lines():
    """Of the tables that grow with the plan."""
    set_aside = {"day": None, "ref": "decision_id"}
    aside = _rows(Decision, set_aside).where(Decision.verb == "set_aside", Decision.meeting_id.is_(None))
    return union_all(*(_rows(table, LOG[table]).where(held) for table, held in AT_A_MEETING.items()), aside)


def _rows(table, mapping):
    counts = table.at < NEXT if table in KNOWN_AT_ONCE else table.counts_from <= DAY
    return select(*(_column(table, name, mapping.get(name, name)) for name in COLUMNS)).where(counts)


def _column(table, name, source):
    own = getattr(table, source, None) if source else None
    return (own if own is not None else cast(null(), COLUMNS[name])).label(name)


@dataclass(frozen=True)
class Sitting:
    """A meeting as `known_on` knew it."""

    meeting: Event
    known_on: date
    words: dict
    called_off: Event | None = None

    @property
    def number(self) -> int:
        return self.meeting.id

    @property
    def day(self) -> date:
        return self.meeting.day

    @property
    def name(self) -> str:
        return self.words.get("name") or "Meeting"

    @property
    def held(self) -> bool:
        """Whether its day has come (today's counts as held), and it was not called off."""
        return self.called_off is None and self.day <= self.known_on

    @property
    def to_come(self) -> bool:
        return self.called_off is None and self.day > self.known_on


class Calendar:
    """Every meeting on record by the end of `day`, and what is recorded against it. `words`: of what was asked for."""

    def __init__(self, day: date, events: list[Event]):
        self.day, self.events, self.words = day, events, {}
        self.aside = {event.ref for event in events if event.verb == "set_aside"}
        self.about = {(event.verb, event.ref): event for event in events if event.ref}

    def read(self, events) -> None:
        """Read the words of the meetings and of these events."""
        wanted = {event.id for event in events} | {event.id for event in self.events if event.verb in Meeting.VERBS}
        self.words = words_of(wanted)

    @property
    def sittings(self) -> list[Sitting]:
        """The latest day first; those to come and called off included."""
        off = {event.meeting_id: event for event in self.events if event.verb == "call_off"}
        found = [self._sitting(event, off.get(event.id)) for event in self.events if event.verb == "hold_meeting"]
        return sorted(found, key=lambda each: (each.day, each.number), reverse=True)

    def _sitting(self, event, called_off):
        words = {**self.words.get(event.id, {}), **(self.words.get(called_off.id, {}) if called_off else {})}
        return Sitting(event, self.day, words, called_off)

    def find(self, number: int | None) -> Sitting | None:
        """The meeting of this number."""
        return next((each for each in self.sittings if each.number == number), None)

    def before(self, sitting: Sitting) -> Sitting | None:
        """The meeting that was held last before this one."""
        earlier = [
            each for each in self.sittings if each.held and (each.day, each.number) < (sitting.day, sitting.number)
        ]
        return earlier[0] if earlier else None

    def at(self, sitting: Sitting | None, *verbs) -> list[Event]:
        """What is recorded against a meeting, in order: all of it, or these verbs."""
        number = sitting and sitting.number
        found = [event for event in self.events if number and event.meeting_id == number and event.verb != "call_off"]
        return [event for event in found if not verbs or event.verb in verbs]

    def came(self, sitting: Sitting) -> dict[int, Event]:
        """The latest word on each agency's attendance, by agency."""
        return {event.agency_id: event for event in self.at(sitting, "attend")}

    def papers(self, sitting: Sitting, kind: str) -> list[Event]:
        """The editions of a meeting's paper (`ref`: which), the latest first."""
        return [event for event in reversed(self.at(sitting, "send_paper")) if event.word == kind]

    def open_challenges(self) -> list[Event]:
        return [e for e in self.events if e.verb == "challenge" and ("end_challenge", e.id) not in self.about]

    def open_escalations(self) -> list[Event]:
        return [e for e in self.events if e.verb == "escalate" and ("answer_escalation", e.id) not in self.about]


def on(day: date) -> Calendar:
    """The calendar as it was known at the end of `day`, without words."""
    known = {"day": day, "next": london_moment(day + timedelta(days=1), 0)}
    of_lines = plan_on(day).kept("decided at meetings", lambda: _events(_log_of_lines(), known))
    return Calendar(day, sorted([*_events(_log(), known), *of_lines], key=lambda event: event.id))


def _events(log, known) -> list[Event]:
    return [Event(*row) for row in db.session.execute(log, known)]
