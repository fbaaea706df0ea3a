"""Two days side by side: the page and the difference of the two standings are one and the same."""

import random
import re
from collections import Counter
from datetime import date, timedelta

import pytest
from a_board import rows_now
from checked_page import Page
from the_example import PROFILE, ROLES, STRATEGY, TODAY, holder, pages_of

from actions import reports
from tracker.commands.record import standing_as_json
from tracker.words import CHANGE

FIRST, REPORTED = date(2015, 2, 1), date(2016, 10, 31)
LOT = random.Random(20170116)
DAYS = [FIRST + timedelta(days=number) for number in range((TODAY - FIRST).days + 1)]
PAIRS = [sorted(LOT.sample(DAYS, 2)) for _ in range(50)]

# Said once more, by hand: what is worse comes first.
WORST_FIRST = """overdue off_track no_update at_risk date_to_be_set to_be_considered not_started on_track reported_complete
complete""".split()
CLOSED = ("not_accepted", "merged", "stopped")


@pytest.fixture
def example(example_app):
    with example_app.app_context():
        yield example_app


@pytest.fixture
def executive(example):
    return example.test_client().as_person(holder("executive").id)


def plain_kind(then, now):
    """How a line changed, from two objects of `flask standing --json`; `then` may be nothing."""
    if then is None:
        return "new"
    if now["status"] == then["status"]:
        return "re_dated" if now["moves"] > then["moves"] else "unchanged"
    if now["status"] in (*CLOSED, "complete"):
        return "completed" if now["status"] == "complete" else "left"
    if then["status"] in (*CLOSED, "complete"):
        return "reopened"
    return plain_step(then, now)


def plain_step(then, now):
    """How an open line changed that stands elsewhere than before."""
    if now["status"] == "overdue":
        return "newly_overdue"
    if WORST_FIRST.index(now["status"]) < WORST_FIRST.index(then["status"]):
        return "worse"
    return "re_dated" if now["moves"] > then["moves"] else "better"


def by_line(day):
    return {(each["document"], each["number"]): each for each in standing_as_json(day)}


def recounted(first, last):
    """Each line with how it changed, by plain comparison of what `flask standing --json` says of both days."""
    then, now = by_line(first), by_line(last)
    assert then.keys() <= now.keys()
    return {line: plain_kind(then.get(line), now[line]) for line in now}


def counts_on(page):
    """The table of counts: {kind's word: [count by document ...]}, the row of all lines under "All lines"."""
    table = next(t for t in page.tree.iter("table") if "What changed, by document" in "".join(t.itertext()))
    rows = table.findall("tbody/tr")
    return {
        (row.findtext("th/strong") or row.findtext("th").strip()): [
            int("".join(cell.itertext())) for cell in row.findall("td")
        ]
        for row in rows
    }


def listed_on(page):
    """The lines that the page lists: {kind's word: [(document, number), ...]}."""
    found = {}
    for heading in page.tree.iter("h3"):
        word = heading.text.partition(":")[0]
        table = next(
            t for t in page.tree.iter("table") if t.find("caption").text == word and t.find("tbody/tr") is not None
        )
        found[word] = [tuple(a.get("href").partition("?")[0].split("/")[2:4]) for a in table.findall("tbody/tr/th/a")]
    return found


def narrowed(page):
    """Each link of the page that narrows the list, with its figure."""
    for link in page.main.iter("a"):
        text = "".join(link.itertext())
        if "change=" in link.get("href") and (number := re.match(r"\d+", text)):
            yield int(number.group()), link.get("href").partition("#")[0]


class TestTheDifference:
    @pytest.mark.parametrize(("first", "last"), PAIRS, ids=lambda day: day.isoformat())
    def test_of_any_two_days_is_that_of_the_two_standings(self, executive, first, last):
        expected = recounted(first, last)
        pages = list(pages_of(executive, f"/compare?from={first}&to={last}&change=all"))
        listed = [(line, word) for page in pages for word, lines in listed_on(page).items() for line in lines]
        assert set(listed) == {(line, CHANGE[kind]) for line, kind in expected.items()}
        assert len(listed) == len(expected)
        for page in pages:
            self.insist_counts(page, expected, last)

    def insist_counts(self, page, expected, last):
        lines = by_line(last)
        group = {
            line: "parts" if each["parent"] or each["national"] else each["document"] for line, each in lines.items()
        }
        columns = [key for key in (STRATEGY, PROFILE, "parts") if key in group.values()]
        counted = Counter((kind, group[line]) for line, kind in expected.items())
        wanted = {CHANGE[kind]: [counted[kind, column] for column in columns] for kind in CHANGE}
        totals = [Counter(group.values())[column] for column in columns]
        assert counts_on(page) == {**wanted, "All lines": totals}
        assert totals[:2] == [43, 42][: len(totals)]

    def test_drawn_by_lot_meets_every_kind(self, example):
        met = {kind for first, last in PAIRS for kind in recounted(first, last).values()}
        assert met == set(CHANGE)

    def test_between_a_day_and_itself_is_nothing(self, executive):
        page = executive.page(f"/compare?from={TODAY}&to={TODAY}")
        assert "No line changed in this way between these days." in page.text
        assert counts_on(page)["Unchanged"] == counts_on(page)["All lines"]


