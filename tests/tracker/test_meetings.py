"""The meetings on record, and recording one."""

from datetime import date

import pytest
from a_board import PROFILE, TODAY, Board, the_action, the_agency
from counting import count_queries

from actions import changes
from actions.changes import Acceptance, Word
from actions.db import begin_writing, db
from actions.errors import RuleBroken
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


def decide(board, meeting, on=date(2016, 12, 9)):
    """What the meeting made of recommendations 2, 27 and 31."""
    word = Word(by=board.chair, at=london_moment(on), taken_on=HELD)
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
    assert "Plan or record a meeting" not in page.links()
    assert client.send("/meetings/new", new(), status=403)


@pytest.mark.parametrize("who", ["office", "chair", "deputy"])
def test_the_office_and_the_chair_record_meetings(client, board, who):
    client.as_person(getattr(board, who).id)
    assert "Plan or record a meeting" in client.page("/meetings").links()
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
    headings = [each.find("a").text.split(": ")[1] for each in office.page("/meetings").tree.iter("h2")]
    assert headings == ["Third", "Second", "First"]


def test_a_past_day_shows_what_was_on_record_then(office, board):
    decide(board, hold(board))
    page = office.page("/meetings?as-at=2016-12-08")
    assert "Recommendation setting meeting" in page.text
    assert "No decision is on record for this meeting." in page.text
    assert "Plan or record a meeting" not in page.links()
    assert "No meeting is on record." in office.page("/meetings?as-at=2016-12-07").text


BAD = {
    "no name": (new(name=" "), "Name the meeting"),
    "a name too long": (new(name="x" * 201), "Shorten this to 200 characters or fewer: it has 201"),
    "no day": ({"name": "Sub group"}, "Enter the day of the meeting"),
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


# The calendar

FEBRUARY, MARCH = date(2017, 2, 14), date(2017, 3, 14)


def plan(board, day=FEBRUARY, name="Sub group in February", on=date(2017, 1, 10)):
    begin_writing()
    meeting = changes.hold_meeting(name=name, day=day, by=board.office, at=london_moment(on))
    db.session.commit()
    return meeting


def call_off(board, meeting, on=TODAY):
    begin_writing()
    changes.call_off(meeting, reason="The room is <gone>, Łódź.", by=board.office, at=london_moment(on))
    db.session.commit()


def test_the_next_meeting_is_named_first_and_the_others_in_their_order(office, board):
    plan(board, MARCH, "Sub group in March")
    plan(board)
    hold(board)
    page = office.page("/meetings")
    assert "The next meeting is on 14 February 2017: Sub group in February." in page.text
    assert "After that 14 March 2017: Sub group in March" in page.text
    assert "8 December 2016: Recommendation setting meeting" in page.text


def test_a_meeting_is_planned_on_its_page(office):
    answer = office.send("/meetings/new", new(day=FEBRUARY))
    page = office.page(answer.location)
    assert "The meeting is in the calendar." in page.text
    assert "The next meeting is on 14 February 2017: Sub group." in page.text


def test_a_planned_meeting_is_known_from_the_day_it_was_planned(office, board):
    number = plan(board).id
    assert "The next meeting is on 14 February 2017" in office.page("/meetings?as-at=2017-01-10").text
    assert "No meeting to come is in the calendar." in office.page("/meetings?as-at=2017-01-09").text
    assert "It is still to come." in office.page(f"/meetings/{number}").text
    office.page(f"/meetings/{number}?as-at=2017-01-09", status=404)


def test_nothing_is_considered_at_a_meeting_to_come_or_called_off(board):
    meeting, held = plan(board), hold(board)
    call_off(board, held)
    for each, message in ((meeting, "has not been held yet"), (held, "was called off")):
        with pytest.raises(RuleBroken, match=message):
            decide(board, each, TODAY)
        db.session.rollback()


def test_a_meeting_called_off_says_so_and_why(office, board):
    number = plan(board).id
    link = office.page(f"/meetings/{number}").links()["Call it off"]
    office.send(link, {"reason": "The room is <gone>, Łódź."})
    listed = office.page("/meetings").text
    assert "No meeting to come is in the calendar." in listed
    assert "Called off 14 February 2017: Sub group in February" in listed
    page = office.page(f"/meetings/{number}")
    assert "It was called off on 16 January 2017. The room is <gone>, Łódź." in page.text
    assert "Call it off" not in page.links()
    assert "The next meeting is on 14 February 2017" in office.page("/meetings?as-at=2017-01-15").text


def test_it_is_called_off_once_and_for_a_reason(office, board):
    number = plan(board).id
    assert (
        "Say why it is called off" in office.send(f"/meetings/{number}/call-off", {"reason": " "}, status=400).errors()
    )
    call_off(board, db.session.get(Meeting, number))
    page = office.send(f"/meetings/{number}/call-off", {"reason": "Again."}, status=400)
    assert "That meeting was called off" in page.text
    assert db.session.query(Meeting).filter_by(verb="call_off").count() == 1


def test_a_meeting_at_which_something_was_decided_was_held(office, board):
    meeting = hold(board)
    decide(board, meeting)
    assert "Call it off" not in office.page(f"/meetings/{meeting.id}").links()
    page = office.send(f"/meetings/{meeting.id}/call-off", {"reason": "No."}, status=400)
    assert "Something is recorded against this meeting" in page.text


@pytest.mark.parametrize("who", ["officer", "executive", "inspector"])
def test_others_read_the_calendar_and_call_nothing_off(client, board, who):
    number = plan(board).id
    person = client.as_person(getattr(board, who).id)
    assert "Call it off" not in person.page(f"/meetings/{number}").links()
    person.send(f"/meetings/{number}/call-off", {"reason": "No."}, status=403)


def test_what_a_meeting_decided_stands_on_its_page(office, board):
    meeting = hold(board)
    decide(board, meeting)
    text = office.page(f"/meetings/{meeting.id}").text.split("Decided at it")[1]
    for said in (
        "Accepted, due by the end of June 2017 We train all",
        "Not accepted It is done",
        "Merged into 2.14 The same.",
    ):
        assert said in text
    assert office.get("/meetings/999999").status_code == 404
