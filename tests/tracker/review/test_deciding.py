"""Every outcome that the review offers, and what each needs."""

from datetime import date

import pytest
from a_board import STRATEGY
from a_decision import LINE, MONTH, decide, decisions, standing


class TestDeciding:
    def test_accepting_needs_what_the_assurance_needs(self, deputy, claimed):
        claim = {"claim": str(claimed)}
        assert decide(deputy, "accept", 400, **claim).errors() == {"Choose how well completion is proved": "#assurance"}
        told = decide(deputy, "accept", 400, assurance="told", **claim)
        assert told.errors() == {"Give a reason for accepting this without a check": "#reason"}
        checked = decide(deputy, "accept", 400, assurance="checked", **claim)
        assert checked.errors() == {"Say in a line who checked what": "#checked_by"}
        decide(deputy, "accept", assurance="checked", checked_by="NCC audit, ten cases", recheck="6", **claim)
        assert standing().status == "complete"
        assert standing().facts.claim.recheck_on == date(2017, 7, 16)

    def test_decide_and_next_leads_on(self, deputy, claimed, board):
        board.asks("2.14", date(2017, 5, 31))
        answer = decide(deputy, "send_back", claim=str(claimed), reason="It is not signed.")
        assert answer.location == f"/review/{STRATEGY}/2.14#main"
        assert "The claim on 2.16 is sent back." in deputy.page(answer.location).text
        assert standing().status == "overdue"

    def test_the_month_asked_for_or_another(self, deputy, board, asked):
        page = deputy.page(LINE)
        assert (page.field("new_due-month"), page.field("new_due-year")) == ("5", "2017")
        decide(deputy, "agree", request=str(asked), reason="It is likely.", **MONTH)
        assert standing().due == date(2017, 6, 30)

    def test_declining(self, deputy, asked):
        decide(deputy, "decline", request=str(asked), reason="Asked for too late.")
        assert standing().facts.request is None
        assert standing().due == date(2015, 5, 31)

    def test_a_first_date(self, deputy):
        address = f"/review/{STRATEGY}/3.2"
        empty = decide(deputy, "set_date", 400, address=address)
        assert empty.errors() == {"Enter the month by which it is due": "#new_due-month"}
        decide(deputy, "set_date", address=address, **MONTH)
        assert (standing("3.2").due, standing("3.2").moves) == (date(2017, 6, 30), 0)

    def test_stopping_then_nothing_more(self, deputy):
        decide(deputy, "stop", reason="Done elsewhere.")
        assert standing().status == "stopped"
        assert "there is nothing to decide" in deputy.page(LINE).text

    def test_stopping_what_is_asked_of_each_stops_it_for_all(self, deputy):
        decide(deputy, "stop", address=f"/review/{STRATEGY}/1.3", reason="Done.")
        assert standing("1.3", "corby").status == "stopped"

    def test_reopening(self, deputy, claimed):
        decide(deputy, "accept", claim=str(claimed), assurance="checked", checked_by="NCC")
        assert "Reopen it" in deputy.page(LINE).text
        decide(deputy, "reopen", reason="It lapsed.", **MONTH)
        assert (standing().is_open, standing().due) == (True, date(2017, 6, 30))

    def test_ending_a_duty(self, deputy):
        address = f"/review/{STRATEGY}/2.14"
        without = decide(deputy, "end_duty", 400, address=address, reason="Enough.")
        assert without.errors() == {"Choose which reporting ends": "#duty"}
        duty = standing("2.14").facts.running[0].id
        decide(deputy, "end_duty", address=address, duty=str(duty), reason="Enough.")
        assert duty not in {each.id for each in standing("2.14").facts.running}

    def test_one_agency_s_cell(self, deputy):
        cell = f"/review/{STRATEGY}/1.3?agency=corby"
        page = deputy.page(cell)
        assert "Corby Borough Council" in page.text
        assert 'value="stop"' not in page.html

    @pytest.mark.parametrize(
        ("wrong", "anchor"),
        [
            ({"outcome": ""}, "#outcome"),
            ({"outcome": "abolish"}, "#outcome"),
            ({"reason": " "}, "#reason"),
            ({"reason": "x" * 20_001}, "#reason"),
            ({"taken_on-day": "31", "taken_on-month": "2"}, "#taken_on-day"),
            ({"taken_on-day": "17"}, "#taken_on-day"),
            ({"taken_on-year": "9" * 4000}, "#taken_on-year"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_comes_back(self, deputy, claimed, wrong, anchor):
        data = {"claim": str(claimed), "reason": "<Smith, J> =1+1 Łódź", "checked_by": "NCC", **wrong}
        page = decide(deputy, data.pop("outcome", "send_back"), 400, **data)
        assert list(page.errors().values()) == [anchor]
        assert page.field("checked_by") == "NCC"
        assert page.field("reason") == data["reason"]
        assert decisions() == []
