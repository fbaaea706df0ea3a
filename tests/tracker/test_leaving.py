"""Somebody leaves: what they answered for shows at once where it can be given on."""

from datetime import date

import pytest
from a_board import STRATEGY, Board, rows_now, the_action, the_agency
from counting import count_queries
from the_office import changes_of_people, roles_of, set_password
from ticking import OWNERS, boxes, giving, key, owner

from actions import changes
from actions.db import begin_writing, db
from actions.models import Person
from actions.periods import london_moment
from tracker.accounts.models import Account

BEGINS = date(2016, 10, 27)


@pytest.fixture
def board(app):
    """The police's officer answers for 2.16, nobody by name for 2.14."""
    board = Board()
    board.lead = board.person("agency_lead", "police", title="Agency lead, Police")
    board.own("2.14")
    begin_writing()
    given = {"person": db.session.get(Person, board.officer.id), "by": board.office, "at": london_moment(BEGINS)}
    changes.assign([(the_action("2.16"), None)], agency_id=the_agency("police"), **given)
    db.session.commit()
    return board


@pytest.fixture
def office(client, board):
    return client.as_person(board.office.id)


@pytest.fixture
def gone(office, board):
    """The officer's page, right after they have left."""
    answer = office.send(f"/people/{board.officer.id}/left")
    return office.page(answer.location)


def test_a_person_s_page_lists_the_lines_that_name_them(office, board):
    page = office.page(f"/people/{board.officer.id}")
    assert "Officer for 1 open line" in page.text
    assert page.links()["Give it to somebody else"] == f"{OWNERS}?officer={board.officer.id}"
    assert "Officer for" not in office.page(f"/people/{board.other.id}").text


def test_leaving_ends_every_role_and_the_account_at_once(client, office, board):
    set_password(board.officer.id)
    browser = client.application.test_client().as_person(board.officer.id)
    assert browser.get("/my-update").status_code == 200
    office.send(f"/people/{board.officer.id}/left")
    assert roles_of(board.officer.id) == set()
    assert db.session.get(Account, board.officer.id).active is False
    assert browser.get("/my-update").status_code == 302
    assert changes_of_people()[-1] == f"person {board.officer.id}: left"


def test_the_lines_left_behind_are_listed_and_given_on_from_there(office, board, gone):
    assert "They have left: every role is taken away" in gone.text
    assert "They have left, and are still named for 1 open line" in gone.text
    here = gone.links()["Give it to somebody else"]
    page = office.page(here)
    assert boxes(page) == [key("2.16")]
    assert "Lead officer, Police (has left)" in page.text
    office.send(here, giving(key("2.16"), person=board.lead.id))
    assert owner("2.16") == (the_agency("police"), board.lead.id)
    assert "still named" not in office.page(f"/people/{board.officer.id}").text


def test_they_show_among_what_is_missing_and_in_review(client, office, board, gone):
    page = office.page("/people/missing")
    assert "1 open line names an officer who has left" in page.text
    assert page.links()["Give them to somebody else"] == f"{OWNERS}?officer=left"
    for person in (board.office, board.deputy):
        page = client.as_person(person.id).page("/review")
        assert "The officer has left" in page.text
    assert "The officer has left" not in client.page("/review?as-at=2017-01-15").text


def test_the_agency_s_lead_finds_them_and_gives_them_on(client, office, board, gone):
    page = client.as_person(board.lead.id).page(OWNERS)
    assert "1 open line names an officer who has left." in page.text
    assert boxes(client.page(page.links()["Show it"])) == [key("2.16")]
    client.send(OWNERS, giving(key("2.16"), person=board.lead.id))
    assert owner("2.16") == (the_agency("police"), board.lead.id)
    assert "has left" not in client.page(OWNERS).text.replace("Has left", "")


def test_a_taken_role_alone_does_it_too(office, board):
    office.send(f"/people/{board.officer.id}/roles/officer/end")
    assert "still named for 1 open line" in office.page(f"/people/{board.officer.id}").text


def test_history_stays_with_the_action(client, office, board):
    board.says("2.16", "amber")
    office.send(f"/people/{board.officer.id}/left")
    office.send(OWNERS, giving(key("2.16"), person=board.lead.id))
    text = client.as_person(board.lead.id).page(f"/plan/{STRATEGY}/2.16").text
    assert "Northamptonshire Police became the owner: Agency lead, Police." in text
    assert "Rated amber for Q3 2016-17 (October to December 2016)" in text
    assert "Why: Staff left." in text


def test_nobody_records_that_they_left_themselves(office, board):
    answer = office.send(f"/people/{board.office.id}/left")
    assert "Ask another business manager" in office.page(answer.location).text
    assert roles_of(board.office.id) == {"business_manager"}


def test_the_last_business_manager_who_can_sign_in_stays(client, office, board):
    other = board.person("business_manager", title="Another business manager")
    set_password(other.id)
    answer = office.send(f"/people/{other.id}/left")
    assert "Nobody else who can sign in is business manager" in office.page(answer.location).text
    assert roles_of(other.id) == {"business_manager"}


@pytest.mark.parametrize("who", ["officer", "lead", "chair", "deputy", "executive", "inspector"])
def test_nobody_but_the_business_manager_records_it(client, board, who):
    client.as_person(getattr(board, who).id).send(f"/people/{board.officer.id}/left", status=403)
    assert roles_of(board.officer.id) == {"officer"}


def test_a_filter_by_officer_that_means_nothing_shows_nothing(office):
    assert boxes(office.page(f"{OWNERS}?officer=999999")) == []
    assert boxes(office.page(f"{OWNERS}?officer=%3Cb%3E")) == []


@pytest.mark.parametrize("address", [OWNERS, "/people/missing", "/review", f"/review/{STRATEGY}/2.16", "PERSON"])
def test_looking_writes_nothing_and_asks_few_questions(office, board, gone, address):
    address = f"/people/{board.officer.id}" if address == "PERSON" else address
    office.page(address)
    before = rows_now()
    with count_queries() as asked:
        office.page(address)
    assert len(asked) <= 12, asked
    assert rows_now() == before
