"""The chair's queue: who sees it, what waits first, and what it is narrowed down to."""

from datetime import date

import pytest
from a_board import STRATEGY, TODAY, rows_now, the_agency
from a_decision import LINE, decide
from counting import count_queries

from actions import changes, queries
from actions.db import begin_writing, db
from actions.periods import london_moment
from actions.standing import line_on, plan_on
from tracker.pages.review import queues


class TestWhoMaySee:
    @pytest.mark.parametrize("address", ["/review", LINE])
    @pytest.mark.parametrize(
        ("who", "status"),
        [
            ("chair", 200),
            ("deputy", 200),
            ("office", 200),
            ("officer", 403),
            ("other", 403),
            ("executive", 403),
            ("inspector", 403),
        ],
    )
    def test_chair_deputy_and_office(self, client, board, who, status, address):
        client.as_person(getattr(board, who).id).page(address, status=status)

    def test_a_line_that_does_not_exist_is_not_found(self, deputy):
        for address in ("/review/nothing/2.16", f"/review/{STRATEGY}/2.15", f"{LINE}?agency=police"):
            deputy.page(address, status=404)

    def test_looking_writes_nothing(self, deputy, claimed):
        before = rows_now()
        deputy.page("/review")
        deputy.page(LINE)
        assert rows_now() == before


class TestTheQueue:
    def test_its_groups_have_counts_and_claims_come_first(self, deputy, claimed, board):
        board.asks("2.14", date(2017, 5, 31))
        page = deputy.page("/review")
        assert page.text.index("1 Claims") < page.text.index("1 Requests for a new date") < page.text.index("Overdue")
        assert page.links()["Begin with 2.16"] == LINE

    def test_the_longest_overdue_come_first(self, deputy):
        page, lines = deputy.page("/review"), queries.waiting_for_chair(TODAY)["overdue"]
        days = [each.due for each in lines if each.due]
        assert days == sorted(days)
        shown = [link.text.split()[0] for link in page.tree.findall(".//section[@id='overdue']//tbody//th/a")]
        assert shown == [each.number for each in lines[: len(shown)]]

    def test_nothing_waiting_is_said(self, client, board, monkeypatch):
        nothing = dict.fromkeys(queries.waiting_for_chair(TODAY), [])
        monkeypatch.setattr(queries, "waiting_for_chair", lambda day: nothing)
        page = client.as_person(board.chair.id).page("/review")
        assert "Nothing waits for a decision" in page.text

    def test_it_is_narrowed_down_by_document_priority_and_owner(self, deputy, claimed, board):
        board.asks("2.14", date(2017, 5, 31))
        for asked, shown in {
            "of-owner=police": {"2.14", "2.16"},
            "of-owner=health": set(),
            "of-priority=2&of-owner=police": {"2.14", "2.16"},
            "of-priority=1&of-owner=police": set(),
            "of-document=profile-2016&of-owner=police": set(),
            "of-owner=<Smith, J>": set(),
        }.items():
            page = deputy.page(f"/review?{asked}")
            lines = {said.split()[0] for said in page.links() if said[:2] == "2."}
            assert lines - {"2.3"} == shown, asked
        assert "Nothing of this waits." in page.text

    def test_what_it_is_narrowed_down_to_is_carried_along(self, deputy, claimed, board):
        board.asks("2.14", date(2017, 5, 31))
        page = deputy.page("/review?of-owner=police")
        first = page.links()["Begin with 2.16"]
        assert first == f"{LINE}?of-owner=police"
        line = deputy.page(first)
        assert line.links()["Review: all that waits"] == "/review?of-owner=police"
        assert "Without an owner" in deputy.page(LINE).text
        assert "Without an owner" not in line.text
        answer = decide(deputy, "send_back", address=first, claim=str(claimed), reason="It is not signed.")
        assert answer.location == f"/review/{STRATEGY}/2.14?of-owner=police#main"

    def test_how_much_of_it_is_shown_is_said(self, deputy, claimed):
        page = deputy.page("/review?of-owner=police")
        waiting = {each.facts.key for group in queues.of(TODAY) for each in group.lines}
        police = {key for key in waiting if line_on(TODAY, *key).owner_id == the_agency("police")}
        assert f"{len(police)} of {len(waiting)} lines shown." in page.text
        assert page.links()["Show all of them"] == "/review"

    def test_the_current_line_is_marked_beside_what_it_shows(self, deputy, claimed):
        page = deputy.page(LINE)
        current = [link.get("href") for link in page.main.iter("a") if link.get("aria-current")]
        assert current == [LINE]

    def test_it_takes_at_most_twelve_queries_whatever_its_length(self, deputy, board):
        begin_writing()
        keys = [each.facts.key for each in plan_on(TODAY).answerable() if each.cell is None]
        changes.assign(keys, agency_id=the_agency("police"), person=None, by=board.office, at=london_moment(TODAY))
        db.session.commit()
        with count_queries() as cold:
            deputy.page("/review")
        with count_queries() as warm:
            deputy.page("/review")
        assert len(warm) <= len(cold) <= 12, cold

    def test_a_line_takes_as_many_queries_with_much_history_as_with_little(self, deputy, board, claimed):
        deputy.page(LINE)
        with count_queries() as little:
            deputy.page(LINE)
        for _ in range(6):
            board.says("2.16", "green")
            board.proves("2.16")
        deputy.page(LINE)
        with count_queries() as much:
            deputy.page(LINE)
        assert len(little) == len(much) <= 12, much

    def test_a_past_day_shows_that_day_and_offers_nothing(self, deputy, claimed):
        page = deputy.page(f"{LINE}?as-at=2017-01-15")
        assert "Reported complete" not in page.text
        assert page.field("taken_on-day") is None
        assert "Go to today" in page.links()
        decide(deputy, "stop", 409, address=f"{LINE}?as-at=2017-01-15", reason="Not now.")
