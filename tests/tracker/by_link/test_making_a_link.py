"""An answer link is made by the business manager, shown once, and works until its last day."""

import pytest
from an_answer_link import AWKWARD, LINKS, TO_MAKE, make, shown_once, told_in_journal
from sqlalchemy import select

from actions.db import db
from tracker import accounts
from tracker.links.models import AnswerLink


class TestMaking:
    @pytest.mark.parametrize("who", ["officer", "lead", "chair", "deputy", "executive", "inspector"])
    def test_is_for_the_business_manager_alone(self, client, board, who):
        client.as_person(getattr(board, who).id)
        client.page(LINKS, status=403)
        client.send(LINKS, TO_MAKE, status=403)
        assert db.session.query(AnswerLink).count() == 0

    def test_the_address_is_shown_once_and_kept_as_a_hash(self, office, tmp_path):
        path = make(office)
        token = path.rpartition("/")[2]
        assert shown_once(office.page(LINKS)) is None
        assert db.session.scalars(select(AnswerLink.token_hash)).all() == [accounts.token_hash(token)]
        assert not [each for each in tmp_path.rglob("*") if each.is_file() and token.encode() in each.read_bytes()]

    def test_it_works_until_the_quarter_closes_unless_another_day_is_picked(self, office):
        page = office.page(LINKS)
        assert [page.field(f"last_day-{part}") for part in ("day", "month", "year")] == ["31", "1", "2017"]
        assert page.field("quarter") == "2016-17-Q3"
        make(office, **{"last_day-day": "20"})
        page = office.page(LINKS)
        assert "Police Q3 2016-17 (October to December 2016)" in page.text
        assert "Service manager, Missing Unit" in page.text
        assert "Works until 20 January 2017" in page.text

    @pytest.mark.parametrize(("day", "month"), [("15", "1"), ("1", "2")])
    def test_a_last_day_that_has_passed_or_lies_after_the_quarter_s_end_is_refused(self, office, day, month):
        page = office.send(LINKS, {**TO_MAKE, "last_day-day": day, "last_day-month": month}, status=400)
        assert page.errors() == {
            "Enter a day from today on, up to 31 January 2017, when the quarter closes": "#last_day-day"
        }
        assert db.session.query(AnswerLink).count() == 0

    @pytest.mark.parametrize(
        ("field", "value"),
        [("agency", ""), ("agency", "nobody"), ("quarter", ""), ("quarter", "2015-16-Q1"), ("issued_to", " ")],
    )
    def test_what_is_missing_or_made_up_is_refused(self, office, field, value):
        assert office.send(LINKS, {**TO_MAKE, field: value}, status=400).errors()
        assert db.session.query(AnswerLink).count() == 0

    @pytest.mark.parametrize("words", AWKWARD[:4])
    def test_who_gets_it_is_shown_as_typed(self, office, client, words):
        made = make(office, issued_to=words, email="unit@police.example")
        page = office.page(LINKS)
        assert words in page.text
        assert "unit@police.example" in page.text
        assert words in client.page(made).text

    def test_the_journal_says_made_and_revoked_without_the_token_or_the_words(self, office, board, made):
        number = db.session.scalar(select(AnswerLink.id))
        office.send(f"{LINKS}/{number}/revoke")
        by = board.office.id
        assert told_in_journal() == [
            ("link_made", by, f"link {number}: made"),
            ("link_revoked", by, f"link {number}: revoked"),
        ]

    def test_none_can_be_made_while_a_past_day_is_shown(self, office):
        assert "Make the link" not in office.page(f"{LINKS}?as-at=2017-01-10").text
        office.send(f"{LINKS}?as-at=2017-01-10", TO_MAKE, status=409)
