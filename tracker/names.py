"""What the people, agencies and lines of a day are called, for sentences."""

from datetime import date, timedelta

from actions import queries
from actions.standing import Plan
from tracker import words


class Names:
    """Looks up by number; asks the database for people once. `titles`: what people are, if who calls knows it."""

    def __init__(self, plan: Plan, titles: dict | None = None):
        self._plan = plan
        self._titles = titles

    def agency(self, number, on: date | None = None) -> str:
        """What it is called on the plan's day; of something that happened on another day, and what it was called then."""
        known = self._plan.known.get(number)
        if known is None:
            return "An agency"
        then = known.name if on is None else known.called(on)
        return known.name if then == known.name else f"{known.name} (then {then})"

    def agency_that_ended(self, number) -> str:
        """Health partners, which took part until 15 January 2017, ..."""
        known = self._plan.known[number]
        return f"{known.name}, which took part until {words.day(known.until - timedelta(days=1))},"

    def person(self, number) -> str:
        if self._titles is None:
            self._titles = queries.titles()
        return self._titles.get(number) or "Somebody" if number else "The system"

    def line(self, number) -> str:
        standing = self._plan.by_id.get(number)
        return standing.number if standing else "another line"

    def line_of(self, number) -> str:
        """strategy-2015-16 2.14; of a line that is not in force yet: a line of the next document."""
        standing = self._plan.by_id.get(number)
        return f"{standing.line.document} {standing.number}" if standing else "a line of the next document"
