"""How many questions and bytes a page takes, page by page: what does not depend on the machine, so that it cannot creep up.

A page may be 8 in a hundred larger than is written here. Who makes one leaner writes the smaller figure down.
"""

import pytest
from bench.addresses import PAGES
from bench.worlds import CARD, STRATEGY
from counting import count_queries
from the_example import holder

from actions import files

ROLE = {
    "chair": "chair",
    "officer": "officer",
    "behind": "officer",
    "manager": "business_manager",
    "executive": "executive",
}
AGENCY = {"officer": "police", "behind": "cps"}
MARGIN, SLACK = 1.08, 0.85

# Questions when it is asked again, and its bytes.
PINNED = {
    "The start: what is missing": (8, 13_000),
    "The plan at a glance": (5, 32_700),
    "A priority": (5, 21_800),
    "An action with a long history": (8, 36_000),
    "All lines": (3, 42_400),
    "An officer's update: all that is theirs": (8, 30_000),
    "The card of a line": (8, 24_200),
    "What waits for the chair": (4, 36_200),
    "A line before the chair": (8, 28_000),
    "The recommendations": (4, 52_600),
    "How they cross to actions": (4, 48_100),
    "Agencies side by side": (3, 34_500),
    "Two days compared": (5, 74_500),
    "What falls due": (4, 28_700),
    "Evidence": (4, 43_500),
    "Meetings": (5, 19_000),
    "Reports": (5, 22_200),
}


@pytest.fixture(scope="module")
def asked_again(example_app):
    """What each page took: (questions, bytes)."""
    found = {}
    with example_app.app_context():
        files.use(example_app.config["EVIDENCE_URL"])
        for page in PAGES:
            client = example_app.test_client().as_person(holder(ROLE[page.who], AGENCY.get(page.who)).id)
            address = page.address.format(document=STRATEGY, card=CARD)
            assert client.get(address).status_code == 200
            with count_queries() as sent:
                answer = client.get(address)
            found[page.name] = len(sent), len(answer.data)
    return found


def test_every_page_that_is_measured_is_pinned():
    assert PINNED.keys() == {page.name for page in PAGES}


@pytest.mark.parametrize("name", PINNED)
def test_a_page_asks_no_more_than_is_pinned(asked_again, name):
    assert asked_again[name][0] <= PINNED[name][0]


@pytest.mark.parametrize("name", PINNED)
def test_a_page_is_hardly_larger_than_is_pinned_and_what_is_pinned_is_true(asked_again, name):
    size, pinned = asked_again[name][1], PINNED[name][1]
    assert pinned * SLACK <= size <= pinned * MARGIN, f"{size:,} bytes, pinned at {pinned:,}"
