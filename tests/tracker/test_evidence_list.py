"""All evidence as a list, what wants another look in it, and never a trace of what one may not see."""

from datetime import date

import pytest
from a_board import STRATEGY, TODAY, Board, rows_now

from actions import evidence
from actions.changes import withdraw_evidence
from actions.db import begin_writing, db
from actions.models import Evidence, Words
from actions.periods import london_moment
from actions.standing import plan_on

EARLIER = date(2017, 1, 3)
ACTION = f"/plan/{STRATEGY}/2.16"


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16", "2.14")
    return board


def shelf(viewer, day=TODAY, **more):
    return evidence.shelf(day, plan_on(TODAY), viewer, **more)


def named(found):
    return [piece.name for piece in found.pieces]


@pytest.mark.parametrize("who", ["office", "officer", "other", "chair", "deputy", "executive", "inspector"])
def test_everybody_who_reads_the_plan_reads_it_and_looking_writes_nothing(client, board, who):
    board.proves("2.16", name="<Smith, J>")
    before = rows_now()
    page = client.as_person(getattr(board, who).id).page("/evidence")
    assert "<Smith, J>" in page.text
    assert "Police (Lead officer, Police), 16 January 2017" in page.text
    assert "1 KB, not scanned: this tracker has no scanner" in page.text
    assert rows_now() == before


def test_when_there_is_none_that_is_said(client, board):
    client.as_person(board.executive.id)
    assert "No evidence has been added." in client.page("/evidence").text
    assert "Nothing wants another look by this day." in client.page("/evidence?show=due").text


def test_what_wants_another_look_the_longest_waiting_first(client, board):
    board.proves("2.16", name="Soon", on=EARLIER, recheck_on=date(2017, 1, 16))
    board.proves("2.14", name="Long ago", on=EARLIER, recheck_on=date(2017, 1, 5))
    board.proves("2.16", name="Later", on=EARLIER, recheck_on=date(2017, 1, 17))
    board.proves("2.16", name="Never", on=EARLIER)
    found = shelf(board.executive, due_only=True)
    assert (named(found), found.total, found.due) == (["Long ago", "Soon"], 4, 2)
    page = client.as_person(board.executive.id).page("/evidence?show=due")
    assert "Long ago Look at it again" in page.text
    assert "to be looked at again since 5 January 2017" in page.text
    assert "Later" not in page.text
    assert "to be looked at again on 17 January 2017" in client.page(ACTION).text


def test_it_raises_no_flag_on_the_line(board):
    board.proves("2.16", on=EARLIER, recheck_on=date(2017, 1, 5))
    line = plan_on(TODAY).find(STRATEGY, "2.16")
    assert "recheck_due" not in line.flags


def test_on_an_earlier_day_it_is_as_it_was(board):
    number = board.proves("2.16", name="Old", on=EARLIER, recheck_on=date(2017, 1, 10))
    board.proves("2.16", name="New", on=date(2017, 1, 12))
    begin_writing()
    row = db.session.get(Evidence, number)
    withdraw_evidence(row, reason="Wrong file", by=board.officer, at=london_moment(TODAY))
    db.session.commit()
    assert named(shelf(board.executive)) == ["New"]
    assert named(shelf(board.executive, date(2017, 1, 15))) == ["New", "Old"]
    assert named(shelf(board.executive, date(2017, 1, 9))) == ["Old"]
    assert [shelf(board.executive, date(2017, 1, day)).due for day in (9, 10, 16)] == [0, 1, 0]


@pytest.mark.parametrize(
    ("who", "seen"),
    [("officer", True), ("deputy", True), ("other", False), ("chair", False)]
    + [(who, False) for who in ("office", "executive", "inspector")],
)
def test_restricted_evidence_is_listed_and_counted_for_who_may_see_it_alone(client, board, who, seen):
    board.proves("2.16", name="Secret", restricted=True, on=EARLIER, recheck_on=date(2017, 1, 5))
    person = getattr(board, who)
    client.as_person(person.id)
    for address in ("/evidence", "/evidence?show=due", "/evidence?agency=police"):
        page = client.page(address)
        assert ("Secret" in page.text) == seen, address
        assert ("All that stands (1)" in page.text) == seen, address
    assert shelf(person).total == seen


def test_by_agency_and_an_agency_that_there_is_not(client, board):
    board.help("2.16")
    board.proves("2.16", name="Of the Police")
    board.proves("2.16", name="Of the council", by=board.other, content=b"theirs")
    client.as_person(board.officer.id)
    page = client.page(client.page("/my-update").links()["Your agency's evidence"])
    assert page.h1 == "Evidence of Northamptonshire Police"
    assert "Of the council" not in page.text
    client.page("/evidence?agency=nobody", status=404)


def test_a_long_list_is_read_by_fifty(client, board):
    for count in range(52):
        board.proves("2.16", name=f"Piece {count:02}", content=b"%d" % count)
    client.as_person(board.executive.id)
    page = client.page("/evidence")
    assert "Piece 51" in page.text
    assert "Piece 01" not in page.text
    assert "Pieces 1 to 50 of 52" in page.text
    following = client.page(page.links()["Next page"])
    assert "Piece 01" in following.text
    assert following.links()["Previous page"] == "/evidence"
    assert "Next page" not in following.links()


@pytest.mark.parametrize("asked", ["-1", "x", "9" * 30, "1.5", "²"])
def test_a_page_that_there_is_not_is_the_nearest(client, board, asked):
    board.proves("2.16", name="The only one")
    assert "The only one" in client.as_person(board.executive.id).page(f"/evidence?page={asked}").text


def test_redacted_names_say_so(client, board):
    number = board.proves("2.16", name="A name")
    begin_writing()
    words = db.session.get(Words, (number, "name"))
    words.text = None
    db.session.commit()
    assert "[redacted]" in client.as_person(board.executive.id).page("/evidence").text
