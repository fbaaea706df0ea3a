"""The list of what an officer answers for: who sees it, what comes first, what is to go."""

from datetime import date

import pytest
from a_board import STRATEGY, TODAY, the_agency
from a_card import CARD, CARD_14, GREEN, ONE_3, send, standing
from counting import count_queries

from actions import changes, queries
from actions.db import begin_writing, db
from actions.periods import london_moment
from actions.standing import plan_on


def forms_of(page):
    """Where the lines that can be answered on the page are sent, in their order."""
    found = [each.get("action") or "" for each in page.tree.iter("form")]
    return [address for address in found if address.startswith("/my-update/")]


class TestWhoMaySee:
    @pytest.mark.parametrize("address", ["/my-update", CARD, f"{CARD}/date"])
    @pytest.mark.parametrize("who", ["office", "chair", "deputy", "executive", "inspector"])
    def test_nobody_but_officers(self, client, board, who, address):
        client.as_person(getattr(board, who).id).page(address, status=403)

    def test_an_officer_of_another_agency_may_not_open_the_card(self, client, board):
        client.as_person(board.other.id).page(CARD, status=403)
        send(client, GREEN, 403)
        assert standing().rating is None

    def test_a_line_that_does_not_exist_is_not_found(self, officer):
        for address in ("/my-update/nothing/2.16", f"/my-update/{STRATEGY}/2.15", f"{CARD}?agency=police"):
            officer.page(address, status=404)

    def test_a_contributor_may_not_ask_for_a_date(self, client, board):
        board.help("2.16")
        client.as_person(board.other.id).page(f"{CARD}/date", status=403)


class TestTheList:
    def test_an_officer_without_lines_is_told_so(self, client, board):
        assert "Adoption" not in client.as_person(board.other.id).page("/my-update").text
        page = client.page("/my-update")
        assert "1.3" in page.text  # each agency answers 1.3 and 2.3 for itself

    def test_it_counts_what_is_answered_and_what_is_to_go(self, officer, board):
        board.says("2.16")
        page = officer.page("/my-update")
        assert "1 of 4 answered for Q3 2016-17 (October to December 2016), 3 to go, by 31 January 2017." in page.text
        assert forms_of(page) == [f"{ONE_3}?agency=police", f"/my-update/{STRATEGY}/2.3?agency=police", CARD_14]

    def test_a_line_shows_where_it_stands_and_what_was_said_last(self, officer, board):
        board.says("2.16", "red")
        page = officer.page("/my-update")
        assert "Overdue by 19 months: it was due by the end of May 2015." in page.text
        assert "Help asked: An analyst." in page.text
        assert "Q3 2016-17 (October to December 2016): answered" in page.text
        assert "Q4 2016-17 (January to March 2017): not answered yet" in page.text

    def test_what_wants_an_answer_comes_first_and_the_most_urgent_before_it(self, officer, board):
        board.own("3.2")
        board.says("2.16")
        text = officer.page("/my-update").text
        assert text.index("2.14 ") < text.index("Answered (1)") < text.rindex("2.16 ")

    def test_lines_helped_stand_apart(self, client, board):
        board.help("2.16")
        page = client.as_person(board.other.id).page("/my-update")
        assert "You help with (1)" in page.text
        assert page.links()["2.16 " + standing().line.title] == CARD

    def test_a_past_day_shows_that_day_and_offers_nothing(self, officer, board):
        board.says("2.16")
        page = officer.page("/my-update?as-at=2016-12-01")
        assert "0 of 4 answered for Q3 2016-17" in page.text
        assert "/my-update/" not in page.html
        assert 'href="/my-update">Go to today' in page.html

    def test_of_many_lines_the_five_most_urgent_can_be_answered_on_the_page(self, officer, board):
        own_all(board)
        page = officer.page("/my-update")
        assert len(forms_of(page)) == 5
        assert "The first 5 can be answered here; as you save them, the next move up." in page.text

    def test_85_lines_take_at_most_twelve_queries_and_none_is_a_line_s_own(self, officer, board):
        own_all(board)
        officer.page("/my-update")
        with count_queries() as warm:
            officer.page("/my-update")
        board.says("2.16", "red")
        with count_queries() as cold:
            officer.page("/my-update")
        assert len(queries.mine(board.officer, TODAY)) >= 43
        assert len(warm) <= 12, warm
        assert len(cold) <= 12, cold


def own_all(board):
    begin_writing()
    lines = [each for each in plan_on(TODAY).answerable() if each.cell is None]
    keys = [each.facts.key for each in lines]
    police = the_agency("police")
    changes.assign(keys, agency_id=police, person=None, by=board.office, at=london_moment(date(2016, 11, 1)))
    db.session.commit()
