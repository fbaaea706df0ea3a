"""A workbook that the board office downloads for an agency, to send to its officer, who uploads it again."""

import pytest
from a_workbook import Book, downloaded, upload

from actions.db import db
from actions.models import JournalLine

ADDRESS = "/people/workbooks/police.xlsx"


@pytest.fixture
def office(client, board):
    return client.application.test_client().as_person(board.office.id)


def test_it_holds_what_the_officer_s_own_would_hold_and_comes_back_as_theirs(office, client, board):
    officer = client.as_person(board.officer.id)
    sent = office.get(ADDRESS).data
    rows = [[cell.value for cell in row] for row in Book(sent).sheet.iter_rows()]
    assert rows == [[cell.value for cell in row] for row in Book(downloaded(officer)).sheet.iter_rows()]
    upload(officer, Book(sent).fill("2.14", answer="Green", said="Mapped."))
    assert "What your workbook changes" in officer.page("/my-update/workbook/preview").text


def test_the_page_of_links_offers_it_for_each_agency_that_has_an_officer(office, board):
    links = office.page("/people/links").links()
    assert links["Northamptonshire Police: workbook"] == ADDRESS
    assert "Probation: workbook" not in links
    assert office.get("/people/workbooks/probation.xlsx").status_code == 404
    assert office.get("/people/workbooks/nobody.xlsx").status_code == 404


def test_who_took_it_is_on_record(office, board):
    office.get(ADDRESS)
    db.session.rollback()
    last = db.session.query(JournalLine).order_by(JournalLine.number.desc()).first()
    assert (last.kind, last.by_id) == ("export", board.office.id)
    assert last.detail == "workbook of police for 2016-17-Q3"


@pytest.mark.parametrize("who", ["officer", "chair", "executive", "inspector"])
def test_nobody_else_takes_another_agency_s(client, board, who):
    assert client.as_person(getattr(board, who).id).get(ADDRESS).status_code == 403
