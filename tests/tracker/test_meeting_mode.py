"""A meeting's page while it is held: matters arising, the day's exceptions, who came, what is decided, the action sheet."""

from datetime import date
from io import BytesIO

import pytest
from a_board import BEGINS, TODAY, Board, the_action, the_agency
from counting import count_queries
from pypdf import PdfReader

from actions import changes
from actions.changes import Came, Word
from actions.db import begin_writing, db
from actions.models import Assignment, Attendance, Challenge, Decision, Escalation, Meeting, MeetingPaper
from actions.periods import london_moment
from actions.standing import plan_on

LAST, HELD = date(2017, 1, 5), date(2017, 1, 16)
AT = london_moment(TODAY)
QUESTION = "Which practices, & what of <them>? Łódź =1+1"


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", "2.16", on=BEGINS)
    return board


def hold(board, day=HELD, name="Sub group"):
    begin_writing()
    meeting = changes.hold_meeting(name=name, day=day, by=board.office, at=london_moment(date(2017, 1, 4)))
    db.session.commit()
    return meeting.id


def ask(board, number, *, on=LAST, due=date(2017, 2, 1)):
    begin_writing()
    said = {"by": board.chair, "at": london_moment(on), "meeting": db.session.get(Meeting, number)}
    asked = changes.challenge(agency_id=the_agency("ncc"), question=QUESTION, due_day=due, **said).id
    db.session.commit()
    return asked


def page_of(client, person, number, more=""):
    return client.as_person(person.id).page(f"/meetings/{number}{more}")


def count(table, **columns):
    db.session.rollback()
    return db.session.query(table).filter_by(**columns).count()


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


# The action sheet


def test_the_sheet_says_who_what_by_when_and_is_sent_as_bytes(client, board):
    number = hold(board)
    ask(board, number, on=HELD)
    office = client.as_person(board.office.id)
    page = office.page(f"/meetings/{number}/sheet")
    assert f"Answer the question on record: {QUESTION} by 1 February 2017" in page.text
    office.send(f"/meetings/{number}/sheet/send", {})
    links = office.page(f"/meetings/{number}/sheet").links()
    pdf = office.get(links["PDF of edition 1"])
    assert pdf.mimetype == "application/pdf"
    pages = [each.extract_text() for each in PdfReader(BytesIO(pdf.data)).pages]
    marking = "OFFICIAL-SENSITIVE"
    assert all(text.count(marking) == 2 for text in pages)
    assert "Which practices, & what of <them>? Łódź =1+1" in " ".join(" ".join(pages).split())
    html = office.get(links["page to read or print of edition 1"])
    assert html.get_data(as_text=True).count(marking) == 2
    assert "&lt;them&gt;" in html.get_data(as_text=True)
    assert "script" not in html.get_data(as_text=True)
    again = office.get(links["PDF of edition 1"], headers={"If-None-Match": pdf.headers["ETag"]})
    assert again.status_code == 304


def test_what_was_sent_stays_as_it_was_sent(client, board):
    number = hold(board)
    ask(board, number, on=HELD)
    office = client.as_person(board.office.id)
    office.send(f"/meetings/{number}/sheet/send", {})
    before = office.get(f"/meetings/{number}/sheet/1.pdf").data
    ask(board, number, on=HELD)
    office.send(f"/meetings/{number}/sheet/send", {})
    assert office.get(f"/meetings/{number}/sheet/1.pdf").data == before
    assert office.get(f"/meetings/{number}/sheet/2.pdf").data != before
    assert count(MeetingPaper) == 2


def test_an_empty_sheet_is_not_sent_and_nothing_else_is_opened(client, board):
    number = hold(board)
    office = client.as_person(board.office.id)
    page = office.send(f"/meetings/{number}/sheet/send", {}, status=400)
    assert "there is no action sheet to send" in page.text
    for rest in ("sheet/1.pdf", "sheet/1.exe", "agenda/1.pdf", "nonsense/1.html"):
        assert office.get(f"/meetings/{number}/{rest}").status_code == 404


