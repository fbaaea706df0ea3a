"""What somebody is told because somebody else decided, asked or entered something."""

from datetime import date

import pytest
from a_board import TODAY, the_action, the_agency
from posting import found, of_line
from reminded import FEBRUARY, RED, after, moved, office_enters, told
from sqlalchemy import select

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db
from actions.models import Challenge, Meeting
from actions.periods import london_moment
from tracker import papers
from tracker.accounts.models import Account
from tracker.mail.reasons import REASONS


class TestDecisions:
    def test_an_answered_date_is_said_once_and_never_with_the_words(self, board, post):
        board.own("2.6")
        moved(board)
        news = of_line("date_answered", "2.6", TODAY)
        assert news.sentence.startswith(
            "A new date was agreed on 16 January 2017: it is due by the end of February 2017."
        )
        assert told(news, 5) == {board.officer.id, board.office.id}, "but it has one rung only"
        assert [REASONS["date_answered"].rung(number) for number in (1, 7, 400)] == [0, 0, 0]
        post.remind()
        assert ("date_answered", 0) in post.about(board.officer)
        post.send()
        post.on(after(1)).remind()
        assert ("date_answered", 0) not in post.about(board.officer)

    def test_a_declined_one_keeps_its_day_and_one_set_aside_is_no_news(self, board):
        board.own("2.6")
        begin_writing()
        asked = changes.ask_for_date(
            the_action("2.6"), new_due=FEBRUARY, reason="R", children="C", by=board.officer, at=london_moment(TODAY)
        )
        word = Word(by=board.deputy, at=london_moment(TODAY))
        decision = changes.decline(the_action("2.6"), asked.id, word=word, reason="No.")
        db.session.commit()
        assert "it stays due by the end of May 2015" in of_line("date_answered", "2.6", TODAY).sentence
        begin_writing()
        changes.set_aside(decision, word=word, reason="A slip.")
        db.session.commit()
        assert of_line("date_answered", "2.6", TODAY) is None

    def test_a_claim_sent_back_until_something_is_said_again(self, board):
        board.own("2.6")
        board.proves("2.6")
        claim = board.claims("2.6")
        begin_writing()
        word = Word(by=board.deputy, at=london_moment(TODAY))
        changes.send_back(the_action("2.6"), claim, word=word, reason=RED)
        db.session.commit()
        assert of_line("sent_back", "2.6", TODAY).sentence == (
            "Its claim was sent back on 16 January 2017. The reason is on its page."
        )
        board.says("2.6", "amber", on=after(1))
        assert of_line("sent_back", "2.6", after(1)) is None


class TestChallenges:
    @pytest.fixture
    def asked(self, board):
        begin_writing()
        changes.challenge(
            agency_id=the_agency("police"), question=RED, due_day=after(20), by=board.deputy, at=london_moment(TODAY)
        )
        db.session.commit()
        return db.session.scalars(select(Challenge)).one()

    def test_asks_the_agency_until_it_answers(self, board, asked):
        (mine,) = found("challenge", after(3))
        assert "The answer is wanted by 5 February 2017." in mine.sentence
        assert told(mine, 0) == {board.officer.id}
        begin_writing()
        changes.answer_challenge(asked, answer="Yes.", by=board.officer, at=london_moment(after(3)))
        db.session.commit()
        assert found("challenge", after(3)) == []

    def test_a_day_that_has_passed_is_said(self, board, asked):
        assert "The answer was due by 5 February 2017." in found("challenge", after(30))[0].sentence


class TestEnteredForSomebody:
    def test_is_told_the_person_once_and_nobody_else(self, board):
        board.own("2.6")
        office_enters(board)
        (mine,) = found("entered", TODAY)
        assert mine.sentence.startswith(
            "What came by telephone on 12 January 2017 was entered for you on 16 January 2017."
        )
        assert told(mine, 0) == {board.officer.id}

    def test_what_somebody_entered_for_themselves_is_no_news(self, board):
        office_enters(board, given_person_id=board.office.id)
        assert found("entered", TODAY) == []

    def test_who_left_is_not_told_and_nobody_in_their_place(self, board):
        office_enters(board)
        db.session.get(Account, board.officer.id).active = False
        db.session.commit()
        assert found("entered", TODAY) == []


