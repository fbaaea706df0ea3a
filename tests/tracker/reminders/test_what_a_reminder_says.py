"""What is written in a reminder, and what never is: nothing typed, nothing gated."""

from datetime import date

import pytest
from a_board import PROFILE, STRATEGY, TODAY, the_action, the_agency
from posting import messages
from reminded import RED, after, office_enters
from sqlalchemy import select

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db
from actions.models import Document, Meeting
from actions.periods import london_moment
from actions.standing import plan_on


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
        office_enters(board)
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
