"""Who stands in for the officer of a line, until the end of a day (rules.md section 6)."""

from datetime import date, timedelta

from actions.changes.judging import line_now
from actions.changes.open_verbs import insist_goes_on
from actions.changes.recording import record
from actions.db import lock_ledger
from actions.errors import NotAllowed, RuleBroken
from actions.models import Assignment
from actions.periods import london_day
from actions.permissions import Permission, Viewer, may, viewer
from actions.standing import Standing

REACH_BEYOND_THEIR_OWN = ("agency_lead", "business_manager")


def may_be_covered(standing: Standing, by: Viewer) -> bool:
    """Whether this person may say who stands in on a line: an officer where it is theirs, or nobody's by name; the agency's
    lead on all that the agency owns; the business manager on all that is owned."""
    if standing.owner_id is None or not may(by, Permission.COVER, standing):
        return False
    return by.has(*REACH_BEYOND_THEIR_OWN) or standing.facts.owner_person_id in (None, by.id)


def cover(keys, *, person_id: int, last_day: date | None, by: Viewer, at) -> list[Assignment]:
    """Somebody of the owning agency stands in on any number of lines (action, cell), until the end of the last day."""
    lock_ledger()
    day = london_day(at)
    if last_day is None or last_day < day:
        raise RuleBroken("last_day", "Enter the last day; it cannot be a day that has passed")
    person = viewer(person_id, day)
    return [_covered(_line(key, by, at), person, last_day, by, at) for key in keys]


def end_cover(keys, *, by: Viewer, at) -> list[Assignment]:
    """From today on nobody stands in any more on these lines."""
    lock_ledger()
    return [_ended(_line(key, by, at), by, at) for key in keys]


def _line(key, by, at) -> Standing:
    standing = line_now(*key, at)
    if not may_be_covered(standing, by):
        raise NotAllowed(Permission.COVER)
    insist_goes_on(standing, "lines")
    return standing


def _covered(standing, person, last_day, by, at):
    if not standing.is_open:
        raise RuleBroken("lines", f"{standing.number} is not open, so nobody need stand in on it")
    if not may(person, Permission.UPDATE, standing):
        raise RuleBroken("person", f"Choose an officer of the agency that owns {standing.number}")
    if person.id == standing.facts.owner_person_id:
        raise RuleBroken("person", f"Choose somebody else: this officer answers for {standing.number} already")
    return _record(standing, person.id, last_day, by, at)


def _ended(standing, by, at):
    if standing.facts.covered_by_id is None:
        raise RuleBroken("lines", f"Nobody stands in on {standing.number}")
    return _record(standing, standing.facts.covered_by_id, london_day(at) - timedelta(days=1), by, at)


def _record(standing, person_id, last_day, by, at):
    action_id, cell_id = standing.facts.key
    return record(
        Assignment,
        by=by,
        at=at,
        verb="cover",
        action_id=action_id,
        cell_id=cell_id,
        agency_id=standing.owner_id,
        person_id=person_id,
        first_day=london_day(at),
        last_day=last_day,
    )
