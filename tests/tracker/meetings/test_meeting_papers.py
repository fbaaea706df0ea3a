"""The papers of a meeting: its action sheet and its agenda pack, seen, sent, and opened as they were sent."""

from datetime import date
from io import BytesIO

import pytest
from a_board import TODAY, the_action
from a_meeting import AT, HELD, LAST, QUESTION, ask, count, hold
from pypdf import PdfReader

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db
from actions.models import Meeting, MeetingPaper
from actions.periods import london_moment
from actions.standing import plan_on

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


# Awkward


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
