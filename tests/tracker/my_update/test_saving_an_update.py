"""An update saved on the card: its rating and words, a submission answered, what was said last time."""

from datetime import date

from a_board import STRATEGY, TODAY, rows_now, the_action, the_agency
from a_card import CARD, GREEN, ONE_3, RED, evidence, last_words, send, standing, upload

from actions.standing import line_on


class TestSaving:
    def test_the_card_shows_what_was_adopted_and_asks(self, officer):
        page = officer.page(CARD)
        assert standing().line.statement[:60] in page.text
        assert page.field("quarter") == "2016-17-Q3"
        assert page.field("rating") is None

    def test_green_is_saved_and_the_next_line_follows(self, officer):
        answer = send(officer, GREEN)
        page = officer.page(answer.location)
        following = page.tree.find(f".//*[@id='{answer.location.partition('#')[2]}']")
        assert following.find(".//form").get("action") == f"{ONE_3}?agency=police"
        assert (standing().rating, last_words()) == ("green", {"said": "The agreement is signed."})
        assert "Your update on 2.16 is saved." in page.text

    def test_after_the_last_line_comes_the_summary(self, client, board):
        for number in ("1.3", "2.3"):
            cell = the_agency("police")
            board.says(number, cell_id=cell)
        board.says("2.14")
        assert send(client.as_person(board.officer.id), GREEN).location == "/my-update/send#main"

    def test_red_keeps_all_that_it_needs(self, officer):
        send(officer, RED)
        assert standing().facts.rated.forecast == date(2017, 6, 30)
        assert last_words()["children"] == "Their risks are seen later."

    def test_words_of_another_answer_are_not_sent(self, officer):
        send(officer, {**GREEN, "children": "left over"})
        assert "children" not in last_words()

    def test_last_time_s_words_are_filled_in(self, officer, board):
        board.says("2.16", "red", on=date(2016, 10, 28))
        page = officer.page(CARD)
        assert page.field("help_asked") == "An analyst."
        assert (page.field("forecast-month"), page.field("forecast-year")) == ("6", "2017")
        assert page.field("rating") is None

    def test_nothing_has_changed_is_offered_once(self, officer, board):
        assert "Nothing has changed" not in officer.page(CARD).text
        first = board.says("2.16", "amber", on=date(2016, 10, 28))
        assert "Nothing has changed" in officer.page(CARD).text
        send(officer, {"quarter": "2016-17-Q3", "rating": "unchanged", "said": "Done as planned."}, seen=first)
        assert (standing().rating, last_words()) == ("amber", {})
        page = officer.page(CARD)
        assert "It stays amber" not in page.text
        assert page.field("why") == "Staff left."

    def test_better_than_last_time_needs_a_sentence(self, officer, board):
        seen = board.says("2.16", "red", on=date(2016, 10, 28))
        page = send(officer, GREEN, 400, seen=seen)
        assert page.errors() == {"Last time this was red. Say why it is better now": "#why_better"}
        send(officer, {**GREEN, "why_better": "The analyst came."}, seen=seen)
        assert standing().rating == "green"

    def test_a_submission_is_answered(self, officer):
        address = f"/my-update/{STRATEGY}/2.14"
        page = officer.page(address)
        assert (
            "For October to December 2016: joint report by Police and NCC (quarterly), due by the end of January 2017"
            in page.text
        )
        duty = standing("2.14").facts.running[0]
        send(officer, {**GREEN, "answers": f"{duty.id}:2017-01-31"}, address=address)
        assert standing("2.14").facts.running[0].submissions[-2].state == "on_time"

    def test_a_cell_of_an_action_asked_of_each(self, officer):
        address = f"/my-update/{STRATEGY}/1.3"
        assert officer.page(address).text == officer.page(f"{address}?agency=police").text
        officer.page(f"{address}?agency=ncc", status=403)
        send(officer, GREEN, address=f"{address}?agency=police")
        assert line_on(TODAY, the_action("1.3"), the_agency("police")).rating == "green"

    def test_a_contributor_adds_words_and_evidence_and_nothing_else(self, client, board):
        board.help("2.16")
        client.as_person(board.other.id)
        page = client.page(CARD)
        assert page.field("rating") is None
        assert "Report it complete" not in page.text
        send(client, {"said": "We gave our data.", "rating": "green", "claim": "y", "evidence_file": [upload()]})
        assert (standing().rating, standing().facts.claim) == (None, None)
        assert last_words() == {"said": "We gave our data."}
        assert len(evidence()) == 1

    def test_a_get_writes_nothing(self, officer):
        before = rows_now()
        officer.page("/my-update")
        officer.page(CARD)
        officer.page(f"{CARD}/date")
        assert rows_now() == before