def test_a_sheet_is_there_from_the_day_on_which_it_was_sent(client, board):
    number = hold(board, LAST)
    ask(board, number)
    office = client.as_person(board.office.id)
    office.send(f"/meetings/{number}/sheet/send", {})
    assert office.get(f"/meetings/{number}/sheet/1.pdf?as-at=2017-01-15").status_code == 404
    assert "PDF of edition 1" not in office.page(f"/meetings/{number}/sheet?as-at=2017-01-15").links()


# The agenda pack


def test_the_pack_is_made_from_the_days_exceptions_and_opens_as_it_was_sent(client, board):
    ask(board, hold(board, LAST))
    board.asks("2.14", date(2017, 6, 30), on=date(2017, 1, 13))
    number = hold(board, date(2017, 2, 14))
    chair = client.as_person(board.chair.id)
    page = chair.page(chair.page(f"/meetings/{number}").links()["Open the agenda pack"])
    assert "Matters arising 1" in page.text
    assert "Requests for a new date 1" in page.text
    chair.send(f"/meetings/{number}/agenda/send", {})
    links = chair.page(f"/meetings/{number}/agenda").links()
    pages = [each.extract_text() for each in PdfReader(BytesIO(chair.get(links["PDF of edition 1"]).data)).pages]
    assert all(text.count("OFFICIAL-SENSITIVE") == 2 for text in pages)
    said = " ".join(" ".join(pages).split())
    for part in ("Matters arising", "Requests for a new date", "Questions that are open", "2.14 Map missing levels"):
        assert part in said
    assert QUESTION in said
    html = chair.get(links["page to read or print of edition 1"]).get_data(as_text=True)
    for part in ("<h2>Matters arising</h2>", "<h2>Requests for a new date</h2>", "<h2>Before the board</h2>"):
        assert part in html


@pytest.mark.parametrize("who", ["officer", "executive", "inspector"])
def test_others_open_a_pack_and_send_none(client, board, who):
    number = hold(board, date(2017, 2, 14))
    client.as_person(board.office.id).send(f"/meetings/{number}/agenda/send", {})
    person = client.application.test_client().as_person(getattr(board, who).id)
    assert "Send it" not in person.page(f"/meetings/{number}/agenda").text
    assert person.get(f"/meetings/{number}/agenda/1.pdf").status_code == 200
    person.send(f"/meetings/{number}/agenda/send", {}, status=403)


# Awkward and many


def test_twenty_thousand_characters_pass_through_the_page_the_sheet_and_its_pdf(client, board):
    number = hold(board, name="Łódź <Smith, J> =1+1 " + "W" * 150)
    begin_writing()
    word = Word(by=board.deputy, at=AT, meeting=db.session.get(Meeting, number))
    reason = ("AT&T " + "x" * 295 + " ") * 66
    changes.reopen(complete(board), word=word, reason=reason.strip(), new_due=date(2017, 6, 30))
    db.session.commit()
    office = client.as_person(board.office.id)
    assert reason.strip() in office.page(f"/meetings/{number}").text
    office.send(f"/meetings/{number}/sheet/send", {})
    pdf = office.get(f"/meetings/{number}/sheet/1.pdf").data
    assert sum(each.extract_text().count("AT&T") for each in PdfReader(BytesIO(pdf)).pages) == 66


def complete(board):
    board.proves("2.14", on=date(2017, 1, 4))
    board.says("2.14", on=date(2017, 1, 4))
    claim = board.claims("2.14", on=date(2017, 1, 4))
    begin_writing()
    word = Word(by=board.deputy, at=london_moment(date(2017, 1, 5)))
    action = the_action("2.14")
    changes.accept(action, claim, word=word, assurance="checked", checked_by="The analyst read it.")
    for duty in plan_on(TODAY).by_id[action].facts.running:
        changes.end_duty(action, duty.id, word=word, reason="Not needed.")
    db.session.commit()
    begin_writing()
    return action


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