class TestPapersOfMeetings:
    @pytest.fixture
    def meeting(self, board):
        begin_writing()
        at = london_moment(TODAY)
        held = changes.hold_meeting(name=RED, day=TODAY, by=board.office, at=at)
        asked = {"agency_id": the_agency("police"), "question": RED, "due_day": after(20), "meeting": held}
        changes.challenge(**asked, by=board.deputy, at=at)
        db.session.commit()
        return held.id

    def send(self, board, meeting, kind, on=TODAY):
        begin_writing()
        row = db.session.get(Meeting, meeting)
        changes.send_paper(kind, row, by=board.office, at=london_moment(on), render=papers.draw)
        db.session.commit()

    def test_an_action_sheet_is_told_once_to_those_whom_it_asks_for_something(self, board, post, meeting):
        assert found("paper", TODAY) == []
        self.send(board, meeting, "sheet")
        (mine,) = found("paper", TODAY)
        assert mine.sentence == "The action sheet of the meeting on 16 January 2017 asks 1 thing of your agency."
        assert told(mine, 0) == {board.officer.id}
        post.remind()
        assert ("paper", 0) in post.about(board.officer)
        assert [REASONS["paper"].rung(number) for number in (1, 7, 400)] == [0, 0, 0]

    def test_an_agenda_is_told_to_every_agency_that_has_somebody_to_read_it(self, board, meeting):
        self.send(board, meeting, "agenda")
        known = found("paper", TODAY)
        assert {each.agency_id for each in known} >= {the_agency("police")}
        assert {each.sentence for each in known} == {"The agenda pack for the meeting on 16 January 2017 is there."}
        assert RED not in known[0].sentence

    def test_a_second_edition_is_told_in_the_place_of_the_first(self, board, meeting):
        self.send(board, meeting, "sheet")
        (first,) = found("paper", TODAY)
        self.send(board, meeting, "sheet", after(1))
        (second,) = found("paper", after(1))
        assert second.key != first.key

    def test_after_a_month_it_is_no_news(self, board, meeting):
        self.send(board, meeting, "sheet")
        assert found("paper", after(31)) == []


class TestReports:
    def freeze(self, board, on, edition=1):
        begin_writing()
        words = {"verdict": RED, "worries": [], "successes": [], "decisions": []}
        said = {"kind": "quarterly", "period": "2016-17-Q2", "by": board.office, "at": london_moment(on)}
        changes.save_draft(cut_off=date(2016, 10, 31), words=words, **said)
        changes.freeze(render=papers.draw, reason="A date was wrong." if edition > 1 else "", **said)
        db.session.commit()

    def test_a_published_report_is_told_to_the_executives_once_and_holds_nothing_of_it(self, board, post):
        assert found("report", TODAY) == []
        self.freeze(board, TODAY)
        (matter,) = found("report", TODAY)
        assert matter.sentence == "The quarterly report, Q2 2016-17 (July to September 2016), is published."
        assert told(matter, 0) == {board.executive.id}
        post.remind()
        assert ("report", 0) in post.about(board.executive)
        assert ("report", 0) not in post.about(board.officer)
        assert [REASONS["report"].rung(number) for number in (1, 7, 400)] == [0, 0, 0]

    def test_a_later_edition_is_told_in_the_place_of_the_first(self, board, post):
        self.freeze(board, TODAY)
        self.freeze(board, after(1), edition=2)
        (matter,) = found("report", after(1))
        assert matter.sentence.endswith("is published as edition 2, in the place of an earlier one.")
        assert matter.values["edition"] == 2

    def test_after_a_month_it_is_no_news(self, board, post):
        self.freeze(board, TODAY)
        assert found("report", after(31)) == []
