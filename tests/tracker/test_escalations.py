"""Escalations on their pages: the log, putting a matter to the board, its answer; and on page 1 of a report."""

from datetime import date
from io import BytesIO

import pytest
from a_board import TODAY, Board, the_action, the_agency
from counting import count_queries
from pypdf import PdfReader

from actions import changes, reports
from actions.db import begin_writing, db
from actions.models import Escalation, Report, ReportBytes
from actions.periods import Quarter, london_moment
from tracker import papers

ASKED = "Who pays, & what of <them>, Łódź? =1+1"
PUT_ON, CUT_OFF = date(2017, 1, 6), date(2016, 12, 31)
MINUTE = "NSCB, 12 January 2017, item 4.2"


@pytest.fixture
def board(app):
    return Board()


def put(board, *, asked=ASKED, number=None, on=PUT_ON):
    begin_writing()
    about = number and the_action(number)
    said = {"asked": asked, "options": "One agency; or all.", "by": board.chair, "at": london_moment(on)}
    made = changes.escalate(action_id=about, **said).id
    db.session.commit()
    return made


def answer(board, number):
    begin_writing()
    given = {"answer": "All of them.", "minute": MINUTE, "answered_on": TODAY}
    row = db.session.get(Escalation, number)
    changes.answer_escalation(row, **given, by=board.office, at=london_moment(TODAY))
    db.session.commit()


def escalated_challenge(board, number=None):
    begin_writing()
    said = {"by": board.chair, "at": london_moment(PUT_ON)}
    about = {"agency_id": the_agency("ncc"), "action_id": number and the_action(number)}
    asked = changes.challenge(question="Why so late?", due_day=TODAY, **about, **said)
    changes.end_challenge(asked, ended="escalated", ending="The board is asked to insist.", **said)
    db.session.commit()
    return asked.id


def rows_of(verb):
    db.session.rollback()
    return db.session.query(Escalation).filter_by(verb=verb).all()


def asked_of(**different):
    return {"line": "", "asked": ASKED, "options": "One agency; or all.", **different}


def answered(**different):
    on = {"answered_on-day": "12", "answered_on-month": "1", "answered_on-year": "2017"}
    return {"answer": "All of them.", "minute": MINUTE, **on, **different}


# The log


def test_without_escalations_it_says_so(client, board):
    page = client.as_person(board.executive.id).page("/escalations")
    assert "Nothing waits for the board." in page.text
    assert "The board has answered nothing yet." in page.text


def test_what_waits_says_for_how_long_and_an_answer_says_when(client, board):
    put(board, number="2.14")
    answer(board, put(board, asked="Another matter?"))
    page = client.as_person(board.inspector.id).page("/escalations")
    assert "Open (1)" in page.text
    assert "Put to the board on 6 January 2017. No answer yet: it has waited for 10 days." in page.text
    assert "2.14 Map missing levels" in page.text
    assert "Put to the board on 6 January 2017; answered on 16 January 2017, after 10 days." in page.text


def test_on_an_earlier_day_it_stood_as_it_was_then(client, board):
    answer(board, put(board))
    page = client.as_person(board.executive.id).page("/escalations?as-at=2017-01-09")
    assert "it has waited for 3 days" in page.text
    assert "Nothing waits for the board." in client.page("/escalations?as-at=2017-01-05").text


def test_the_log_takes_as_many_queries_however_long_it_is(client, board):
    reader = client.as_person(board.executive.id)
    put(board)
    reader.page("/escalations")
    with count_queries() as few:
        reader.page("/escalations")
    for _ in range(5):
        put(board)
    reader.page("/escalations")
    with count_queries() as many:
        reader.page("/escalations")
    assert len(few) == len(many) <= 12


# Putting a matter to the board


def test_from_an_action_its_number_is_filled_in_and_its_history_tells_it(client, board):
    chair = client.as_person(board.chair.id)
    link = chair.page("/plan/strategy-2015-16/2.14").links()["Put it to the board"]
    page = chair.page(link)
    chosen = [one.text for one in page.tree.iter("option") if one.get("selected") is not None]
    assert chosen == ["2.14 Map missing levels and report on young runaways"]
    chair.send(link, asked_of(line=str(the_action("2.14"))))
    told = chair.page("/plan/strategy-2015-16/2.14").text
    assert "It was put to the board." in told
    assert ASKED in told
    assert "Options: One agency; or all." in told


