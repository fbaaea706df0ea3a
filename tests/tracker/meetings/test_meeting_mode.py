"""A meeting's page while it is held: matters arising, the day's exceptions, who came, what is decided."""

from datetime import date

import pytest
from a_board import the_action, the_agency
from a_meeting import AT, HELD, LAST, QUESTION, ask, count, hold
from counting import count_queries

from actions import changes
from actions.changes import Came
from actions.db import begin_writing, db
from actions.models import Assignment, Attendance, Challenge, Decision, Escalation, Meeting


def page_of(client, person, number, more=""):
    return client.as_person(person.id).page(f"/meetings/{number}{more}")


# Matters arising


def test_the_next_meeting_opens_with_what_the_last_one_asked_for(client, board):
    last = hold(board, LAST, "Sub group in January")
    ask(board, last)
    page = page_of(client, board.officer, hold(board))
    text = page.text
    assert "What the meeting of 5 January 2017 asked for, and where it stands now." in text
    assert QUESTION in text
    assert text.index("Matters arising") < text.index("Exceptions on 16 January 2017")
    assert "No answer yet." in text


def test_what_became_of_a_question_is_said(client, board):
    asked = ask(board, hold(board, LAST))
    number = hold(board)
    begin_writing()
    row = db.session.get(Challenge, asked)
    changes.answer_challenge(row, answer="All.", by=board.other, at=AT)
    db.session.commit()
    assert "Answered on 16 January 2017." in page_of(client, board.officer, number).text
    begin_writing()
    changes.end_challenge(row, ended="satisfied", ending="Clear.", by=board.chair, at=AT)
    db.session.commit()
    assert "Ended on 16 January 2017: the chair is satisfied." in page_of(client, board.officer, number).text


def test_a_first_meeting_has_nothing_arising(client, board):
    assert "No meeting came before this one." in page_of(client, board.officer, hold(board)).text


# Exceptions and deciding in the flow


def test_the_exceptions_of_the_day_lead_the_chair_to_decide_at_this_meeting(client, board):
    board.asks("2.14", date(2017, 6, 30), on=date(2017, 1, 13))
    number = hold(board)
    page = page_of(client, board.deputy, number)
    assert "Requests for a new date (1)" in page.text
    link = next(href for href in page.links().values() if href and "/review/strategy-2015-16/2.14" in href)
    assert f"meeting={number}" in link
    form = client.page(link)
    assert "What you record here is recorded against the meeting of 16 January 2017." in form.text
    request = form.field("request")
    fields = {"request": request, "outcome": "agree", "reason": "It will be kept.", **as_day("taken_on", HELD)}
    led = client.send(link, {**fields, "new_due-month": "6", "new_due-year": "2017"})
    assert led.location.startswith(f"/meetings/{number}")
    assert count(Decision, meeting_id=number, verb="agree") == 1
    text = client.page(led.location).text
    assert "A new date was agreed: by the end of June 2017" in text
    assert "Done by the new date that was agreed." in text


