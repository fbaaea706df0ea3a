"""The officer of the agency with the most actions answers the whole quarter, with the keyboard alone, and sends it."""

from dataclasses import replace

import pytest
from serving import Served, checked_log

pytestmark = pytest.mark.browser

POLICE = "lead.police@board.example"
AFTER_THE_QUARTER = "2017-04-03"
DONE = "Both teams were briefed and the guide is in use."
WHY = "The vendor's release is late."
NEXT = "It is tried on one team in May."


@pytest.fixture
def in_april(on_sqlite, tmp_path):
    """The example three days after its fourth quarter: every open line owes an update."""
    running = Served(replace(on_sqlite.copy(tmp_path / "place"), today=AFTER_THE_QUARTER))
    yield running
    checked_log(running)


class Loads:
    """How many pages were loaded."""

    def __init__(self, page):
        self.count = 0
        page.on("load", self._note)

    def _note(self, _page):
        self.count += 1


def test_a_quarter_takes_one_page_a_line_and_three_more(in_april, visitor):
    officer = visitor(in_april, POLICE)
    officer.is_on("My update")
    loads = Loads(officer.page)
    officer.goes_to("/my-update")
    answers_amber(officer, lines_to_go(officer)[0])
    answered = 1
    while to_go := lines_to_go(officer):
        answers_shortly(officer, to_go[0])
        answered += 1
    sends_it(officer)
    assert answered >= 8
    assert loads.count <= answered + 3


def lines_to_go(officer):
    """The numbers on the buttons, in the order of the page."""
    buttons = officer.page.get_by_role("button").all_inner_texts()
    return [words.removeprefix("Save ") for words in buttons if words.startswith("Save ")]


def answers_amber(officer, number):
    officer.tabs_to("Green")
    officer.page.keyboard.press("ArrowRight")
    types_into(officer, "Why is it amber or red?", WHY)
    types_into(officer, "What happens next?", NEXT)
    types_into(officer, "Month", "June")
    types_into(officer, "Year", "2017")
    saves(officer, number)


def answers_shortly(officer, number):
    """Nothing has changed, where that is offered; what was done, where it is not."""
    officer.tabs_to("Green")
    officer.page.keyboard.press("ArrowUp")
    if "Nothing has changed" not in officer.focused():
        officer.page.keyboard.press("ArrowDown")
        officer.page.keyboard.press("Space")
        types_into(officer, "What was done", DONE)
    saves(officer, number)


def types_into(officer, label, text):
    officer.tabs_to(label)
    officer.page.keyboard.press("Control+A")
    officer.page.keyboard.type(text)


def saves(officer, number):
    officer.tabs_to(f"Save {number}")
    officer.strikes("Enter")
    officer.sees(f"Your update on {number} is saved")


def sends_it(officer):
    officer.is_on("Send")
    officer.sees("10 of 10 answered")
    officer.tabs_to("Send my update")
    officer.strikes("Enter")
    officer.is_on("My update")
    officer.sees("is sent", "Sent on 3 April 2017 by Lead officer, Police", "none to go")
