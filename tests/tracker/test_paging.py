"""Long lists are read by fifty: plain links that keep the day and what the list was narrowed to; counts stay whole."""

import pytest
from a_board import STRATEGY, Board
from flask import Flask
from the_example import holder, lines_listed, pages_of

from tracker import paging


@pytest.fixture
def executive(example_app):
    with example_app.app_context():
        yield example_app.test_client().as_person(holder("executive").id)


def part_of(total, asked=None):
    """A list of so many, as its page of that name shows it."""
    with Flask("lists").test_request_context(f"/list?page={asked}" if asked else "/list"):
        return paging.cut(list(range(1, total + 1)))


@pytest.mark.parametrize(
    ("total", "asked", "shown", "said"),
    [
        (0, None, (), "Lines"),
        (50, None, (1, 50), "Lines"),
        (51, None, (1, 50), "Lines 1 to 50 of 51"),
        (51, 2, (51, 51), "Lines 51 to 51 of 51"),
        (1234, 2, (51, 100), "Lines 51 to 100 of 1,234"),
        (1234, 25, (1201, 1234), "Lines 1,201 to 1,234 of 1,234"),
        (1234, 26, (1201, 1234), "Lines 1,201 to 1,234 of 1,234"),
        (1234, "9" * 30, (1201, 1234), "Lines 1,201 to 1,234 of 1,234"),
        (1234, -1, (1, 50), "Lines 1 to 50 of 1,234"),
        (1234, "x", (1, 50), "Lines 1 to 50 of 1,234"),
    ],
)
def test_fifty_at_a_time_and_beyond_either_end_the_nearest(total, asked, shown, said):
    part = part_of(total, asked)
    assert (part.shown[:1] + part.shown[-1:] if part.shown else []) == list(shown)
    assert len(part.shown) <= 50
    assert (part.total, part.said("Lines")) == (total, said)


@pytest.mark.parametrize(
    ("lengths", "shown"),
    [
        ((20, 30), [20, 30]),
        ((20, 31), [20, 25]),
        ((400, 0, 3), [25, 0, 3]),
        ((99,), [50]),
        ((99,) * 7, [7] * 7),
        ((), []),
    ],
)
def test_lists_on_one_page_share_its_fifty(lengths, shown):
    lists = {f"list-{place}": list(range(length)) for place, length in enumerate(lengths)}
    with Flask("lists").test_request_context("/lists"):
        parts = paging.together(lists)
    assert [len(part.shown) for part in parts.values()] == shown


def test_each_of_several_lists_goes_on_by_itself():
    with Flask("lists").test_request_context("/lists?late=2"):
        parts = paging.together({"late": list(range(60)), "silent": list(range(60))})
    assert {name: (part.first, part.last, part.pages) for name, part in parts.items()} == {
        "late": (26, 50, 3),
        "silent": (1, 25, 3),
    }


@pytest.mark.parametrize(
    ("number", "named"),
    [(1, [1, 2, None, 25]), (2, [1, 2, 3, None, 25]), (13, [1, None, 12, 13, 14, None, 25]), (25, [1, None, 24, 25])],
)
def test_links_lead_to_the_first_the_last_and_those_around(number, named):
    assert part_of(1234, number).named == named


def test_every_line_of_a_long_list_is_on_one_page_alone_and_each_page_says_the_whole_count(executive):
    pages = list(pages_of(executive, "/lines"))
    assert [lines_listed(page) for page in pages] == [(85, 50), (85, 35)]
    rows = [link.get("href") for page in pages for link in page.tree.findall(".//main//tbody//th/a")]
    assert len(set(rows)) == len(rows) == 85


def test_where_in_the_list_one_is_stands_in_the_heading_and_in_the_title(executive):
    first, second = pages_of(executive, "/lines")
    assert "Lines 1 to 50 of 85" in first.text
    assert "Lines 51 to 85 of 85" in second.text
    assert "(page 2 of 2)" in second.title


def test_the_links_keep_the_day_and_what_the_list_was_narrowed_to(executive):
    page = executive.page("/lines?flag=&within=&page=2&as-at=2016-12-07")
    assert page.links()["Previous page"] == "/lines?flag=&within=&as-at=2016-12-07"
    back = executive.page(page.links()["Previous page"])
    assert back.links()["Next page"] == "/lines?flag=&within=&as-at=2016-12-07&page=2"


def test_the_page_that_is_shown_is_told_to_those_who_do_not_see(executive):
    nav = executive.page("/lines?page=2").tree.find(".//main//nav[@class='govuk-pagination']")
    current = [link.get("aria-label") for link in nav.iter("a") if link.get("aria-current") == "page"]
    assert (nav.get("aria-label"), current) == ("Pages", ["Page 2"])


def test_a_list_of_fifty_or_fewer_has_no_pages(executive):
    page = executive.page(f"/lines?document={STRATEGY}")
    assert lines_listed(page) == (43, 43)
    assert page.tree.find(".//main//nav[@class='govuk-pagination']") is None


def test_a_file_has_the_whole_list_whatever_page_was_shown(executive):
    link = executive.page("/lines?page=2").links()["CSV"]
    assert len(executive.get(link).get_data(as_text=True).strip().splitlines()) > 85


def test_a_long_history_is_read_from_the_latest_on(app):
    board = Board()
    board.own("2.16")
    for count in range(60):
        board.proves("2.16", name=f"Piece {count:02}", content=b"%d" % count)
    reader = app.test_client().as_person(board.executive.id)
    first, second = pages_of(reader, f"/plan/{STRATEGY}/2.16?history=evidence")
    assert "Entries 1 to 50 of 60, the latest first" in first.text
    assert "Entries 51 to 60 of 60, the latest first" in second.text
    history = [page.tree.findall(".//main//ol[@class='history']/li") for page in (first, second)]
    assert [len(each) for each in history] == [50, 10]