def as_day(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_a_decision_on_another_day_than_the_meetings_is_refused_on_its_field(client, board):
    board.asks("2.14", date(2017, 6, 30), on=date(2017, 1, 13))
    number = hold(board, LAST)
    link = f"/review/strategy-2015-16/2.14?meeting={number}"
    form = client.as_person(board.deputy.id).page(link)
    assert form.field("taken_on-day") == "5"
    fields = {"request": form.field("request"), "outcome": "agree", "reason": "Yes.", **as_day("taken_on", HELD)}
    page = client.send(link, fields, status=400)
    assert page.errors()["It was decided at a meeting: enter the day of that meeting"] == "#taken_on-day"
    assert count(Decision) == 0


@pytest.mark.parametrize("address", ["/review/strategy-2015-16/2.14", "/challenges/new", "/escalations/new"])
def test_a_meeting_that_was_not_held_cannot_be_named(client, board, address):
    to_come = hold(board, date(2017, 2, 14))
    chair = client.as_person(board.chair.id)
    for number in (to_come, 999_999, 10**30):
        assert chair.get(f"{address}?meeting={number}").status_code == 404
    assert chair.get(f"{address}?meeting=nonsense").status_code == 200


def test_a_question_an_owner_and_an_escalation_are_recorded_against_it(client, board):
    number = hold(board)
    chair = client.as_person(board.chair.id)
    links = chair.page(f"/meetings/{number}").links()
    asked = {"agency": "ncc", "line": "", "question": QUESTION, **as_day("due_day", date(2017, 2, 1))}
    assert chair.send(links["ask a question on record"], asked).location.startswith(f"/meetings/{number}")
    chair.send(links["put a matter to the board"], {"line": "", "asked": "Who pays?", "options": "One, or all."})
    office = client.as_person(board.office.id)
    owners = office.page(f"/meetings/{number}").links()["give lines an owner"]
    key = str(the_action("6.2"))
    office.send(owners, {"lines": key, "doing": "assign", "agency": "ncc", "person": ""})
    assert [count(table, meeting_id=number) for table in (Challenge, Escalation, Assignment)] == [1, 1, 1]
    text = office.page(f"/meetings/{number}").text
    for said in ("Answer the question on record:", "Put to the board: Who pays?", "Answers for it from now on."):
        assert said in text


def test_showing_other_lines_to_own_keeps_the_meeting(client, board):
    number = hold(board)
    page = client.as_person(board.office.id).page(f"/ownership?meeting={number}")
    assert page.field("meeting") == str(number)


@pytest.mark.parametrize("who", ["officer", "executive", "inspector"])
def test_others_read_and_are_offered_nothing(client, board, who):
    number = hold(board)
    links = page_of(client, getattr(board, who), number).links()
    assert not {"Record attendance and apologies", "Call it off", "ask a question on record"} & links.keys()
    assert not [href for href in links.values() if href and href.startswith("/review/")]


def test_of_a_meeting_after_which_another_was_held_the_exceptions_are_those_of_its_day(client, board):
    last = hold(board, LAST)
    hold(board)
    page = page_of(client, board.chair, last)
    assert "Exceptions on" not in page.text
    assert "as-at=2017-01-05" in page.links()["See the exceptions of its day"]
    assert "Exceptions on 5 January 2017" in client.page(page.links()["See the exceptions of its day"]).text


# Attendance


def test_attendance_and_apologies_are_recorded_by_role(client, board):
    number = hold(board)
    office = client.as_person(board.office.id)
    police, ncc = the_agency("police"), the_agency("ncc")
    typed = {f"how_{police}": "present", f"who_{police}": "Lead officer <&> Łódź", f"how_{ncc}": "apologies"}
    office.send(f"/meetings/{number}/attendance", typed)
    text = office.page(f"/meetings/{number}").text
    assert "Northamptonshire Police Present Lead officer <&> Łódź" in text
    assert "Apologies Not said" in text
    form = office.page(f"/meetings/{number}/attendance")
    assert form.field(f"who_{police}") == "Lead officer <&> Łódź"
    office.send(f"/meetings/{number}/attendance", typed)
    assert count(Attendance) == 2


def test_who_came_is_not_dropped_where_nobody_says_whether(client, board):
    number, police = hold(board), the_agency("police")
    page = client.as_person(board.office.id).send(
        f"/meetings/{number}/attendance", {f"who_{police}": "Lead officer"}, status=400
    )
    assert page.errors() == {"Choose whether Northamptonshire Police came: you filled in who": f"#how_{police}"}
    assert page.field(f"who_{police}") == "Lead officer"
    assert count(Attendance) == 0


def test_before_the_day_only_apologies_land(client, board):
    number = hold(board, date(2017, 2, 14))
    typed = {f"how_{the_agency('police')}": "present"}
    page = client.as_person(board.office.id).send(f"/meetings/{number}/attendance", typed, status=400)
    assert page.errors() == {
        "The meeting is still to come: only apologies can be recorded": f"#how_{the_agency('police')}"
    }
    assert count(Attendance) == 0


def test_too_long_a_role_and_an_unknown_answer_are_refused(client, board):
    number = hold(board)
    typed = {f"how_{the_agency('police')}": "maybe", f"who_{the_agency('ncc')}": "x" * 20_000}
    page = client.as_person(board.office.id).send(f"/meetings/{number}/attendance", typed, status=400)
    assert "Choose one of the answers shown" in page.errors()
    assert any(message.startswith("Shorten this to 300") for message in page.errors())


# Many


def test_the_page_takes_as_many_queries_however_much_was_done(client, board):
    last, number = hold(board, LAST), hold(board)
    ask(board, last)
    ask(board, number, on=HELD)
    chair = client.as_person(board.chair.id)
    chair.page(f"/meetings/{number}")
    with count_queries() as few:
        chair.page(f"/meetings/{number}")
    for _ in range(5):
        ask(board, last, on=HELD)
        ask(board, number, on=HELD)
    begin_writing()
    came = {the_agency(key): Came("present") for key in ("police", "ncc")}
    changes.attend(db.session.get(Meeting, number), came, by=board.office, at=AT)
    db.session.commit()
    chair.page(f"/meetings/{number}")
    with count_queries() as many:
        chair.page(f"/meetings/{number}")
    assert len(few) == len(many) <= 12