@pytest.mark.parametrize(
    ("different", "message"),
    [
        ({"asked": " "}, "Write what the board is asked"),
        ({"options": " "}, "Give the options that the board has"),
        ({"asked": "x" * 20_001}, "Shorten this to 20,000 characters or fewer"),
        ({"line": "999999"}, "Choose one of the answers shown"),
    ],
)
def test_what_lacks_something_comes_back_with_what_was_typed(client, board, different, message):
    page = client.as_person(board.chair.id).send("/escalations/new", asked_of(**different), status=400)
    assert message in page.text
    assert page.field("options") == asked_of(**different)["options"]
    assert rows_of("escalate") == []


def test_twenty_thousand_characters_are_kept_and_shown(client, board):
    text = ("Łódź " * 4000).strip()
    client.as_person(board.deputy.id).send("/escalations/new", asked_of(asked=text))
    (row,) = rows_of("escalate")
    assert text in client.page(f"/escalations/{row.id}").text


@pytest.mark.parametrize("role", ["officer", "executive", "office", "inspector"])
def test_nobody_else_puts_anything(client, board, role):
    person = client.as_person(getattr(board, role).id)
    assert person.get("/escalations/new").status_code == 403
    assert "Put a matter to the board" not in person.page("/escalations").text
    assert "Put it to the board" not in person.page("/plan/strategy-2015-16/2.14").text


def test_while_a_past_day_is_shown_nothing_is_offered(client, board):
    number = put(board)
    office = client.as_person(board.office.id)
    assert "Record the board's answer" not in office.page(f"/escalations/{number}?as-at=2017-01-09").text
    chair = client.as_person(board.chair.id)
    assert "A past day is shown" in chair.page("/escalations/new?as-at=2017-01-09").text


# Out of a challenge


def test_a_challenge_that_ends_as_escalated_leads_on_to_the_board(client, board):
    begin_writing()
    said = {"by": board.chair, "at": london_moment(PUT_ON)}
    about = {"agency_id": the_agency("ncc"), "action_id": the_action("2.14")}
    asked = changes.challenge(question="Why so late?", due_day=TODAY, **about, **said).id
    db.session.commit()
    chair = client.as_person(board.chair.id)
    led = chair.send(f"/challenges/{asked}/end", {"ended": "escalated", "ending": "The board is asked to insist."})
    page = chair.page(led.location)
    assert page.field("asked") == "Why so late?\n\nThe board is asked to insist."
    assert page.field("line") is None
    chair.send(led.location, {"asked": page.field("asked"), "options": "Insist, or not."})
    (row,) = rows_of("escalate")
    assert (row.challenge_id, row.action_id) == (asked, the_action("2.14"))
    assert "Put to the board on 16 January 2017" in chair.page(f"/challenges/{asked}").links()


def test_until_it_is_put_to_the_board_the_challenge_says_so(client, board):
    asked = escalated_challenge(board)
    assert "It is not before the board yet." in client.as_person(board.chair.id).page(f"/challenges/{asked}").text
    client.send(f"/escalations/new?challenge={asked}", asked_of())
    page = client.send(f"/escalations/new?challenge={asked}", asked_of(), status=400)
    assert "This challenge was put to the board already" in page.text
    assert "not before the board" not in client.page(f"/challenges/{asked}").text


def test_there_is_no_such_challenge(client, board):
    assert client.as_person(board.chair.id).get("/escalations/new?challenge=999").status_code == 404


# The board's answer


def test_the_office_records_the_answer_with_its_minute(client, board):
    number = put(board, number="2.14")
    office = client.as_person(board.office.id)
    office.send(f"/escalations/{number}/answer", answered())
    page = office.page(f"/escalations/{number}")
    assert "answered on 12 January 2017, after 6 days" in page.text
    assert f"Minute: {MINUTE}" in page.text
    assert "recorded for the board by Business manager, 16 January 2017" in page.text
    assert "The board answered on 12 January 2017." in office.page("/plan/strategy-2015-16/2.14?history=decisions").text
    assert office.send(f"/escalations/{number}/answer", answered(), status=409)
    assert len(rows_of("answer_escalation")) == 1


