"""Of two who update at once, the second sees what the first said."""

import pytest
from a_board import kept_files
from a_card import RED, send, standing, upload

from actions.db import db
from actions.models import Update


class TestTwoAtOnce:
    def test_the_second_sees_the_first_and_may_then_save(self, officer, board):
        board.says("2.16", "amber", words={"why": "Łódź", "next_steps": "<Smith, J>"})
        page = send(officer, {**RED, "evidence_file": [upload()]}, 409)
        assert "Added while you were writing" in page.text
        assert "Next: <Smith, J>" in page.text
        assert (page.field("help_asked"), page.field("rating")) == (RED["help_asked"], "red")
        assert kept_files() == []
        send(officer, RED, seen=page.field("seen"))
        assert standing().rating == "red"
        assert db.session.query(Update).count() == 2

    def test_a_contributor_s_update_is_shown_too(self, officer, board):
        board.help("2.16")
        board.says("2.16", None, by=board.other, words={"said": "We gave our data."})
        page = send(officer, RED, 409)
        assert "We gave our data." in page.text

    @pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "²"])
    def test_a_forged_place_counts_as_having_seen_nothing(self, officer, board, seen):
        board.says("2.16", "amber")
        send(officer, RED, 409, seen=seen)
