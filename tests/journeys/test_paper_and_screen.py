"""What is shown to many at once: a screen in a meeting room, and paper."""

from io import BytesIO

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser

EXECUTIVE = "board.chair@board.example"
CONTROLS = "form, input, button, select, textarea, nav, .govuk-button, .search"
SHOWN = """(controls) => Array.from(document.querySelectorAll(controls))
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height > 0).map((each) => each.outerHTML)"""
CUT = """() => Array.from(document.querySelectorAll("table"))
  .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((each) => each.innerText)"""
PAPER = {"width": 680, "height": 1000}
# Who prints what: wide tables, a form around a table, a form alone, pictures.
PRINTED = (
    (EXECUTIVE, "/scorecard?as-at=2016-12-15"),
    (EXECUTIVE, "/plan?as-at=2016-12-15"),
    (EXECUTIVE, "/plan/strategy-2015-16/1.3/agencies?as-at=2016-12-15"),
    ("business.manager@board.example", "/ownership?as-at=2016-12-15"),
    ("chair@board.example", "/review/strategy-2015-16/2.10?as-at=2016-12-15"),
)


def test_the_plan_fits_on_the_screen_of_a_meeting_room(to_be_read, visitor):
    person = visitor(to_be_read, EXECUTIVE)
    person.page.set_viewport_size({"width": 1920, "height": 1080})
    person.goes_to("/screen?every=5")
    height, room = person.page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
    assert height <= room
    priorities = person.page.locator("main svg text").all_text_contents()
    assert len([each for each in priorities if each[:2] in {f"{number} " for number in range(1, 8)}]) == 7


@pytest.mark.parametrize("who", dict.fromkeys(who for who, _ in PRINTED))
def test_pages_on_paper(to_be_read, visitor, who):
    """Each sheet bears the marking and the day; nothing to press is printed, and no table is cut."""
    person = visitor(to_be_read, who)
    person.page.set_viewport_size(PAPER)
    for address in (address for each, address in PRINTED if each == who):
        person.page.emulate_media(media="null")
        person.page.goto(f"{person.address}{address}")
        sheets = PdfReader(BytesIO(person.page.pdf(prefer_css_page_size=True))).pages
        for sheet in sheets:
            text = " ".join(sheet.extract_text().split())
            assert text.count("OFFICIAL-SENSITIVE") == 2, text[:200]
            assert "As at 15 December 2016" in text
            assert "http://" not in text
        person.page.emulate_media(media="print")
        assert person.page.evaluate(SHOWN, CONTROLS) == []
        assert person.page.evaluate(CUT) == []
