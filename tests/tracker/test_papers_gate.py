"""The profile's gate: no words of it leave in a report before its originator permits that (rules.md section 7)."""

import json
import re
from datetime import date

import pytest
from drawn_papers import CUT_OFF, facts_with, said_in_html, said_in_pdf
from the_example import PROFILE, holder

from actions import changes, reports
from actions.db import begin_writing, db
from actions.models import Document
from actions.periods import london_moment
from actions.standing import plan_on
from tracker import papers


@pytest.fixture
def facts(example_app):
    with example_app.app_context():
        yield facts_with()


def words_of_the_profile():
    """Every title and statement of the 42 recommendations, their 13 parts and the two national ones."""
    lines = plan_on(CUT_OFF).of(PROFILE)
    assert len(lines) == 42 + 13 + 2
    return {" ".join(text.split()) for each in lines for text in (each.line.title, each.line.statement) if text}


def said_in_each_form(facts):
    drawn = papers.draw(facts)
    page, content = drawn["html"], drawn["pdf"]
    kept = " ".join(_texts(json.loads(facts)))
    return {"facts": kept, "html": said_in_html(page), "pdf": " ".join(text for _, text in said_in_pdf(content))}


def _texts(values):
    if isinstance(values, dict | list):
        return [text for each in (values.values() if isinstance(values, dict) else values) for text in _texts(each)]
    return [" ".join(str(values).split())]


def permit(*audiences):
    office = holder("business_manager")
    for audience in audiences:
        begin_writing()
        document = db.session.query(Document).filter_by(reference=PROFILE).one()
        said = {"given_by": "Its author", "reference": "letter 1", "given_on": CUT_OFF}
        changes.release(document, audience=audience, by=office, at=london_moment(CUT_OFF), **said)
        db.session.commit()


class TestTheGate:
    def test_before_the_permission_no_words_of_the_profile_leave(self, facts):
        for form, said in said_in_each_form(facts).items():
            assert {text for text in words_of_the_profile() if text in said} == set(), form

    def test_what_the_meeting_decided_does_and_why_the_rest_does_not(self, facts):
        said = said_in_html(papers.draw(facts)["html"])
        assert "Health writes the factsheet with young people" in said
        assert "The profile's own words are held back" in said
        assert "Partnership Assessment" not in said

    def test_the_numbers_of_all_57_do(self, facts):
        cells = [text for tag, text in said_in_pdf(papers.draw(facts)["pdf"]) if tag in ("TH", "TD")]
        said = {word for text in cells for word in re.split(r"[ ,]+", text)}
        assert {each.number for each in plan_on(CUT_OFF).of(PROFILE)} <= said

    @pytest.mark.parametrize("audience", ["sub_group", "executives", "inspectors"])
    def test_permission_for_one_audience_of_two_is_not_enough(self, fresh_example, audience):
        permit(audience)
        said = said_in_each_form(facts_with())
        assert not any(text in each for text in words_of_the_profile() for each in said.values())

    def test_with_both_audiences_permission_every_line_has_its_own_words(self, fresh_example):
        permit("sub_group", "executives")
        facts = facts_with()
        assert reports.from_bytes(facts).documents[1].released
        for form, said in said_in_each_form(facts).items():
            lines = plan_on(CUT_OFF).of(PROFILE)
            wanted = [" ".join((each.line.title or each.line.statement).split()) for each in lines]
            assert [text for text in wanted if text not in said] == [], form
            assert "held back" not in said

    def test_a_report_as_at_an_earlier_day_says_what_was_permitted_when_it_was_made(self, fresh_example):
        permit("sub_group", "executives")
        then = facts_with(cut_off=date(2016, 12, 31))
        assert reports.from_bytes(then).documents[1].released
        before = facts_with(recorded_on=date(2017, 1, 15))
        assert not reports.from_bytes(before).documents[1].released
