"""Owners and contributors for many lines at once."""

from datetime import date

import pytest
from a_board import PROFILE, STRATEGY, TODAY, Board, rows_now, the_action, the_agency
from counting import count_queries
from people import viewer_of
from ticking import OWNERS, STARTING, as_in_days, boxes, giving, key, owner, where

from actions.db import db
from actions.models import Assignment
from actions.standing import plan_on


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def office(client, board):
    """The business manager's browser."""
    return client.as_person(board.office.id)


@pytest.fixture
def lead(board):
    """Leads the police as an agency."""
    return viewer_of("agency_lead", "police", on=date(2016, 10, 27), title="Agency lead, Police")


# Who may see it


@pytest.mark.parametrize("role", ["officer", "chair", "deputy", "executive", "inspector"])
@pytest.mark.parametrize("address", [OWNERS, STARTING])
def test_others_may_not(client, board, role, address):
    person = {"officer": board.officer, "chair": board.chair, "deputy": board.deputy}.get(role)
    person = person or getattr(board, role)
    assert client.as_person(person.id).send(address, giving(key("1.1")), status=403)
    assert client.get(address).status_code == 403
    assert owner("1.1") == (None, None)


def test_the_business_manager_sees_every_line_and_every_cell(office):
    page = office.page(OWNERS)
    assert len(boxes(page)) == 43 - 2 + 2 * 15 + 42 + 13 + 2
    assert "128 of 128 lines shown" in page.text


# Giving


def test_any_number_of_lines_is_given_at_once(office, board):
    lines = [key("1.1"), key("2.14"), key("27", document=PROFILE)]
    answer = office.send(OWNERS, giving(*lines, person=board.officer.id))
    police = the_agency("police")
    assert owner("1.1") == owner("2.14") == (police, board.officer.id)
    assert plan_on(TODAY).find(PROFILE, "27").owner_id == police
    page = office.page(answer.location)
    assert "Lead officer, Police" in page.text
    assert "3 lines are given to Northamptonshire Police." in page.text


def test_all_that_the_filter_shows_is_given_at_once(office):
    shown = f"{OWNERS}?document={STRATEGY}&priority=2&owner=nobody"
    answer = office.send(shown, {**giving(), "all_shown": "y"})
    assert answer.location == shown
    assert "14 lines are given" in office.page(OWNERS).text, "2.1 to 2.16 without 2.3 and 2.15"
    assert "No line fits" in office.page(shown).text
    assert owner("3.1") == (None, None)


def test_an_agency_names_its_officer_on_its_own_cell(office, board):
    office.send(OWNERS, giving(key("1.3", "police"), person=board.officer.id))
    assert owner("1.3", "police") == (the_agency("police"), board.officer.id)
    assert owner("1.3", "ncc") == (the_agency("ncc"), None)


def test_it_counts_from_its_first_day(office):
    later = date(2017, 2, 1)
    office.send(OWNERS, {**giving(key("1.1")), **as_in_days("first_day", later)})
    assert owner("1.1") == (None, None)
    assert plan_on(later).find(STRATEGY, "1.1").owner_id == the_agency("police")


def test_it_never_counts_from_before_today(office):
    office.send(OWNERS, {**giving(key("1.1")), **as_in_days("first_day", date(2016, 12, 1))})
    assert plan_on(date(2017, 1, 15)).find(STRATEGY, "1.1").owner_id is None


def test_what_is_so_already_is_not_recorded_again(office, board):
    board.own("1.1")
    page = office.send(OWNERS, giving(key("1.1")), status=400)
    assert "It is so already for every line that you ticked" in page.errors()
    office.send(OWNERS, giving(key("1.1"), key("1.2")))
    assert db.session.query(Assignment).filter_by(action_id=the_action("1.1")).count() == 1


def test_a_contributor_is_added_and_taken_off(office, board):
    board.own("1.1")
    office.send(OWNERS, giving(key("1.1"), agency="ncc", doing="contribute"))
    assert where("1.1").facts.contributors == {the_agency("ncc")}
    assert "1.1" in office.page(OWNERS).text
    office.send(OWNERS, giving(key("1.1"), agency="ncc", doing="end_contribution"))
    assert where("1.1").facts.contributors == frozenset()
    page = office.send(OWNERS, giving(key("1.1"), agency="ncc", doing="end_contribution"), status=400)
    assert "It is so already for every line that you ticked" in page.errors()