@pytest.mark.parametrize(
    ("different", "message"),
    [
        ({"answer": ""}, "Write what the board answered"),
        ({"minute": ""}, "Enter the board's minute"),
        ({"answered_on-day": "5"}, "Enter a day on which it had been put to the board"),
        ({"answered_on-day": "17"}, "it cannot be a day to come"),
        ({"answered_on-day": "31", "answered_on-month": "4"}, "Enter a day that exists"),
    ],
)
def test_an_answer_that_lacks_something_is_asked_for_again(client, board, different, message):
    number = put(board)
    page = client.as_person(board.office.id).send(f"/escalations/{number}/answer", answered(**different), status=400)
    assert message in page.text
    assert rows_of("answer_escalation") == []


@pytest.mark.parametrize("role", ["officer", "executive", "chair", "deputy", "inspector"])
def test_nobody_else_answers(client, board, role):
    number = put(board)
    person = client.as_person(getattr(board, role).id)
    assert "Record the board's answer" not in person.page(f"/escalations/{number}").text
    person.send(f"/escalations/{number}/answer", answered(), status=403)


def test_there_is_no_such_escalation(client, board):
    reader = client.as_person(board.executive.id)
    assert reader.get("/escalations/1").status_code == 404
    number = put(board)
    assert reader.get(f"/escalations/{number}?as-at=2017-01-05").status_code == 404
    answer(board, number)
    (its_answer,) = rows_of("answer_escalation")
    assert reader.get(f"/escalations/{its_answer.id}").status_code == 404


# In a report


def drawn(cut_off=TODAY):
    asked = reports.Asked(kind="quarterly", period=Quarter.parse("2016-17-Q3"), cut_off=cut_off, edition=0)
    made = papers.draw(reports.to_bytes(reports.facts(asked)))
    html, pdf = made["html"], made["pdf"]
    return html.decode(), [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_what_waits_stands_first_on_page_1_and_whole_further_on(board):
    long = "Who answers for it, & by when? " * 40
    put(board, asked=long, number="2.14")
    html, pages = drawn()
    first = html.split("<h2>Decisions asked of the board</h2>")[1].split("<h2>")[0]
    assert "<li>2.14: Who answers for it, &amp; by when?" in first
    assert "(with the board since 6 Jan 2017)" in first
    assert "(with the board since 6 Jan 2017)" in " ".join(pages[0].split())
    assert long.strip().replace("&", "&amp;") in html
    assert "One agency; or all." in " ".join(" ".join(pages[1:]).split())


def test_what_was_answered_by_the_cut_off_does_not(board):
    answer(board, put(board))
    assert "No decision is asked for." in drawn()[0]
    assert "with the board since 6 Jan 2017" in drawn(date(2017, 1, 15))[0]
    assert "Before the board" not in drawn(CUT_OFF)[0]


def test_facts_frozen_before_there_were_escalations_are_drawn_as_ever(board):
    asked = reports.Asked(kind="quarterly", period=Quarter.parse("2016-17-Q3"), cut_off=TODAY, edition=0)
    facts = reports.facts(asked)
    then = {name: value for name, value in facts.items() if name != "escalations"}
    assert b"No decision is asked for." in papers.draw(reports.to_bytes(then))["html"]


def test_words_taken_out_leave_an_edition_too(board):
    begin_writing()
    said = {"asked": "Does Ann Example pay?", "options": "Ann Example, or nobody.", "by": board.chair}
    changes.escalate(**said, at=london_moment(date(2016, 12, 1)))
    changes.save_draft(
        kind="quarterly",
        period="2016-17-Q3",
        cut_off=CUT_OFF,
        words={"verdict": "Good."},
        by=board.chair,
        at=london_moment(TODAY),
    )
    freezing = {"by": board.office, "at": london_moment(TODAY), "render": papers.draw}
    changes.freeze(kind="quarterly", period="2016-17-Q3", **freezing)
    changes.redact("ann example", reason="A person's name.", **freezing)
    db.session.commit()
    kept = [row.content for row in db.session.query(ReportBytes)]
    assert [row.edition for row in db.session.query(Report).order_by(Report.id)] == [1, 2]
    assert len(kept) == 3
    assert not any(b"Ann Example" in content for content in kept)
    assert any(b"Does [redacted] pay?" in content for content in kept)
