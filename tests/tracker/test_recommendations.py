"""The recommendations of the profile."""

import pytest
from a_board import rows_now
from the_example import PROFILE, ROLES, TODAY, holder, pages_of

from actions.standing import plan_on
from tracker.words import STATUS


@pytest.fixture
def example(example_app):
    with example_app.app_context():
        yield example_app


@pytest.fixture
def executive(example):
    return example.test_client().as_person(holder("executive").id)


def test_everybody_with_a_role_may_read_them(example):
    for role in ROLES:
        assert example.test_client().as_person(holder(role).id).page("/recommendations").h1 == "Recommendations"


def test_nobody_else_may(example):
    assert example.test_client().get("/recommendations").location == "/sign-in?next=/recommendations"


def test_the_figures_add_up_to_42(executive):
    lead = executive.page("/recommendations").tree.find(".//main//p[@class='lead']").text
    counts = [int(part.split()[0]) for part in lead.rpartition(": ")[2].split(", ")]
    assert sum(counts) == 42


def test_each_of_the_57_lines_stands_in_a_table_with_its_standing(executive):
    tables = [
        table for page in pages_of(executive, "/recommendations") for table in page.tree.findall(".//main//table")
    ]
    rows = [row for table in tables for row in table.findall("./tbody/tr")]
    linked = {link.get("href"): "".join(row.itertext()) for row in rows for link in row.findall(".//th/a")}
    lines = plan_on(TODAY).of(PROFILE)
    assert len(linked) == len(lines) == 57
    for each in lines:
        assert STATUS[each.status] in linked[f"/plan/{PROFILE}/{each.number}"]


def test_parts_and_national_ones_are_told_apart(executive):
    page = executive.page("/recommendations")
    assert "42 local recommendations; parts and national ones are not counted." in page.text
    captions = ["".join(each.itertext()) for each in page.tree.findall(".//main//caption")]
    assert captions[1:] == ["Local recommendations and their parts: 1 to 50 of 55", "National recommendations"]


def test_the_handling_condition_is_said(executive):
    inset = executive.page("/recommendations").tree.find(".//main//div[@class='govuk-inset-text']")
    assert "".join(inset.itertext()).strip()


def test_before_the_profile_came_in_force_the_page_says_that_there_is_none(executive):
    assert "No profile was in force on this day." in executive.page("/recommendations?as-at=2016-10-25").text
    first = executive.page("/recommendations?as-at=2016-10-26").text
    assert "42 to be considered" in first


def test_a_past_day_is_carried_along_every_link(executive):
    page = executive.page("/recommendations?as-at=2016-12-07")
    leading = {href for href in page.links().values() if href and href.startswith("/") and href != "/"}
    of_today = {"/recommendations", "/account", "/data-protection", "/accessibility"}
    assert {href for href in leading if "as-at=2016-12-07" not in href} == of_today


@pytest.mark.parametrize("bad", ["31-04-2016", "2016-04-31", "2017-01-17", "2001-01-01"])
def test_a_day_that_cannot_be_shown_gets_a_sentence(executive, bad):
    assert executive.page(f"/recommendations?as-at={bad}", status=400).h1 == "That day cannot be shown"


def test_looking_writes_nothing(executive):
    before = rows_now()
    executive.page("/recommendations")
    assert rows_now() == before
