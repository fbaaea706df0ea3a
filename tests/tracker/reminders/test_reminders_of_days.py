"""Reminders of what is due, overdue, or owed for the quarter: from which day, and what stops them."""

from datetime import date

from a_board import STRATEGY, TODAY
from posting import found, of_line
from reminded import FEBRUARY, moved, told

from actions import changes
from actions.db import begin_writing, db
from actions.periods import Quarter, london_moment
from actions.standing import plan_on
from tracker.mail.reasons import REASONS


class TestDueSoon:
    def test_from_thirty_days_before_until_its_day(self, board):
        board.own("2.6")
        moved(board)
        assert of_line("due_soon", "2.6", date(2017, 1, 28)) is None
        first = of_line("due_soon", "2.6", date(2017, 1, 29))
        assert first.sentence == "It is due by the end of February 2017: 30 days left."
        assert of_line("due_soon", "2.6", FEBRUARY).sentence.endswith("today is the last day.")
        assert of_line("due_soon", "2.6", date(2017, 3, 1)) is None

    def test_stops_while_a_claim_or_a_request_waits(self, board):
        board.own("2.6", "2.7")
        moved(board)
        moved(board, "2.7")
        board.proves("2.6")
        board.claims("2.6")
        board.asks("2.7", date(2017, 6, 30))
        assert found("due_soon", FEBRUARY) == []


class TestOverdue:
    def test_from_the_day_after_with_its_reason(self, board):
        board.own("2.6")
        moved(board)
        assert of_line("overdue", "2.6", FEBRUARY) is None
        assert of_line("overdue", "2.6", date(2017, 3, 1)).sentence == (
            "Overdue by 1 day: it was due by the end of February 2017."
        )

    def test_stops_with_a_claim_and_while_a_new_date_is_asked(self, board):
        board.own("2.6", "2.7")
        assert of_line("overdue", "2.6", TODAY)
        board.proves("2.6")
        board.claims("2.6")
        board.asks("2.7", FEBRUARY)
        assert of_line("overdue", "2.6", TODAY) is None
        assert of_line("overdue", "2.7", TODAY) is None

    def test_for_submissions_that_have_not_come_even_while_a_date_is_asked(self, board):
        board.own("2.14")
        board.asks("2.14", FEBRUARY)
        said = of_line("overdue", "2.14", TODAY).sentence
        assert said.startswith("Overdue: the submissions due")
        assert said.endswith("have not come.")

    def test_an_agency_answers_for_its_own_cell_alone(self, board):
        cells = [each for each in found("overdue", TODAY) if each.line.number == "1.3"]
        assert len(cells) == len(plan_on(TODAY).agencies)
        police = next(each for each in cells if each.agency_id == board.officer.agency_id)
        assert told(police, 0) == {board.officer.id}
        assert police.values["agency"] == "police"


class TestTheQuartersUpdate:
    def test_two_weeks_before_its_update_day_and_on_it(self, board):
        board.own("2.6")
        assert found("update", TODAY) == []
        first = date(2017, 1, 17)
        mine = next(each for each in found("update", first) if each.agency_id == board.officer.agency_id)
        assert (
            "Q3 2016-17 (October to December 2016) are welcome by the end of January 2017: 14 days left"
            in mine.sentence
        )
        assert "2.6" in mine.sentence
        ladder = REASONS["update"]
        assert [ladder.rung(number) for number in (1, 14, 15, 100)] == [0, 0, 1, 1]

    def test_is_said_on_both_days_whenever_it_was_first_said(self, board, post):
        board.own("2.6")
        post.on(date(2017, 1, 28)).remind()
        assert ("update", 0) in post.about(board.officer)
        post.send()
        post.on(date(2017, 1, 31)).remind()
        assert ("update", 1) in post.about(board.officer)

    def test_names_only_lines_without_an_answer_and_stops_when_all_have_one(self, board):
        board.own("2.6", "2.7")
        day = date(2017, 1, 20)
        board.says("2.6")

        def police():
            mine = [each for each in found("update", day) if each.agency_id == board.officer.agency_id]
            return mine[0].sentence if mine else ""

        assert "2.7" in police()
        assert "2.6" not in police()
        for cell in ("1.3", "2.3"):
            board.says(cell, cell_id=board.officer.agency_id)
        board.says("2.7")
        assert police() == ""

    def test_stops_once_the_agency_has_sent_it(self, board):
        board.own("2.6")
        begin_writing()
        quarter = Quarter.parse("2016-17-Q3")
        changes.send_round(quarter, by=board.officer, at=london_moment(TODAY), without=True)
        db.session.commit()
        assert board.officer.agency_id not in [each.agency_id for each in found("update", date(2017, 1, 20))]


class TestSubmissions:
    def test_from_the_first_of_its_month_and_once_it_makes_the_line_overdue_that_is_said_instead(self, board):
        board.own("5.2")
        assert found("submission", TODAY)
        for each in found("submission", TODAY):
            assert each.began.day == 1
            assert "submission" in each.sentence
        keys = {each.key.split(":")[-1] for each in found("submission", TODAY) if each.line.number == "5.2"}
        behind = {str(each.due) for each in plan_on(TODAY).find(STRATEGY, "5.2").facts.behind}
        assert behind
        assert not keys & behind

    def test_stops_when_it_is_answered(self, board):
        board.own("2.14")
        mine = [each for each in found("submission", TODAY) if each.line.number == "2.14"]
        assert len(mine) == 2
        duties = plan_on(TODAY).find(STRATEGY, "2.14").facts.running
        answers = tuple((duty.id, each.due) for duty in duties for each in duty.submissions if each.state == "to_come")
        board.says("2.14", answers=answers)
        assert [each for each in found("submission", TODAY) if each.line.number == "2.14"] == []
