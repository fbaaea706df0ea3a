"""The day a page shows: what may be asked for, what is refused in a sentence, what links carry."""

from datetime import date

import pytest
from people import viewer_of

from tracker import days
from tracker.days import BadDay

TODAY = date(2017, 1, 16)
FIRST = date(2015, 2, 1)


@pytest.fixture
def reader(client, app):
    return client.as_person(viewer_of("executive").id)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (None, TODAY),
        ("", TODAY),
        ("2017-01-16", TODAY),
        ("2015-02-01", FIRST),
        ("2016-02-29", date(2016, 2, 29)),
    ],
)
def test_a_day_from_the_first_document_s_to_today_can_be_shown(app, typed, day):
    assert days.asked(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("text", "There is no such day. Enter one as year, month and day, such as 2017-01-16."),
        ("2015-04-31", "There is no such day. Enter one as year, month and day, such as 2017-01-16."),
        ("2015-02-29", "There is no such day. Enter one as year, month and day, such as 2017-01-16."),
        ("30/04/2015", "There is no such day. Enter one as year, month and day, such as 2017-01-16."),
        ("2017-01-17", "That day has not come yet. The latest day that can be shown is 16 January 2017."),
        ("9999-12-31", "That day has not come yet. The latest day that can be shown is 16 January 2017."),
        ("2015-01-31", "Nothing was adopted by then. The earliest day that can be shown is 1 February 2015."),
        ("0001-01-01", "Nothing was adopted by then. The earliest day that can be shown is 1 February 2015."),
    ],
)
def test_any_other_is_refused_in_a_sentence(app, typed, sentence):
    with pytest.raises(BadDay, match=f"^{sentence}$"):
        days.asked(typed, TODAY)


def test_a_refused_day_is_a_page_with_a_way_on(reader):
    page = reader.page("/plan?as-at=2015-04-31", status=400)
    assert page.links()["Show this page as at today"] == "/plan"


def test_a_past_day_says_so_and_leads_to_today(reader):
    page = reader.page("/lines?status=overdue&as-at=2016-01-01")
    assert page.links()["Go to today"] == "/lines?status=overdue"
    assert page.field("as-at") == "2016-01-01"
    assert page.field("status") == "overdue"


def test_today_is_not_carried(reader):
    page = reader.page(f"/plan?as-at={TODAY}")
    led_to = {each.get("href") for each in page.tree.iter("a") if each.get("rel") != "bookmark"}
    assert not any("as-at" in (href or "") for href in led_to)
    assert "Nothing can be entered" not in page.html


def test_nothing_can_be_sent_while_a_past_day_is_shown(client, app):
    office = client.as_person(viewer_of("business_manager").id)
    page = office.send("/meetings/new?as-at=2016-01-01", {}, status=409)
    assert "A past day is shown, so nothing can be entered. Go to today first." in page.text


@pytest.mark.parametrize("target", ["/plan", "/plan/strategy-2015-16/2.14?as-at=2016-01-01#history"])
def test_an_address_of_our_own_stays_here(target):
    assert days.stays_here(target)


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "plan",
        "//host",
        "////host",
        "http:///host",
        "https://host/plan",
        "/\\host",
        "\\\\host",
        "/\tplan",
        "/pl an",
        "/\x7f",
        "javascript:alert(1)",
        "/\nhost",
    ],
)
def test_any_other_does_not(target):
    assert not days.stays_here(target)
