"""Who may decide on a line, and the board's answer where nobody may."""

from datetime import date

from a_board import STRATEGY, TODAY, Board
from a_decision import LINE, MINUTE, decide, decisions, standing

from actions import changes
from actions.db import db
from actions.models import Decision, Person
from actions.periods import london_moment


class TestWhoMayDecide:
    def test_not_for_the_own_agency_and_that_is_said(self, client, claimed, board):
        client.as_person(board.chair.id)
        page = client.page(LINE)
        assert "You may not decide this: your own agency answers for it." in page.text
        assert page.field("taken_on-day") is None
        decide(client, "send_back", 403, claim=str(claimed), reason="No.")
        assert decisions() == []

    def test_not_on_the_own_entry(self, client, board):
        both = Board.person("deputy", "ncc", also=("officer",), title="Deputy and officer")
        board.own("2.12", agency="ncc")
        asked = board.asks("2.12", date(2017, 5, 31), by=both)
        board.own("2.12", agency="health", on=TODAY)
        client.as_person(both.id)
        address = f"/review/{STRATEGY}/2.12"
        assert "You may not decide what you entered yourself." in client.page(address).text
        decide(client, "decline", 403, address=address, request=str(asked), reason="No.")
        client.as_person(board.chair.id)
        decide(client, "decline", address=address, request=str(asked), reason="No.")

    def test_nor_checks_their_own_claim_again(self, client, board):
        both = Board.person("deputy", "ncc", also=("officer",), title="Deputy and officer")
        board.own("2.12", agency="ncc")
        board.proves("2.12", by=both)
        claim = board.claims("2.12", by=both)
        board.own("2.12", agency="health", on=TODAY)
        client.as_person(board.chair.id)
        address = f"/review/{STRATEGY}/2.12"
        checked = {"assurance": "impact", "checked_by": "Ten files.", "claim": str(claim), "address": address}
        decide(client, "accept", **checked | {"recheck": "6"})
        client.as_person(both.id)
        assert "You may not decide what you entered yourself." in client.page(address).text
        decide(client, "check_again", 403, **checked)
        decide(client.as_person(board.chair.id), "check_again", **checked)

    def test_the_office_decides_nothing_in_the_chair_s_place(self, client, claimed, board):
        client.as_person(board.office.id)
        assert "The chair or the deputy decides this." in client.page(LINE).text
        for minute in ({}, MINUTE):
            decide(client, "send_back", 403, claim=str(claimed), reason="No.", **minute)

    def test_where_nobody_may_decide_the_board_s_answer_is_recorded(self, client, claimed, board):
        changes.end_appointment(board.deputy_person, "deputy", by=None, at=london_moment(TODAY))
        db.session.commit()
        assert "Nobody may decide this" in client.as_person(board.chair.id).page(LINE).text
        client.as_person(board.office.id)
        page = decide(client, "send_back", 400, claim=str(claimed), reason="Not signed.")
        assert page.errors() == {"Enter the board's minute": "#minute"}
        decide(client, "send_back", claim=str(claimed), reason="Not signed.", **MINUTE)
        assert standing().facts.claim.state == "sent_back"
        assert db.session.query(Decision).one().by_the_board

    def test_and_where_one_is_barred_by_agency_and_the_other_by_their_own_entry(self, client, claimed, board):
        """The officer who claimed is made chair, and the line goes to the deputy's agency."""
        officer = db.session.get(Person, board.officer.id)
        changes.end_appointment(db.session.get(Person, board.chair.id), "chair", by=None, at=london_moment(TODAY))
        changes.appoint(officer, "chair", by=None, at=london_moment(TODAY))
        db.session.commit()
        board.own("2.16", agency="ncc", on=TODAY)
        page = client.as_person(board.officer.id).page(LINE)
        assert "You may not decide what you entered yourself." in page.text
        client.as_person(board.office.id)
        decide(client, "stop", 403, reason="No.", **MINUTE)
        decide(client, "send_back", claim=str(claimed), reason="Not signed.", **MINUTE)
        assert db.session.query(Decision).one().by_the_board

    def test_the_third_move_is_the_board_s(self, client, board):
        for month in (2, 3):
            board.agrees("2.16", board.asks("2.16", date(2017, month, 28)))
        third = board.asks("2.16", date(2017, 5, 31))
        client.as_person(board.deputy.id)
        page = client.page(LINE)
        assert "This would be move number 3." in page.text
        assert "2 times re-dated" in page.text
        assert 'value="agree"' not in page.html
        refused = decide(client, "agree", 400, request=str(third), reason="Yes.")
        assert "From the third move on only the board may agree" in next(iter(refused.errors()))
        client.as_person(board.office.id)
        decide(client, "agree", request=str(third), reason="The board agreed.", **MINUTE)
        assert (standing().moves, standing().due) == (3, date(2017, 5, 31))
        assert "Minute: NSCB, 12 January 2017, item 4.2" in client.page(LINE).text
