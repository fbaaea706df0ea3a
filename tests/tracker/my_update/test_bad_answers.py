"""What is wrong on the card is said, all of it at once, and what was typed comes back."""

import pytest
from a_board import STRATEGY, TODAY, the_action
from a_card import CARD, GREEN, RED, last_words, send, standing

from actions import changes
from actions.db import begin_writing, db
from actions.periods import london_moment


class TestBadInput:
    def test_nothing_at_all(self, officer):
        page = send(officer, {}, 400)
        assert page.errors() == {"Choose green, amber or red": "#rating"}
        assert page.title.startswith("Error: ")

    def test_red_without_what_it_needs_says_all_of_it_at_once(self, officer):
        page = send(officer, {"quarter": "2016-17-Q3", "rating": "red"}, 400)
        assert list(page.errors()) == [
            "Say why it is red",
            "Say what happens next",
            "Enter the month by which it will be back on course",
            "Say what help you ask for",
            "Say what it means for children",
        ]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"rating": "blue"},
            {"quarter": "2015-16-Q1"},
            {"quarter": "x"},
            {"forecast-month": "13"},
            {"forecast-year": "9" * 5000},
            {"shows": "nothing"},
            {"evidence_link": "javascript:alert(1)", "evidence_name": "X"},
            {"said": "x" * 20_001},
            {"why": "a\x00b"},
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_comes_back(self, officer, wrong):
        page = send(officer, {**RED, **wrong}, 400)
        assert page.errors()
        assert page.field("help_asked") == RED["help_asked"]
        for name in wrong.keys() & {"said", "forecast-month", "forecast-year", "evidence_link"}:
            assert page.field(name) == wrong[name]
        assert standing().rating is None

    @pytest.mark.parametrize("answers", ["1:2017-01-31", "x", "0:0"])
    def test_a_submission_that_is_not_owed_cannot_be_answered(self, officer, answers):
        page = send(officer, {**GREEN, "answers": answers}, 400, address=f"/my-update/{STRATEGY}/2.14")
        assert page.errors() == {"Choose one of the answers shown": "#answers"}

    @pytest.mark.parametrize("text", ["<Smith, J>", "=1+1", "Łódź Ŵ 👍 مرحبا", "x < 3 & AT&T", "w" * 300, "ż" * 20_000])
    def test_text_is_kept_and_shown_as_typed(self, officer, text):
        send(officer, {**GREEN, "said": text})
        assert last_words() == {"said": text}
        assert text in officer.page("/my-update").text
        assert officer.page(CARD).field("said") == text

    def test_more_than_a_form_may_hold_gets_a_sentence(self, officer):
        assert "This is too large" in send(officer, {"said": "x" * 3_000_000}, 413).text

    def test_a_closed_line_takes_nothing(self, officer, board):
        begin_writing()
        word = changes.Word(by=board.deputy, at=london_moment(TODAY))
        changes.stop(the_action("2.16"), word=word, reason="Superseded.")
        db.session.commit()
        assert "no update is wanted" in officer.page(CARD).text
        assert "This is not open" in send(officer, GREEN, 409).text

    def test_a_past_day_takes_nothing(self, officer):
        page = officer.page(f"{CARD}?as-at=2016-12-01")
        assert page.field("said") is None
        assert "Go to today" in page.links()
        send(officer, GREEN, 409, address=f"{CARD}?as-at=2016-12-01")
        assert standing().rating is None