class TestThePage:
    def test_every_figure_leads_to_as_many_lines(self, executive):
        page = executive.page("/compare?from=2016-03-01")
        figures = list(narrowed(page))
        assert len(figures) > 8
        for number, address in figures:
            there = executive.page(address)
            assert sum(map(len, listed_on(there).values())) == number, address
            assert re.search(rf"\b{number} lines?\b", there.text)

    def test_shows_both_statuses_in_words_and_the_date_that_was_moved(self, executive):
        page = executive.page("/compare?from=2015-04-30&to=2015-09-30&change=moved")
        assert "Its date was moved from" in page.text
        assert "Re-dated" in page.text
        row = next(row for row in page.tree.iter("tr") if row.find("th/a") is not None)
        tags = [tag for tag in row.iter("span") if (tag.get("class") or "").startswith("status ")]
        assert len(tags) == 2
        assert all(tag.find("{*}svg") is not None for tag in tags)

    def test_compares_with_the_last_published_report_unless_asked_otherwise(self, executive):
        assert reports.latest(TODAY).cut_off == REPORTED
        text = executive.page("/compare").text
        assert "From the end of 31 October 2016 to the end of 16 January 2017." in text

    def test_compares_with_the_last_quarter_where_no_report_was_published(self, executive):
        assert (
            "From the end of 30 June 2015 to the end of 20 July 2015." in executive.page("/compare?to=2015-07-20").text
        )
        first = executive.page(f"/compare?to={FIRST}")
        assert "From the end of 1 February 2015 to the end of 1 February 2015." in first.text

    def test_offers_the_report_the_quarter_and_the_year(self, executive):
        links = executive.page("/compare?from=2016-12-01").links()
        starts = {name: href for name, href in links.items() if name.startswith("Since")}
        assert starts == {
            "Since the report on Q2 2016-17 (July to September 2016)": "/compare?from=2016-10-31",
            "Since the end of the last quarter, 31 December 2016": "/compare?from=2016-12-31",
            "Since a year ago": "/compare?from=2016-01-16",
            "Since the beginning": "/compare?from=2015-02-01",
        }

    def test_puts_the_days_in_order(self, executive):
        page = executive.page("/compare?from=2016-12-01&to=2016-03-01")
        assert "From the end of 1 March 2016 to the end of 1 December 2016." in page.text

    def test_stands_as_at_its_second_day_and_so_do_its_links(self, executive):
        page = executive.page("/compare?from=2016-03-01&to=2016-12-01")
        assert "You are looking at 1 December 2016." in page.html.replace("<strong>", "").replace("</strong>", "")
        inside = [href for href in page.links().values() if href and href.startswith(("/plan/", "/compare"))]
        assert inside
        assert [href for href in inside if "as-at=2016-12-01" not in href and href != page.links()["Go to today"]] == []
        assert page.links()["Go to today"] == "/compare?from=2016-03-01"
        asked = executive.page("/compare?from=2016-03-01&as-at=2016-12-01")
        assert asked.text == page.text

    @pytest.mark.parametrize("asked", ["from=soon", "from=2015-01-31", "from=2017-01-17", "to=2017-01-17", "to=%00"])
    def test_a_day_that_cannot_be_shown_gets_a_sentence(self, executive, asked):
        assert executive.page(f"/compare?{asked}", status=400).h1 == "That day cannot be shown"

    def test_an_unknown_kind_of_change_is_not_found(self, executive):
        assert executive.page("/compare?change=nothing", status=404).h1 == "Page not found"

    @pytest.mark.parametrize("role", ROLES)
    def test_everybody_with_a_role_may_read_it_and_nothing_is_written(self, example, role):
        client = example.test_client().as_person(holder(role).id)
        before = rows_now()
        assert client.page("/compare").h1 == "What changed"
        assert rows_now() == before

    def test_nobody_else(self, example):
        assert example.test_client().get("/compare").location.startswith("/sign-in?next=")

    def test_says_nothing_of_restricted_evidence(self, executive):
        assert "estricted" not in Page(executive.get("/compare?from=2015-02-01&change=all")).html
