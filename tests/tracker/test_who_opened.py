"""Who opened or downloaded which edition of a report, in which form and when: for the business manager alone."""

import csv
from io import StringIO

import pytest
from a_board import rows_now
from the_example import ROLES, holder

from actions.db import db

PERIOD = "/reports/quarterly/2016-17-Q2"
LIST = f"{PERIOD}/opened"


@pytest.fixture
def office(fresh_example):
    return fresh_example.test_client().as_person(holder("business_manager").id)


@pytest.fixture
def opened(fresh_example):
    """The executive opened the PDF, and an officer of the police the page; the executive another report besides."""
    executive = fresh_example.test_client().as_person(holder("executive").id)
    executive.get(f"{PERIOD}/1.pdf")
    executive.get("/reports/quarterly/2016-17-Q1/1.pdf")
    fresh_example.test_client().as_person(holder("officer", "police").id).get(f"{PERIOD}/1.html")


def shown(page):
    return [["".join(cell.itertext()) for cell in row][1:] for row in page.tree.findall(".//main//tbody/tr")]


def test_the_latest_comes_first_with_who_which_and_in_which_form(office, opened):
    page = office.page(LIST)
    assert shown(page) == [[holder("officer", "police").title, "1", "page"], [holder("executive").title, "1", "PDF"]]
    assert "16 January 2017, " in page.text


def test_every_form_is_told_by_its_name(office, fresh_example):
    executive = fresh_example.test_client().as_person(holder("executive").id)
    for address in ("1.html", "1.json", "1.docx", "1.xlsx", "1.zip", "1/redacted.pdf"):
        assert executive.get(f"{PERIOD}/{address}").status_code == 200
    forms = ["page", "data", "Word", "Excel", "CSV", "PDF, for wider circulation"]
    assert [form for _, _, form in reversed(shown(office.page(LIST)))] == forms


def test_one_of_whose_copy_the_browser_still_has_is_not_counted_twice(office, opened, fresh_example):
    executive = fresh_example.test_client().as_person(holder("executive").id)
    tag = executive.get(f"{PERIOD}/1.pdf").headers["ETag"]
    assert executive.get(f"{PERIOD}/1.pdf", headers={"If-None-Match": tag}).status_code == 304
    assert len(shown(office.page(LIST))) == 3


def test_as_at_a_past_day_it_tells_nothing_later(office, opened):
    assert "Nobody has opened it by this day." in office.page(f"{LIST}?as-at=2016-12-31").text


def test_the_page_of_an_edition_leads_to_it(office, opened):
    assert office.page(f"{PERIOD}/1").links()["Who opened it, in which form and when"] == LIST


def test_it_is_a_list_to_take_away_as_the_other_lists_are(office, opened):
    rows = list(csv.reader(StringIO(office.get(f"{LIST}.csv").get_data().decode("utf-8-sig"))))
    assert rows[0] == ["Day", "Time", "Who", "Edition", "Form", "Marking"]
    assert [row[2:5] for row in rows[1:]] == shown(office.page(LIST))
    assert office.get(f"{LIST}.xlsx").status_code == 200
    assert office.get(f"{LIST}.pdf").status_code == 404


@pytest.mark.parametrize("role", [role for role in ROLES if role != "business_manager"])
def test_it_is_for_the_business_manager_alone(fresh_example, role):
    client = fresh_example.test_client().as_person(holder(role).id)
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}.csv").status_code == 403
    assert "Who opened it" not in client.page(f"{PERIOD}/1").text


@pytest.mark.parametrize("address", ["/reports/quarterly/2019-20-Q2/opened", "/reports/nothing/2016-17-Q2/opened"])
def test_of_what_was_never_frozen_there_is_none(office, address):
    assert office.get(address).status_code == 404
    db.session.rollback()


def test_looking_writes_nothing(office, opened):
    office.page(LIST)
    before = rows_now()
    office.page(LIST)
    assert rows_now() == before