BAD = {
    "no line": (lambda board: giving(), "Tick at least one line"),
    "no such line": (lambda board: giving("999999"), "Choose one of the answers shown"),
    "an action that is made of cells": (lambda board: giving(key("1.3")), "Choose one of the answers shown"),
    "no words but numbers": (lambda board: giving("1; drop table"), "Choose one of the answers shown"),
    "no agency": (lambda board: giving(key("1.1"), agency=""), "Choose the agency"),
    "no such agency": (lambda board: giving(key("1.1"), agency="elsewhere"), "Choose one of the answers shown"),
    "an officer of another": (
        lambda board: giving(key("1.1"), person=board.other.id),
        "Choose somebody of that agency",
    ),
    "no officer at all": (lambda board: giving(key("1.1"), person=board.office.id), "Choose one of the answers shown"),
    "another agency's cell": (
        lambda board: giving(key("1.3", "ncc")),
        "Each agency answers its own line here",
    ),
    "nothing to do": (lambda board: giving(key("1.1"), doing="sell"), "Choose one of the answers shown"),
    "a contributor with an officer": (
        lambda board: giving(key("1.1"), doing="contribute", person=board.officer.id),
        "Leave this empty: it belongs to an owner",
    ),
    "a day that is none": (
        lambda board: {**giving(key("1.1")), **as_in_days("first_day", date(2017, 4, 30)), "first_day-day": "31"},
        "Enter a day that exists: April 2017 has 30 days",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_wrong_form_comes_back_and_nothing_is_recorded(office, board, case):
    typed, message = BAD[case]
    before = rows_now()
    page = office.send(OWNERS, typed(board), status=400)
    assert message in page.errors()
    assert rows_now() == before


def test_of_several_lines_all_are_given_or_none(office):
    page = office.send(OWNERS, giving(key("1.1"), key("1.3", "ncc")), status=400)
    assert "Each agency answers its own line here" in page.errors()
    assert owner("1.1") == (None, None)
    ticked = [each.get("value") for each in page.tree.iter("input") if each.get("checked") is not None]
    assert {key("1.1"), key("1.3", "ncc")} <= set(ticked), "what was ticked is still ticked"


def test_a_filter_that_means_nothing_shows_nothing(office):
    assert "No line fits" in office.page(f"{OWNERS}?document=nothing").text
    assert "No line fits" in office.page(f"{OWNERS}?priority=%00&owner=<b>").text


@pytest.mark.parametrize("address", [OWNERS, STARTING])
def test_an_error_has_somewhere_to_lead_where_nothing_is_shown(office, address):
    page = office.send(f"{address}?document=nothing", giving(agency=""), status=400)
    assert page.errors()["Tick at least one line"] == "#lines"
    page = office.send(f"{address}?document=nothing", {**giving(), "all_shown": "y", "rating": "green"}, status=400)
    assert page.errors()


# An agency lead, within the agency


def test_a_lead_sees_the_agency_s_lines_alone(client, board, lead):
    board.own("1.1")
    board.own("1.2", agency="ncc")
    page = client.as_person(lead.id).page(OWNERS)
    assert boxes(page) == [key("1.1"), key("1.3", "police"), key("2.3", "police")]
    assert "Lead officer, NCC" not in page.html
    assert page.field("agency") == "police"


def test_a_lead_names_the_officer(client, board, lead):
    board.own("1.1")
    client.as_person(lead.id).send(OWNERS, giving(key("1.1"), person=board.officer.id))
    assert owner("1.1") == (the_agency("police"), board.officer.id)


REACHING = {
    "a line of another agency": lambda: giving(key("1.2")),
    "a cell of another agency": lambda: giving(key("1.3", "ncc"), agency="ncc"),
    "a line without an owner": lambda: giving(key("3.1")),
    "their own line away": lambda: giving(key("1.1"), agency="ncc"),
    "a contributor": lambda: giving(key("1.1"), agency="ncc", doing="contribute"),
    "their own and another's": lambda: giving(key("1.1"), key("1.2"), agency="ncc"),
}


@pytest.mark.parametrize("case", REACHING)
def test_a_lead_reaches_no_further_by_direct_request(client, board, lead, case):
    board.own("1.1")
    board.own("1.2", agency="ncc")
    before = db.session.query(Assignment).count()
    assert client.as_person(lead.id).send(OWNERS, REACHING[case](), status=403)
    db.session.rollback()
    assert db.session.query(Assignment).count() == before


# A past day


@pytest.mark.parametrize("address", [OWNERS, STARTING])
def test_a_past_day_is_shown_without_boxes(office, address):
    page = office.page(f"{address}?as-at=2016-11-01")
    assert boxes(page) == []
    assert "1.1" in page.text
    assert office.send(f"{address}?as-at=2016-11-01", giving(key("1.1")), status=409)


# As fast for many as for one


@pytest.mark.parametrize("address", [OWNERS, STARTING])
def test_it_takes_the_same_queries_for_one_line_and_for_all(office, board, address):
    office.page(address)
    with count_queries() as all_lines:
        office.page(address)
    board.own(*(f"2.{number}" for number in (1, 2, 4, 5, 6, 7, 8)))
    with count_queries() as with_owners:
        office.page(address)
    office.page(f"{address}?priority=1")
    with count_queries() as few:
        office.page(f"{address}?priority=1")
    assert len(all_lines) == len(few)
    assert max(len(all_lines), len(with_owners)) <= 12


def test_eighty_five_lines_are_given_at_once(office):
    counted = [each for each in plan_on(TODAY).standings if each.counted]
    assert len(counted) == 85
    lines = [str(each.line.id) for each in counted if not each.cells]
    office.send(OWNERS, giving(*lines))
    assert len([each for each in plan_on(TODAY).standings if each.owner_id == the_agency("police")]) >= 83
