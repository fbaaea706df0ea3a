"""What may take how long, as multiples of the floors measured in the same run."""

from typing import NamedTuple

FLOORS = {
    "F": "a Flask page that says hello",
    "Q": "a Flask page of one indexed SQL query for 50 rows, shown as a plain table by Jinja",
    "R": "the words of the report's tables, through a bare ReportLab LongTable of Paragraphs",
    "C": "one durable commit of one row, with the tracker's own settings of the database",
    "I": "importing flask, sqlalchemy and reportlab in a new process",
}


class Budget(NamedTuple):
    """At most `times` the floor, after `and_once` of another floor."""

    times: float
    floor: str
    and_once: str | None = None

    def __str__(self):
        return f"{self.times:g} {self.floor}" + (f" + 1 {self.and_once}" if self.and_once else "")

    def ratio(self, took: float, floors: dict) -> float:
        """How many floors it took."""
        return (took - floors.get(self.and_once, 0)) / floors[self.floor]


LIST, LIST_COLD, FORM, ACTION = Budget(3, "Q"), Budget(5, "Q"), Budget(6, "Q"), Budget(4, "Q")
# By kind: what it may take when it is asked again (warm), and when the record has grown since (cold). A form and an
# action have one budget, which is held to both.
OF_PAGES = {"list": (LIST, LIST_COLD), "form": (FORM, FORM), "action": (ACTION, ACTION)}
FIRST_OPENED = Budget(4, "F", and_once="C")
NOT_CHANGED = Budget(3, "F")
DRAWN = Budget(3, "R")
STARTED = Budget(3, "I")

# At 10,000 items, as multiples of the same page at the example's size.
LARGE, SIZES = 10_000, (1_000, 10_000, 100_000)
GROWTH = {"warm": 1.5, "cold": 15}
MOST_QUERIES = 12
MOST_COMMITS = 2
MOST_MEMORY = 150  # MB
ALL_REQUESTS = 10_000
FLAT = 1  # MB
SLOWER_UNDER_LOAD = 5
ON_POSTGRESQL = 1.5
