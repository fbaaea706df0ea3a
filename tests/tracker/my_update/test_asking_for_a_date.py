"""A new date: asked for, withdrawn, refused."""

from datetime import date

from a_board import STRATEGY, TODAY, the_action
from a_card import CARD, standing

from actions import changes
from actions.db import begin_writing, db
from actions.periods import london_moment


class TestANewDate:
    ASK = {
        "new_due-month": "3",
        "new_due-year": "2017",
        "reason": "The analyst left.",
        "children": "They are mapped later.",
    }

    def test_it_is_asked_for_and_withdrawn(self, officer):
        assert officer.page(CARD).links()["Ask for a new date"] == f"{CARD}/date"
        officer.send(f"{CARD}/date", self.ASK)
        assert standing().facts.request.day == date(2017, 3, 31)
        page = officer.page(f"{CARD}/date")
        assert "for March 2017. It waits for the chair." in page.text
        assert "For children: They are mapped later." in page.text
        officer.send(f"{CARD}/date/withdraw")
        assert standing().facts.request is None
        assert "It may have been withdrawn" in officer.send(f"{CARD}/date/withdraw", status=409).text

    def test_all_that_is_missing_is_said_at_once(self, officer):
        assert officer.send(f"{CARD}/date", {}, status=400).errors() == {
            "Enter the month you ask for": "#new_due-month",
            "Say why a new date is needed": "#reason",
            "Say what the delay means for children": "#children",
        }

    def test_an_earlier_month_is_refused_and_the_words_come_back(self, officer):
        page = officer.send(f"{CARD}/date", {**self.ASK, "new_due-year": "2015"}, status=400)
        late = "Enter a month later than the one it is due in now, this month or later"
        assert page.errors() == {late: "#new_due-month"}
        assert page.field("reason") == "The analyst left."

    def test_two_requests_cannot_wait(self, officer, board):
        board.asks("2.16", date(2017, 5, 31))
        page = officer.send(f"{CARD}/date", self.ASK, status=400)
        assert "A request already waits. Withdraw it first" in page.errors()

    def test_where_there_is_no_date_none_can_be_moved(self, officer, board):
        board.own("3.2")
        address = f"/my-update/{STRATEGY}/3.2"
        assert "Ask for a new date" not in officer.page(address).links()
        assert "the chair sets the first" in officer.page(f"{address}/date").text

    def test_a_refusal_is_told_on_the_card(self, officer, board):
        asked = board.asks("2.16", date(2017, 5, 31))
        begin_writing()
        word = changes.Word(by=board.deputy, at=london_moment(TODAY))
        changes.decline(the_action("2.16"), asked, word=word, reason="It was asked for too late.")
        db.session.commit()
        page = officer.page(CARD)
        assert "Decided since your last update" in page.text
        assert "Reason: It was asked for too late." in page.text
