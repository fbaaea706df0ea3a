"""What every verb looks at first: the line as it stands now, under the lock."""

from datetime import date

from actions.agencies import known, taking_part
from actions.db import lock_ledger
from actions.errors import RuleBroken
from actions.models import Person
from actions.periods import london_day
from actions.permissions import viewers
from actions.standing import Standing, line_on


def line_now(action_id: int, cell_id: int | None, at, *, whole=False) -> Standing:
    """The line (or cell) as it stands at this moment. Holds the ledger's lock until the commit.

    `whole`: an action asked of each agency may be meant as a whole, all its cells together."""
    lock_ledger()
    standing = line_on(london_day(at), action_id, cell_id)
    if standing is None:
        raise RuleBroken("action", "There is no such line in force")
    if standing.line.each_agency and cell_id is None and not whole:
        raise RuleBroken("action", "Each agency answers this for itself: choose an agency's own line")
    return standing


def acts_for(person: Person, agency_id: int, day: date) -> bool:
    """Whether somebody answers for the agency on a day: the one they came from, or the one that took its place since."""
    return person.agency_id == agency_id or viewers(day, person.id)[person.id].agency_id == agency_id


def insist_takes_part(agency_id: int, day: date) -> None:
    """RuleBroken for an agency that has not joined by that day, or takes part no more."""
    if agency_id not in taking_part(known(day)):
        raise RuleBroken("agency", "That agency does not take part on that day")


def sentence(field: str, text: str | None, message: str) -> str:
    """The words, or RuleBroken on their field."""
    if not (text or "").strip():
        raise RuleBroken(field, message)
    return text.strip()
