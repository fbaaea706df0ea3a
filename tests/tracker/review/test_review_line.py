"""What the chair is shown of a line before deciding."""

from datetime import date

from a_board import STRATEGY
from a_decision import LINE


class TestALine:
    def test_it_shows_the_claim_its_words_and_its_evidence(self, deputy, claimed):
        page = deputy.page(LINE)
        assert "Reported complete. Lead officer, Police, 16 January 2017." in page.text
        assert "<Smith, J> signed =1+1 in Łódź." in page.text
        assert page.links()["Download The signed agreement"].startswith("/evidence/")

    def test_each_outcome_says_what_it_will_do(self, deputy, claimed, board):
        text = deputy.page(LINE).text
        assert "It becomes complete." in text
        assert "it stays due by the end of May 2015, and the owner is told" in text
        board.asks("2.14", date(2017, 5, 31))
        text = deputy.page(f"/review/{STRATEGY}/2.14").text
        assert "takes the place of the end of April 2015." in text

    def test_only_what_is_open_is_offered(self, deputy, claimed):
        html = deputy.page(LINE).html
        offered = {key for key in ("accept", "send_back", "agree", "decline", "reopen") if f'value="{key}"' in html}
        assert offered == {"accept", "send_back"}

    def test_each_move_of_its_date_is_shown(self, deputy, board, asked):
        board.agrees("2.16", asked)
        page = deputy.page(LINE)
        assert "1 time re-dated" in page.text
        assert "From May 2015 to May 2017, agreed on 16 January 2017" in page.text
        assert "Reason: It is likely to be kept." in page.text

    def test_restricted_evidence_is_named_only_to_who_may_see_it(self, client, board):
        board.proves("2.16", name="A secret case", restricted=True)
        assert "A secret case" in client.as_person(board.deputy.id).page(LINE).text
        page = client.as_person(board.office.id).page(LINE)
        assert "A secret case" not in page.html
        assert "1 restricted piece of evidence exists that you may not open." in page.text

    def test_text_of_20_000_characters_is_shown_whole(self, deputy, board):
        board.says("2.16", words={"said": "ż" * 20_000})
        assert "ż" * 20_000 in deputy.page(LINE).text

    def test_the_whole_of_an_action_asked_of_each_leads_to_its_parts(self, deputy):
        page = deputy.page(f"/review/{STRATEGY}/1.3")
        assert page.links()["Northamptonshire Police"] == f"/review/{STRATEGY}/1.3?agency=police"
        assert "Stop it" in page.text
        assert "Reopen" not in page.text

    def test_a_recommendation_to_be_considered_is_for_a_meeting(self, deputy):
        assert "considered at a meeting" in deputy.page("/review/profile-2016/1").text
