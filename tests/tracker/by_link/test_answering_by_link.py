"""An answer by a link waits; it is judged as it is saved, and can be changed until it is confirmed."""

from datetime import date, timedelta

import pytest
from an_answer_link import AMBER, AWKWARD, CONFIRM, GREEN, confirming, line, make, told_in_journal, updates, waiting
from sqlalchemy import select

from actions import queries
from actions.db import begin_writing, db
from tracker import clock
from tracker.links.models import AnswerLink


class TestAnswering:
    def test_it_waits_and_the_plan_knows_nothing_of_it(self, client, made, office):
        answer = client.send(line(made), AMBER)
        assert answer.location.startswith(f"{made}/") or answer.location == f"{made}#main"
        page = client.page(made)
        assert "1 of 4 answered, 3 to go" in page.text
        assert "Your answer on 2.14 is saved. It counts once it is confirmed." in page.text
        assert "Why: Staff left." in page.text
        assert updates() == []
        assert "Staff left." not in office.page("/plan/strategy-2015-16/2.14").text
        assert told_in_journal()[-1][:2] == ("link_used", None)

    def test_the_next_line_comes_up_and_at_last_the_list(self, client, made):
        for address in ("2.14", "2.16", "1.3?agency=police", "2.3?agency=police"):
            answer = client.send(line(made, address), GREEN)
        assert answer.location == f"{made}#main"
        assert "4 of 4 answered, none to go." in client.page(made).text

    def test_what_waits_can_be_changed_and_stands_once(self, client, made):
        client.send(line(made), AMBER)
        page = client.page(line(made))
        assert (page.field("rating"), page.field("why"), page.field("forecast-year")) == (
            "amber",
            "Staff left.",
            "2017",
        )
        client.send(line(made), {**GREEN, "held": page.field("held")})
        assert [row.content["rating"] for row in waiting()] == ["green"]

    @pytest.mark.parametrize("words", AWKWARD)
    def test_words_come_back_as_typed(self, client, made, office, words):
        client.send(line(made), {**GREEN, "said": words})
        assert client.page(line(made)).field("said") == words
        assert words in office.page(CONFIRM).text
        confirming(office, "2.14")
        assert queries.words_of([updates()[0].id])[updates()[0].id]["said"] == words
        assert words in office.page("/plan/strategy-2015-16/2.14").text

    @pytest.mark.parametrize(
        ("sent", "message", "anchor"),
        [
            ({"rating": ""}, "Choose green, amber or red", "#rating"),
            ({"rating": "blue"}, "Choose one of the answers shown", "#rating"),
            ({"rating": "unchanged"}, "Choose one of the answers shown", "#rating"),
            ({"said": " "}, "Say in a line what was done", "#said"),
            ({"rating": "amber"}, "Say why it is amber", "#why"),
            ({"rating": "red"}, "Say what help you ask for", "#help_asked"),
            ({**AMBER, "forecast-month": ""}, "Enter the month as a number, such as 4", "#forecast-month"),
            ({"said": "x" * 20_001}, "Shorten this to 20,000 characters or fewer: it has 20,001", "#said"),
        ],
    )
    def test_the_rules_are_judged_as_it_is_saved(self, client, made, sent, message, anchor):
        page = client.send(line(made), {**GREEN, **sent}, status=400)
        assert page.errors()[message] == anchor
        assert waiting() == []

    def test_better_than_last_time_needs_a_reason(self, client, board, office):
        board.says("2.14", "red", on=date(2016, 12, 1))
        made = make(office, quarter="2016-17-Q4")
        seen = client.page(line(made)).field("seen")
        page = client.send(line(made), {**GREEN, "seen": seen}, status=400)
        assert page.errors() == {"Last time this was red. Say why it is better now": "#why_better"}
        client.send(line(made), {**GREEN, "seen": seen, "why_better": "Recruited."})

    def test_nothing_has_changed_is_not_said_twice(self, client, board, office):
        board.says("2.14", "amber", on=date(2016, 12, 1))
        made = make(office, quarter="2016-17-Q4")
        client.send(line(made), {"rating": "unchanged", "seen": client.page(line(made)).field("seen")})
        confirming(office, "2.14")
        assert (updates()[-1].unchanged, updates()[-1].rating) == (True, "amber")

    def test_an_update_made_meanwhile_is_shown_first(self, client, made, board):
        page = client.page(line(made))
        board.help("2.14")
        board.says("2.14", None, by=board.other, words={"said": "We added."})
        again = client.send(line(made), {**GREEN, "seen": page.field("seen")}, status=409)
        assert "Somebody added an update while you were writing" in again.text
        client.send(line(made), {**GREEN, "seen": again.field("seen")})

    def test_two_with_one_link_do_not_write_over_each_other_unseen(self, client, app, made):
        other = app.test_client()
        client.send(line(made), {**GREEN, "said": "Mine."})
        page = other.send(line(made), {**GREEN, "said": "Yours."}, status=409)
        assert "Saved while you were writing" in page.text
        assert "Mine." in page.text
        assert page.field("said") == "Yours."
        other.send(line(made), {**GREEN, "said": "Yours.", "held": page.field("held")})
        assert [row.content["words"]["said"] for row in waiting()] == ["Yours."]

    def test_only_a_rating_and_its_words_are_taken(self, client, made):
        client.send(line(made), {**GREEN, "claim": "y", "answers": "1:2017-01-31", "restricted": "y", "agency_id": "1"})
        assert waiting()[0].content.keys() == {"rating", "unchanged", "forecast", "words", "seen"}
        assert waiting()[0].content["words"] == {"said": "We mapped it."}

    def test_it_cannot_be_sent_without_a_token_of_the_form(self, client, made):
        assert client.post(line(made), data=GREEN).status_code == 400
        assert waiting() == []

    def test_what_looks_like_a_child_s_number_brings_a_warning(self, client, made):
        client.send(line(made), {**GREEN, "said": "NHS 943 476 5919"})
        assert "seems to hold an NHS number" in client.page(made).text

    def test_too_much_at_once_is_slowed_down(self, client, made):
        begin_writing()
        db.session.query(AnswerLink).update({"sends": 60, "counted_from": clock.real_now()})
        db.session.commit()
        assert client.send(line(made), GREEN, status=429)
        assert waiting() == []
        begin_writing()
        db.session.query(AnswerLink).update({"counted_from": clock.real_now() - timedelta(minutes=5)})
        db.session.commit()
        client.send(line(made), GREEN)
        assert db.session.scalar(select(AnswerLink.sends)) == 1
