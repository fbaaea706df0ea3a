"""The end of an officer's quarter: the agency's update is sent as a whole."""

from actions.changes.recording import record
from actions.db import lock_ledger
from actions.errors import RuleBroken
from actions.models import RoundSent
from actions.periods import Quarter, london_day
from actions.permissions import Permission, Viewer, require
from actions.queries import owed_by, round_sent
from actions.settings import open_quarters


def send_round(quarter: Quarter, *, by: Viewer, at, note: str = "", without: bool = False) -> RoundSent:
    """Say that the agency's update for a quarter is finished: once, by its officer or lead, while the quarter is open.

    RuleBroken on "without", with their numbers, while lines that are owed have no answer; `without` sends all the same.
    """
    lock_ledger()
    require(by, Permission.UPDATE)
    day = london_day(at)
    if quarter not in open_quarters(day):
        raise RuleBroken("quarter", "That quarter is closed. Open the page again to send the one that is open.")
    if round_sent(by.agency_id, quarter, day) is not None:
        raise RuleBroken("quarter", "Your agency's update for this quarter was sent already. It is sent once.")
    _insist_answered(owed_by(by, quarter, day), quarter, without)
    return record(RoundSent, by=by, at=at, words={"note": note.strip()}, agency_id=by.agency_id, quarter=quarter.first)


def _insist_answered(owed, quarter, without):
    if not owed:
        raise RuleBroken("quarter", "Your agency owes nothing for this quarter, so there is nothing to send.")
    left = [each.number for each in owed if not each.facts.answers_for(quarter)]
    if left and not without:
        raise RuleBroken("without", f"Not answered yet: {', '.join(left)}. Answer them, or tick to send without these")
