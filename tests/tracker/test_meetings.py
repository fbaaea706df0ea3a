"""The meetings on record, and recording one."""

from datetime import date

import pytest
from a_board import PROFILE, Board, the_action, the_agency
from counting import count_queries

from actions import changes
from actions.changes import Acceptance, Word
from actions.db import begin_writing, db
from actions.models import Decision, Meeting
from actions.periods import london_moment

HELD = date(2016, 12, 8)


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def office(client, board):
    return client.as_person(board.office.id)


def hold(board, name="Recommendation setting meeting", day=HELD):
    begin_writing()
    meeting = changes.hold_meeting(name=name, day=day, by=board.office, at=london_moment(day))
    db.session.commit()
    return meeting


def decide(board, meeting):
    """What the meeting made of recommendations 2, 27 and 31."""
    word = Word(by=board.chair, at=london_moment(date(2016, 12, 9)), taken_on=HELD)
    begin_writing()
    accepted = Acceptance(
        owner_agency_id=the_agency("ncc"), due=date(2017, 6, 30), own_words="We train all who take calls.", once=True
    )
    changes.accept_recommendation(the_action("2", PROFILE), word=word, meeting=meeting, acceptance=accepted)
    changes.merge(the_action("31", PROFILE), word=word, meeting=meeting, into_id=the_action("2.14"), reason="The same.")
    changes.not_accept(the_action("27", PROFILE), word=word, meeting=meeting, reason="It is done elsewhere.")
    db.session.commit()
    return word


def rows(page):
    return [" ".join("".join(row.itertext()).split()) for row in page.tree.iter("tr")][1:]


def new(name="Sub group", day=HELD):
    return {"name": name, "day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)}


def test_without_meetings_it_says_so(office):
    assert "No meeting is on record." in office.page("/meetings").text


@pytest.mark.parametrize("who", ["officer", "executive", "inspector"])
def test_everybody_reads_and_not_everybody_records(client, board, who):
    client.as_person(getattr(board, who).id)
    hold(board)
    page = client.page("/meetings")
    assert "8 December 2016: Recommendation setting meeting" in page.text
    assert "Record a meeting" not in page.links()
    assert client.send("/meetings/new", new(), status=403)


@pytest.mark.parametrize("who", ["office", "chair", "deputy"])
def test_the_office_and_the_chair_record_meetings(client, board, who):
    client.as_person(getattr(board, who).id)
    assert "Record a meeting" in client.page("/meetings").links()
    answer = client.send("/meetings/new", new())
    assert "8 December 2016: Sub group" in client.page(answer.location).text


def test_what_was_decided_stands_under_its_meeting(office, board):
    decide(board, hold(board))
    found = rows(office.page("/meetings"))
    assert [row.split()[0] for row in found] == ["2", "27", "31"]
    assert "Accepted, due by the end of June 2017" in found[0]
    assert "We train all who take calls." in found[0]
    assert "Not accepted It is done elsewhere." in found[1]
    assert "Merged into 2.14 The same." in found[2]


def test_a_decision_set_aside_says_so(office, board):
    word = decide(board, hold(board))
    begin_writing()
    decision = db.session.query(Decision).filter_by(verb="not_accept").one()
    changes.set_aside(decision, word=word, reason="Taken too early.")
    db.session.commit()
    page = office.page("/meetings")
    assert [row.startswith("27") for row in rows(page) if "Set aside since" in row] == [True]


def test_the_newest_stands_first(office, board):
    for name, day in (("First", date(2016, 11, 3)), ("Third", HELD), ("Second", date(2016, 11, 10))):
        hold(board, name, day)
    headings = [each.text.split(": ")[1] for each in office.page("/meetings").tree.iter("h2")]
    assert headings == ["Third", "Second", "First"]


def test_a_past_day_shows_what_was_on_record_then(office, board):
    decide(board, hold(board))
    page = office.page("/meetings?as-at=2016-12-08")
    assert "Recommendation setting meeting" in page.text
    assert "No decision is on record for this meeting." in page.text
    assert "Record a meeting" not in page.links()
    assert "No meeting is on record." in office.page("/meetings?as-at=2016-12-07").text


BAD = {
    "no name": (new(name=" "), "Name the meeting"),
    "a name too long": (new(name="x" * 201), "Shorten this to 200 characters or fewer: it has 201"),
    "no day": ({"name": "Sub group"}, "Enter the day on which it was held"),
    "a day to come": (
        new(day=date(2017, 1, 17)),
        "Enter a day that has come: a meeting is recorded once it is held",
    ),
    "no day at all": ({**new(), "day-day": "31", "day-month": "4"}, "Enter a day that exists: April 2016 has 30 days"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_wrong_meeting_is_not_recorded(office, case):
    typed, message = BAD[case]
    page = office.send("/meetings/new", typed, status=400)
    assert message in page.errors()
    assert page.field("name") == typed["name"].strip() or not typed["name"].strip()
    assert db.session.query(Meeting).count() == 0


def test_it_takes_the_same_queries_however_many_meetings(office, board):
    decide(board, hold(board))
    office.page("/meetings")
    with count_queries() as one:
        office.page("/meetings")
    for number in range(1, 9):
        hold(board, f"Meeting {number}", date(2016, 12, 9 + number))
    office.page("/meetings")
    with count_queries() as many:
        office.page("/meetings")
    assert len(one) == len(many) <= 12
