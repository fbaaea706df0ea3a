"""The chair, the deputy and, for the board, the business manager clear the review queue of the example; at every step its
count, its page, its file and `flask standing` say the same."""

import csv
import io
import json
import re

import pytest
from board_apps import EXAMPLE_TODAY, settings
from the_example import run

from tracker import create_app

pytestmark = pytest.mark.browser

CHAIR, DEPUTY, OFFICE = "chair@board.example", "deputy.chair@board.example", "business.manager@board.example"
TO_DECIDE = {
    "Claims": ("Accept the claim", "Seen"),
    "Requests for a new date": ("Agree to a new date",),
    "Says it does not apply": ("Agree that it does not apply",),
    "To be checked again": ("Checked again: it holds", "Seen"),
}
# What of `flask standing` tells that a line is in a group.
TELLS = {
    "Claims": lambda row: row["status"] == "reported_complete",
    "Requests for a new date": lambda row: "date_asked" in row["flags"],
    "Overdue, longest first": lambda row: row["status"] == "overdue",
    "Silent": lambda row: "silent" in row["flags"],
    "Green while overdue": lambda row: "green_while_overdue" in row["flags"],
    "To be checked again": lambda row: "recheck_due" in row["flags"],
}
ASKED_OF_EACH = {"1.3", "2.3"}
REASON = "It was read at the sub group, page by page."


@pytest.fixture
def standing(served_on_sqlite):
    """What `flask standing --json` prints of the place that is served."""
    place = served_on_sqlite.place
    app = create_app(settings(place.database, place.folder, EXAMPLE_TODAY))

    def asked():
        with app.app_context():
            return json.loads(run(app, "standing", "--json"))

    return asked


def test_the_queue_is_cleared_and_agrees_at_every_step(served_on_sqlite, visitor, standing):
    visitors = [visitor(served_on_sqlite, address) for address in (CHAIR, DEPUTY, OFFICE)]
    decided = sum(clears(person, standing) for person in visitors)
    assert decided >= 15
    visitors[0].goes_to("/review")
    assert counts(visitors[0]).keys() & TO_DECIDE.keys() == set()


def clears(person, standing) -> int:
    """Decide all that this person may; how many that were."""
    decided, seen = 0, set()
    while following := next_to_decide(person, standing, seen):
        group, href = following
        seen.add(href)
        person.goes_to(href)
        decided += decides(person, group)
    return decided


def next_to_decide(person, standing, seen):
    """The first line of the queue that waits for a decision and that this person has not seen: its group and address."""
    person.goes_to("/review")
    agrees(person, standing)
    for group in TO_DECIDE:
        for link in person.page.get_by_role("region", name=group).get_by_role("link").all():
            if link.get_attribute("href") not in seen:
                return group, link.get_attribute("href")
    return None


def decides(person, group) -> bool:
    """Decide in favour, where it is this person's to decide."""
    first, *more = TO_DECIDE[group]
    if not person.page.get_by_label(first, exact=True).count():
        return False
    person.chooses(first, *more)
    person.types("Reason", REASON)
    if person.field("The board's minute").count():
        person.types("The board's minute", "NSCB, 12 January 2017, item 4.2")
    person.presses("Decide and next")
    assert person.status == 200, person.text
    return True


def counts(person) -> dict:
    """How many lines each group of the page says that it holds."""
    found = person.page.locator(".figures li").all_inner_texts()
    return {" ".join(words.split()[1:]): int(words.split()[0]) for words in found}


def agrees(person, standing):
    """Count, page, file and command."""
    said = counts(person)
    rows = [
        dict(row) for row in csv.DictReader(io.StringIO(person.fetches("/review.csv").text().removeprefix("\ufeff")))
    ]
    tables = {group: person.page.get_by_role("region", name=group).locator("tbody tr").count() for group in said}
    filed = {group: sum(row["What waits"] == group for row in rows) for group in said}
    assert said == tables == filed
    waits = sum(said.get(group, 0) for group in TO_DECIDE if group != "To be checked again")
    assert navigation_says(person) == waits
    told = by_themselves(standing())
    for group, tells in TELLS.items():
        listed = {(row["Document"], row["Number"]) for row in rows if row["What waits"] == group}
        assert listed & told.keys() == {each for each, row in told.items() if tells(row)}, group


def by_themselves(rows) -> dict:
    """The lines that stand by themselves alone: not at the worst of their cells or parts, nor as such a part."""
    wholes = {row["parent"] for row in rows} | ASKED_OF_EACH
    return {(row["document"], row["number"]): row for row in rows if not row["parent"] and row["number"] not in wholes}


def navigation_says(person) -> int:
    words = person.page.get_by_role("navigation", name="Main").get_by_role("link", name="Review").inner_text()
    return int(re.search(r"\((\d+)\)", words).group(1))
