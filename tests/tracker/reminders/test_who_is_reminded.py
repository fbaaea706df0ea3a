"""Who is told of a line: its officer, else the agency's lead, else the business manager."""

from a_board import TODAY, the_action
from posting import of_line
from reminded import told

from actions import changes
from actions.db import begin_writing, db
from actions.models import Person
from actions.periods import london_moment
from tracker.accounts.models import Account


class TestWhoIsTold:
    def test_the_officer_of_the_line_and_not_the_agency_s_others(self, board):
        second = board.person("officer", "police")
        begin_writing()
        key = [(the_action("2.6"), None)]
        mine = db.session.get(Person, second.id)
        changes.assign(key, agency_id=second.agency_id, person=mine, by=board.office, at=london_moment(TODAY))
        db.session.commit()
        assert told(of_line("overdue", "2.6", TODAY), 0) == {second.id}

    def test_without_an_officer_the_lead_and_without_anybody_the_business_manager(self, board):
        board.own("2.6", agency="corby")
        assert told(of_line("overdue", "2.6", TODAY), 0) == {board.office.id}
        lead = board.person("agency_lead", "corby")
        assert told(of_line("overdue", "2.6", TODAY), 0) == {lead.id}

    def test_a_line_without_owner_is_the_business_manager_s(self, board):
        assert told(of_line("overdue", "2.6", TODAY), 0) == {board.office.id}

    def test_nobody_is_written_to_whose_account_is_closed_or_who_holds_no_role(self, board):
        board.own("2.6")
        matter = of_line("overdue", "2.6", TODAY)
        db.session.get(Account, board.officer.id).active = False
        db.session.commit()
        assert told(matter, 0) == set()

    def test_chair_executive_and_inspector_get_none(self, board, post):
        post.remind()
        assert [post.about(person) for person in (board.chair, board.executive, board.inspector)] == [[], [], []]
