"""What the people, agencies and lines of a day are called, for sentences."""

from actions import queries
from actions.standing import Plan


class Names:
    """Looks up by number; asks the database for people once. `titles`: what people are, if who calls knows it."""

    def __init__(self, plan: Plan, titles: dict | None = None):
        self._plan = plan
        self._titles = titles

    def agency(self, number) -> str:
        taking = self._plan.agencies.get(number)
        return taking.name if taking else "An agency"

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
