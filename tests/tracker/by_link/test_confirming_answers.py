"""What came by a link is compared with what stands, and confirmed or refused by the agency's lead or the business manager."""

from datetime import UTC, date, datetime, timedelta

import pytest
from a_board import TODAY, rows_now, the_action, the_agency
from an_answer_link import AMBER, CONFIRM, GREEN, LINKS, confirming, line, told_in_journal, updates, waiting
from counting import count_queries
from sqlalchemy import select

from actions import changes, queries
from actions.db import begin_writing, db
from actions.periods import london_moment
from tracker.links.models import AnswerLink, LinkAnswer


class TestConfirming:
    @pytest.fixture(autouse=True)
    def answered(self, client, made):
        client.send(line(made), AMBER)
        client.send(line(made, "2.16"), GREEN)

    @pytest.fixture
    def lead(self, app, board):
        return app.test_client().as_person(board.lead.id)

    @pytest.mark.parametrize("who", ["officer", "chair", "deputy", "executive", "inspector"])
    def test_is_for_the_agency_s_lead_and_the_business_manager(self, app, board, who):
        person = app.test_client().as_person(getattr(board, who).id)
        person.page(CONFIRM, status=403)
        person.send(CONFIRM, {"confirm": str(waiting()[0].id)}, status=403)
        assert updates() == []

    def test_another_agency_s_lead_sees_none(self, app, board):
        other = app.test_client().as_person(board.person("agency_lead", "ncc").id)
        assert "Nothing that came by link waits" in other.page(CONFIRM).text
        other.page(f"{CONFIRM}/{waiting()[0].id}/refuse", status=404)
        other.send(f"{CONFIRM}/{waiting()[0].id}/refuse", {"reason": "No."}, status=404)
        other.send(CONFIRM, {"confirm": str(waiting()[0].id)}, status=409)
        assert updates() == []

    def test_each_is_compared_with_what_stands(self, client, office, board, lead):
        board.says("2.14", "green", words={"said": "It stood so."})
        page = lead.page(CONFIRM)
        assert "2 answers wait to be confirmed" in page.text
        assert "Rating Green Amber" in page.text
        assert "Why nothing Staff left." in page.text
        assert "It stood so." in page.text
        assert "An update was added after this answer was given." in page.text
        assert "given by Service manager, Missing Unit" in page.text
        assert "2 answers came by link and wait for you to confirm" in lead.page("/my-update").links()

    @pytest.mark.parametrize("who", ["lead", "office"])
    def test_confirmed_it_is_the_agency_s_update_marked_by_link(self, app, board, who):
        person = getattr(board, who)
        confirming(app.test_client().as_person(person.id), "2.14")
        (update,) = updates()
        assert (update.by_id, update.agency_id, update.as_owner) == (person.id, the_agency("police"), True)
        assert (update.given_how, update.given_on) == ("link", TODAY)
        assert (update.rating, update.forecast, update.quarter) == ("amber", date(2017, 6, 30), date(2016, 10, 1))
        assert queries.words_of([update.id])[update.id] == {
            "said": "We mapped it.",
            "why": "Staff left.",
            "next_steps": "Recruit.",
            "given_by": "Service manager, Missing Unit",
        }

    def test_some_or_all(self, lead, office):
        confirming(lead, "2.14")
        assert [row.action_id for row in waiting()] == [the_action("2.16")]
        confirming(office, "2.16")
        assert waiting() == []
        assert "Nothing that came by link waits" in office.page(CONFIRM).text

    def test_a_link_that_ended_meanwhile_takes_nothing_away(self, office, lead):
        office.send(f"{LINKS}/{db.session.scalar(select(AnswerLink.id))}/revoke")
        confirming(lead, "2.14", "2.16")
        assert len(updates()) == 1

    def test_none_ticked_is_told(self, lead):
        page = lead.send(CONFIRM, {}, status=400)
        assert page.errors() == {"Tick what you confirm": "#confirm"}

    def test_the_rules_are_judged_again_and_then_none_is_recorded(self, lead, board):
        begin_writing()
        standing = the_action("2.14")
        changes.stop(standing, word=changes.Word(by=board.deputy, at=london_moment(TODAY)), reason="No longer wanted.")
        db.session.commit()
        page = confirming(lead, "2.14", "2.16", status=400)
        assert "2.14: This is not open, so no update can be added." in page.errors()
        assert updates("2.16") == []
        assert len(waiting()) == 2

    def test_an_update_that_came_while_the_page_was_open_is_shown_first(self, lead, board):
        shown = {f"seen-{row.id}": "0" for row in waiting()}
        board.says("2.14", "green")
        page = lead.send(CONFIRM, {**shown, "confirm": str(waiting()[0].id)}, status=400)
        assert "2.14: Somebody added an update while you were writing." in next(iter(page.errors()))
        assert len(updates()) == 1
        confirming(lead, "2.14")
        assert [update.rating for update in updates()] == ["green", "amber"]

    def test_a_line_that_was_given_to_another_agency_is_not_this_one_s_to_answer(self, office, lead, board):
        board.own("2.14", agency="ncc", on=TODAY)
        assert "2.14" not in " ".join(lead.page(CONFIRM).links())
        page = confirming(office, "2.14", status=400)
        assert any("not your agency's line any more" in each for each in page.errors())

    def test_twice_it_is_recorded_once(self, lead):
        number = str(waiting()[0].id)
        confirming(lead, "2.14")
        lead.send(CONFIRM, {"confirm": number, f"seen-{number}": "0"}, status=400)
        assert len(updates()) == 1

    def test_refused_its_words_are_gone_and_who_answered_is_told_why(self, client, made, lead, board):
        number = waiting()[0].id
        page = lead.send(f"{CONFIRM}/{number}/refuse", {"reason": ""}, status=400)
        assert page.errors() == {"Say why it is refused": "#reason"}
        lead.send(f"{CONFIRM}/{number}/refuse", {"reason": "It was 2.16 that <Smith, J> meant."})
        assert waiting()[0].content is None
        assert told_in_journal()[-1][:2] == ("link_answer_refused", board.lead.id)
        for address in (made, line(made)):
            assert "It was 2.16 that <Smith, J> meant." in client.page(address).text
        client.send(line(made), GREEN)
        assert "Smith" not in client.page(made).text
        assert updates() == []

    def test_after_30_days_it_is_gone(self, client, made, lead):
        begin_writing()
        db.session.query(LinkAnswer).update({"made": datetime.now(UTC) - timedelta(days=31)})
        db.session.commit()
        assert "Nothing that came by link waits" in lead.page(CONFIRM).text
        assert "0 of 4 answered" in client.page(made).text
        client.send(line(made), GREEN)
        assert len(waiting()) == 1

    def test_the_page_asks_few_questions_and_writes_nothing(self, lead):
        before = rows_now()
        with count_queries() as asked:
            lead.page(CONFIRM)
        assert len(asked) <= 12, asked
        assert rows_now() == before

    def test_it_cannot_be_done_while_a_past_day_is_shown(self, lead):
        assert "Confirm what is ticked" not in lead.page(f"{CONFIRM}?as-at=2017-01-10").text
        lead.send(f"{CONFIRM}?as-at=2017-01-10", {"confirm": str(waiting()[0].id)}, status=409)
        assert updates() == []

    def test_the_business_manager_s_start_leads_to_it(self, office):
        page = office.page("/people/missing")
        assert "2 answers that came by link wait to be confirmed" in page.text
        assert page.links()["Compare and confirm"] == CONFIRM
