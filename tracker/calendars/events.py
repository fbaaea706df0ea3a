"""What stands in a person's calendar: due dates, submissions and update days of what their agency answers for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actions import queries
from actions.periods import reported_period
from actions.permissions import Viewer
from actions.settings import open_quarters, update_day
from tracker import leaving, words
from tracker.leaving import Leaving
from tracker.words.standing import RHYTHM


@dataclass(frozen=True)
class Event:
    """A day. `key` names it for good, `since` is the day from which it is known, `place` the line it is about, if one."""

    key: str
    day: date
    since: date
    title: str
    text: str
    place: Leaving | None = None


def of(viewer: Viewer, day: date) -> list[Event]:
    """The events as at a day, earliest first; of a recommendation only what may leave the screen (rules.md section 7)."""
    lines = leaving.lines(queries.mine(viewer, day), day)
    found = [*_due(lines), *_submissions(lines), *_update_days(viewer, day)]
    return sorted(found, key=lambda each: (each.day, each.key))


def _name(line: Leaving) -> str:
    return f"{line.standing.number} {line.title}".strip()


def _key(line: Leaving) -> str:
    standing = line.standing
    return f"{standing.line.document}-{standing.number}" + (f"-{standing.cell}" if standing.cell else "")


def _due(lines) -> Iterator[Event]:
    for line in lines:
        due = line.standing.facts.deliverable_due
        if due:
            since = line.standing.line.in_force_from
            text = f"It stands: {words.STATUS[line.standing.status]}. Due {words.by_the_end(due)}."
            yield Event(f"due-{_key(line)}", due, since, f"Due: {_name(line)}", text, line)


def _submissions(lines) -> Iterator[Event]:
    for line in lines:
        for duty in line.standing.facts.running:
            for each in duty.submissions:
                if each.state in ("unanswered", "to_come"):
                    yield _submission(line, duty, each)


def _submission(line, duty, submission) -> Event:
    months = words.months(*reported_period(submission.due, duty.every))
    text = f"The {RHYTHM[duty.every]} submission for {months}: {duty.what}. Due {words.by_the_end(submission.due)}."
    key = f"submission-{duty.id}-{submission.due.isoformat()}"
    since = line.standing.line.in_force_from
    return Event(key, submission.due, since, f"Submission due: {_name(line)}", text, line)


def _update_days(viewer, day) -> Iterator[Event]:
    for quarter in open_quarters(day):
        owed = queries.owed_by(viewer, quarter, day)
        if owed:
            left = sum(not each.facts.answers_for(quarter) for each in owed)
            text = f"{words.count(len(owed), 'line')} to answer for {words.quarter(quarter)}, {left} to go."
            title = f"Update for {words.quarter(quarter)} due"
            yield Event(f"update-{viewer.agency}-{quarter.label}", update_day(quarter), quarter.first, title, text)
