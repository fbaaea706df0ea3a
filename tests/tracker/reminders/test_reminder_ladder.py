"""How often a reminder comes, and who is told as it goes on (docs/decisions/0011-reminders.md)."""

from datetime import date

from a_board import TODAY
from posting import messages, of_line
from reminded import after, moved

from tracker.mail.reasons import REASONS


class TestTheLadder:
    def test_day_1_day_7_then_every_30(self):
        ladder = REASONS["overdue"]
        days = [number for number in range(1, 130) if number == 1 or ladder.rung(number) != ladder.rung(number - 1)]
        assert days == [1, 7, 37, 67, 97, 127]

    def test_to_the_officer_then_the_lead_then_the_business_manager(self, board, post):
        lead = board.person("agency_lead", "police", title="Agency lead, Police")
        board.own("2.6")
        people = {"officer": board.officer, "lead": lead, "office": board.office}
        key = of_line("overdue", "2.6", TODAY).key
        seen = {name: [] for name in people}
        for number in (1, 2, 6, 7, 8, 36, 37, 38, 66, 67, 68):
            post.on(after(number - 1)).remind()
            for name, person in people.items():
                if key in [
                    each for row in messages() if row.person_id == person.id and not row.sent for each, _ in row.about
                ]:
                    seen[name].append(number)
            post.send()
        assert seen == {"officer": [1, 7, 37, 67], "lead": [7, 37, 67], "office": [37, 67]}

    def test_what_was_missed_while_nothing_ran_is_made_up_for(self, board, post):
        lead = board.person("agency_lead", "police")
        board.own("2.6")
        post.goes_out(TODAY)
        post.on(after(12)).remind()
        assert ("overdue", 1) in post.about(lead)

    def test_a_matter_that_went_away_and_came_again_begins_anew(self, board, post):
        board.own("2.6")
        before = of_line("overdue", "2.6", TODAY).key
        moved(board)
        assert of_line("overdue", "2.6", date(2017, 3, 2)).key != before

    def test_each_is_told_once_on_a_rung(self, board, post):
        board.own("2.6")
        first = post.goes_out(TODAY)
        assert first
        for number in range(1, 6):
            assert [letter for letter in post.goes_out(after(number)) if "Overdue" in letter.body] == []

    def test_who_comes_to_a_line_later_is_told_where_the_ladder_stands(self, board, post):
        board.own("2.6")
        post.goes_out(TODAY)
        newcomer = board.person("officer", "police", title="Second officer, Police")
        post.on(after(2)).remind()
        assert ("overdue", 0) in post.about(newcomer)
