"""What an officer sent or said, entered by the business manager as given by whom, how and when (rules.md section 1)."""

from dataclasses import replace

from actions.changes.answering import ask_for_date, record_update
from actions.changes.given import Given
from actions.changes.judging import line_now, sentence
from actions.errors import RuleBroken
from actions.models import DateRequest, Update
from actions.periods import london_day
from actions.permissions import Permission, Viewer, may, require
from actions.settings import open_quarters

ENTERED_HOW = ("email", "telephone", "meeting", "letter")


def enter_update(action_id: int, *, given: Given, by: Viewer, at, cell_id=None, claim=False, **said) -> Update:
    """An update as the owner's officer gave it; `said` is what `record_update` takes. What they may do is judged, not
    what `by` may. RuleBroken on "claim": only the officer can report a line complete."""
    speaker = _speaker(action_id, cell_id, given, by, at)
    if claim:
        raise RuleBroken("claim", "Only the officer can report it complete: it cannot be entered for them")
    return record_update(action_id, given=given, by=speaker, at=at, cell_id=cell_id, **said)


def enter_request(action_id: int, *, given: Given, by: Viewer, at, cell_id=None, **asked) -> DateRequest:
    """A request for a new date as the owner's officer gave it; `asked` is what `ask_for_date` takes."""
    speaker = _speaker(action_id, cell_id, given, by, at)
    return ask_for_date(action_id, given=given, by=speaker, at=at, cell_id=cell_id, **asked)


def _speaker(action_id, cell_id, given, by, at) -> Viewer:
    """The officer's agency and rights, under the number of who enters."""
    standing = line_now(action_id, cell_id, at)
    require(by, Permission.ENTER_FOR_SOMEBODY, standing)
    _insist_known(given, london_day(at))
    if given.person and given.person.id == by.id:
        raise RuleBroken("given_person", "What you say yourself is entered on your own update")
    officer = given.person or Viewer(by.id, given.name, standing.owner_id, None, frozenset({"officer"}))
    if not may(officer, Permission.UPDATE, standing):
        raise RuleBroken("given_person", "Choose an officer of the agency that owns this")
    return replace(officer, id=by.id)


def _insist_known(given, day):
    if not given.person:
        sentence("given_by", given.name, "Say who it came from, such as Duty inspector, Police")
    if given.how not in ENTERED_HOW:
        raise RuleBroken("given_how", "Choose how it came: by e-mail, telephone, letter or at a meeting")
    if given.on is None or given.on > day:
        raise RuleBroken("given_on", "Enter the day on which it came; it cannot be a day to come")
    if given.on < open_quarters(day)[0].first:
        raise RuleBroken("given_on", "That is before the quarters that are still open. Check the month and the year")
