"""What people are reminded of, who is told and when, and when it stops (docs/decisions/0011-reminders.md)."""

from datetime import date, timedelta

import pytest
from a_board import PROFILE, STRATEGY, TODAY, Board, the_action, the_agency
from posting import Post, found, messages, of_line
from sqlalchemy import select

from actions import changes
from actions.changes import Word
from actions.changes.recording import record
from actions.db import begin_writing, db
from actions.models import Challenge, Document, Meeting, Person, Update
from actions.periods import Quarter, london_moment
from actions.standing import plan_on
from tracker.accounts.models import Account
from tracker.mail.board import Board as Looked
from tracker.mail.reasons import REASONS, receivers

FEBRUARY = date(2017, 2, 28)
RED = "<Smith, J> =1+1 Łódź"


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def post(app):
    return Post(app)


def after(days, first=TODAY):
    return first + timedelta(days=days)


def moved(board, number="2.6", month=FEBRUARY, on=TODAY):
    board.agrees(number, board.asks(number, month, on=on), on=on)


def told(matter, rung, day=TODAY):
    return set(receivers(Looked(day), matter, rung))


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
    def put(self, board, **more):
        begin_writing()
        given = {"given_how": "telephone", "given_on": date(2017, 1, 12), "given_person_id": board.officer.id}
        record(
            Update,
            by=board.office,
            at=london_moment(TODAY),
            words={"said": RED, "given_by": RED},
            action_id=the_action("2.6"),
            agency_id=board.officer.agency_id,
            quarter=date(2016, 10, 1),
            as_owner=True,
            rating="green",
            unchanged=False,
            **{**given, **more},
        )
        db.session.commit()

    def test_is_told_the_person_once_and_nobody_else(self, board):
        board.own("2.6")
        self.put(board)
        (mine,) = found("entered", TODAY)
        assert mine.sentence.startswith(
            "What came by telephone on 12 January 2017 was entered for you on 16 January 2017."
        )
        assert told(mine, 0) == {board.officer.id}

    def test_what_somebody_entered_for_themselves_is_no_news(self, board):
        self.put(board, given_person_id=board.office.id)
        assert found("entered", TODAY) == []

    def test_who_left_is_not_told_and_nobody_in_their_place(self, board):
        self.put(board)
        db.session.get(Account, board.officer.id).active = False
        db.session.commit()
        assert found("entered", TODAY) == []


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


class TestWhatIsWritten:
    def mail(self, board, post):
        post.on(date(2017, 1, 20)).remind()
        post.send()
        return post.handed.to(board.officer)[0]

    def test_says_number_title_reason_link_and_marking(self, board, post):
        board.own("2.6")
        letter = self.mail(board, post)
        lines = letter.body.splitlines()
        title = plan_on(TODAY).find(STRATEGY, "2.6").line.title
        assert lines[0] == lines[-1] == "OFFICIAL-SENSITIVE"
        assert "Worked example: invented. Not a record of any agency." in lines
        assert f"* Action 2.6: {title}" in lines
        assert "  http://localhost/plan/strategy-2015-16/2.6" in lines
        assert "  http://localhost/my-update" in lines
        assert "\n\n\n" not in letter.body

    def test_who_is_told_above_the_officer_is_told_why(self, board, post):
        lead = board.person("agency_lead", "police")
        board.own("2.6")
        post.goes_out(TODAY)
        post.goes_out(after(6))
        why = "You are told as agency lead, because it has waited since 16 January 2017 without an answer."
        assert why in post.handed.to(lead)[-1].body
        assert "You are told as" not in post.handed.to(board.officer)[-1].body

    @pytest.fixture
    def recommendation(self, board):
        begin_writing()
        at = london_moment(TODAY)
        meeting = changes.hold_meeting(name="Sub group", day=TODAY, by=board.office, at=at)
        taken = changes.Acceptance(
            owner_agency_id=board.officer.agency_id, due=date(2017, 2, 28), own_words=RED, once=True
        )
        changes.accept_recommendation(
            the_action("27", PROFILE),
            word=Word(by=board.deputy, at=at),
            meeting=db.session.get(Meeting, meeting.id),
            acceptance=taken,
        )
        db.session.commit()
        return plan_on(TODAY).find(PROFILE, "27").line

    def test_of_a_gated_recommendation_the_number_and_never_its_title(self, board, post, recommendation):
        post.on(date(2017, 2, 1)).remind()
        post.send()
        letter = post.handed.to(board.officer)[0]
        assert "* Recommendation 27\n" in letter.body
        assert (recommendation.title or recommendation.statement) not in letter.body
        assert recommendation.statement[:40] not in letter.body

    def test_once_its_originator_permits_it_to_the_sub_group_the_title_too(self, board, post, recommendation):
        begin_writing()
        document = db.session.scalars(select(Document).filter_by(reference=PROFILE)).one()
        permitted = {"given_by": "Police", "reference": "1", "given_on": TODAY}
        for audience in ("executives", "sub_group"):
            post.on(date(2017, 2, 1))
            changes.release(document, audience=audience, **permitted, by=board.office, at=london_moment(TODAY))
        db.session.commit()
        post.remind()
        post.send()
        said = recommendation.title or recommendation.statement
        assert f"* Recommendation 27: {said}\n" in post.handed.to(board.officer)[0].body

    def test_nothing_typed_is_in_the_outbox_or_in_a_mail(self, board, post):
        board.own("2.6", "2.7")
        TestEnteredForSomebody().put(board)
        board.proves("2.6", name=RED)
        claim = board.claims("2.6")
        begin_writing()
        word = Word(by=board.deputy, at=london_moment(TODAY))
        changes.send_back(the_action("2.6"), claim, word=word, reason=RED)
        changes.challenge(agency_id=the_agency("police"), question=RED, due_day=after(9), by=board.deputy, at=word.at)
        db.session.commit()
        letter = self.mail(board, post)
        assert "Claim sent back" in letter.body
        assert "Asked on record" in letter.body
        for part in ("Smith", "=1+1", "Łódź"):
            assert part not in letter.body + letter.subject
            assert part not in str([row.about for row in messages()])

    def test_a_marking_with_line_breaks_stays_one_line(self, board, post):
        begin_writing()
        changes.set_setting("marking", "OFFICIAL\nBcc: x@y.example", by=board.office, at=london_moment(TODAY))
        db.session.commit()
        board.own("2.6")
        letter = self.mail(board, post)
        assert letter.body.splitlines()[0] == "OFFICIAL Bcc: x@y.example"
        assert "Bcc" not in letter.subject
