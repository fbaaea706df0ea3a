"""A wrong, an expired and a revoked link are not told apart."""

import re
from datetime import timedelta

import pytest
from a_board import TODAY
from an_answer_link import GREEN, LINKS, line, make, waiting
from counting import count_queries
from sqlalchemy import select

from actions.db import begin_writing, db
from tracker.links.models import AnswerLink


class TestWhatDoesNotWork:
    """A wrong, an expired and a revoked link are all not there."""

    def revoked(self, office):
        db.session.rollback()
        office.send(f"{LINKS}/{db.session.scalar(select(AnswerLink.id))}/revoke")

    def expired(self, office):
        begin_writing()
        db.session.query(AnswerLink).update({"last_day": TODAY - timedelta(days=1)})
        db.session.commit()

    @pytest.mark.parametrize("how", ["revoked", "expired"])
    def test_they_answer_alike(self, office, client, made, how):
        client.page(made)
        getattr(self, how)(office)
        wrong = client.get(f"{made[:-4]}AAAA")
        ended = client.get(made)
        assert ended.status_code == wrong.status_code == 404
        assert without_nonce(ended) == without_nonce(wrong)
        client.page(line(made), status=404)
        client.send(line(made), GREEN, status=404)
        assert waiting() == []

    @pytest.mark.parametrize("how", ["revoked", "expired"])
    def test_with_as_many_questions_to_the_database(self, office, client, made, how):
        getattr(self, how)(office)
        counts = []
        for address in (made, f"{made[:-4]}AAAA"):
            with count_queries() as asked:
                client.get(address)
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_on_its_last_day_it_works(self, client, office):
        client.page(make(office, **{"last_day-day": "16"}))

    def test_the_list_says_so(self, office, made):
        self.expired(office)
        assert "Ended on 15 January 2017" in office.page(LINKS).text
        begin_writing()
        db.session.query(AnswerLink).update({"last_day": TODAY})
        db.session.commit()
        self.revoked(office)
        assert "Revoked on 16 January 2017" in office.page(LINKS).text

    @pytest.mark.parametrize("token", ["x", "%00", "..", "Łódź", "a" * 3000, "' OR 1=1 --"])
    def test_any_other_text_is_no_link(self, client, token):
        assert client.get(f"/answer/{token}").status_code in (404, 308)


def without_nonce(response):
    return re.sub(r'nonce="[^"]*"', "", response.get_data(as_text=True))
