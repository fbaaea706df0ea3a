"""Every figure on the plan page, the scorecard and the picture of due dates opens a list with exactly that many lines."""

import re

import pytest
from the_example import PROFILE, STRATEGY, holder, lines_listed

PAGES = (
    f"/plan/{STRATEGY}",
    f"/plan/{PROFILE}",
    f"/plan/{STRATEGY}?as-at=2016-12-15",
    f"/plan/{STRATEGY}?as-at=2015-02-03",
    "/scorecard",
    "/scorecard?as-at=2016-12-15",
    "/due",
    f"/due?document={PROFILE}",
    "/due?as-at=2015-02-03",
)
# What has a number and is no figure: a line's own number, a heading's, a day.
NO_FIGURE = re.compile(
    r"/plan/[^/]+/|/sign-in|#main|/compare\?from=[\d-]+$|/plan\?|/scorecard$|/due\?document=[\w-]+$|^#"
)

NONSENSE = """status=nothing answers=nobody-known owes=2016 within=-5 within=99999999999 month=x month=2016-13 due=x
priority=x proof=x waiting=x state=x flag=x answered=2016-17-Q9""".split()


@pytest.fixture
def chair(example_app):
    with example_app.app_context():
        yield example_app.test_client().as_person(holder("chair").id)


def figures(page):
    """(words, number of lines, address) of each link of a page's content that is a figure."""
    for link in page.main.iter("a"):
        said, address = " ".join("".join(link.itertext()).split()), link.get("href")
        number = re.search(r"on (\d+) lines?", said) or re.match(r"(\d+)\b", said)
        if number and not NO_FIGURE.search(address):
            yield said, int(number.group(1)), address


def listed(page, address):
    """How many lines the page at an address lists."""
    if address.startswith("/compare"):
        return len(page.tree.findall(".//div[@class='stacks stacks--changes']//tbody/tr"))
    said, shown = lines_listed(page)
    assert said == shown
    return shown


@pytest.mark.parametrize("address", PAGES)
def test_every_figure_opens_a_list_of_that_many_lines(chair, address):
    found = list(figures(chair.page(address)))
    assert len(found) > 5
    there = {href: chair.page(href) for href in dict.fromkeys(href for _, _, href in found)}
    wrong = [(said, href) for said, number, href in found if listed(there[href], href) != number]
    assert wrong == []


@pytest.mark.parametrize("address", PAGES)
def test_every_list_says_what_it_lists(chair, address):
    for _, _, href in figures(chair.page(address)):
        if href.startswith("/lines"):
            h1 = chair.page(href).h1
            assert h1 != "Lines" or set(re.findall(r"[?&]([\w-]+)=", href)) <= {"document", "as-at"}, href


def test_no_number_of_the_scorecard_stands_without_its_list(chair):
    for cell in chair.page("/scorecard").tree.findall(".//main//tbody//td"):
        bare = [cell.text or "", *(link.tail or "" for link in cell)]
        outside = re.sub(r"by \d+ (months?|days?)", "", " ".join(bare))
        assert set(re.findall(r"\d+", outside)) <= {"0"}


def test_a_list_that_is_asked_for_nonsense_is_empty(chair):
    for asked in NONSENSE:
        page = chair.page(f"/lines?{asked}")
        assert "No line stands here on this day." in page.text, asked
        assert page.h1 == "Lines", asked


def test_a_cell_in_a_list_says_its_agency_and_leads_to_it(chair):
    links = chair.page("/lines?answers=south-northamptonshire&status=overdue").links()
    name = next(each for each in links if each.startswith("2.3 "))
    assert name.endswith("(South Northamptonshire Council)")
    assert links[name] == f"/plan/{STRATEGY}/2.3?agency=south-northamptonshire"
    assert chair.page(links[name]).h1
