"""Of two who decide at once, one decision stands and the other is told."""

from datetime import date

import pytest
from a_decision import LINE, decide, decided_by, decisions


class TestTwoAtOnce:
    def test_of_two_decisions_on_a_claim_one_stands_and_the_other_is_told(self, deputy, claimed, board):
        deputy.page(LINE)
        decided_by(board.deputy, "send_back", claimed, reason="Not signed.")
        page = decide(deputy, "accept", 409, claim=str(claimed), assurance="checked", checked_by="NCC", reason="Good.")
        assert next(iter(page.errors())).startswith("This was decided a moment ago")
        assert "The claim was sent back." in page.text
        assert page.field("reason") == "Good."
        assert "What you wrote was not recorded: Good." in page.text
        assert decisions() == ["send_back"]

    def test_a_second_request_is_not_agreed_unseen(self, deputy, board, asked):
        decided_by(board.deputy, "decline", asked, reason="Too late.")
        again = board.asks("2.16", date(2018, 5, 31))
        page = decide(deputy, "agree", 409, request=str(asked), reason="Fine.")
        assert page.field("request") == str(again)
        assert "by the end of May 2018" in page.text

    @pytest.mark.parametrize("claim", ["", "x", "-1", "9" * 40, "²"])
    def test_a_forged_number_of_a_claim_decides_nothing(self, deputy, claimed, claim):
        decide(deputy, "send_back", 409, claim=claim, reason="No.")
        assert decisions() == []

    def test_what_was_written_is_shown_when_nothing_is_left_to_decide(self, deputy, board):
        decided_by(board.deputy, "stop", reason="Done elsewhere.")
        page = decide(deputy, "stop", 409, reason="My own reason.")
        assert "My own reason." in page.text
        assert "It was stopped." in page.text
