"""What the example's people did: every verb once, nobody for their own agency, a meeting, a report each quarter."""

from collections import Counter
from datetime import date

from sqlalchemy import select
from the_example import TODAY
from the_story import standing

from actions.db import db
from actions.models import (
    KINDS_OF_EVIDENCE,
    Answer,
    Claim,
    Decision,
    Evidence,
    Person,
    Report,
    ReportDraft,
    Setting,
    Update,
)
from actions.models.record import OUTCOMES
from actions.periods import london_day, london_moment
from actions.standing import line_on


def test_all_that_people_can_do_about_an_action_was_done():
    verbs = {row.verb for row in db.session.scalars(select(Decision))}
    not_in_it = {"supersede", "end_duty", "ask_each_agency", "close_document", "carry_into", "close_unfinished"}
    assert verbs == set(OUTCOMES) - not_in_it
    updates = db.session.scalars(select(Update)).all()
    assert {row.rating for row in updates} == {"green", "amber", "red", None}
    assert any(row.unchanged for row in updates)
    assert {row.assurance for row in db.session.scalars(select(Decision))} - {None} == {
        "told",
        "seen",
        "checked",
        "impact",
    }
    kinds = Counter(row.kind for row in db.session.scalars(select(Evidence)))
    assert set(kinds) == set(KINDS_OF_EVIDENCE)
    assert db.session.query(Claim).count() > 40
    assert db.session.query(Answer).count() > 30


def test_nobody_decides_for_their_own_agency():
    """An acceptance's decider is never of the agency that owned the line that day; the board's extension is apart."""
    agency_of = {person.id: person.agency_id for person in db.session.scalars(select(Person))}
    own = []
    for row in db.session.scalars(
        select(Decision).where(Decision.action_id.is_not(None), Decision.by_the_board.is_(False))
    ):
        facts = line_on(london_day(row.at), row.action_id, row.cell_id).facts
        own += [row.verb for owner in [facts.owner_id] if owner == agency_of[row.by_id]]
    assert not own


def test_the_recommendation_setting_meeting():
    decided = Counter(row.verb for row in db.session.scalars(select(Decision)) if row.meeting_id and not is_part(row))
    assert decided == {"accept_recommendation": 13, "accept_in_part": 1, "merge": 3, "not_accept": 2}
    assert [standing(number).own_status for number in ("16a", "16b", "16c", "16d")].count("to_be_considered") == 0
    assert standing("19", date(2016, 12, 14)).status == "not_accepted"
    assert standing("19").status == "to_be_considered"
    begin = london_moment(date(2016, 12, 8), 0)
    assert not [row for row in db.session.scalars(select(Decision)) if row.meeting_id and row.at < begin]


def is_part(decision) -> bool:
    return line_on(TODAY, decision.action_id).line.parent_id is not None


def test_reports_are_frozen_each_quarter_and_half_and_the_last_is_a_draft():
    frozen = [
        (row.period, row.edition, london_day(row.at)) for row in db.session.scalars(select(Report).order_by(Report.id))
    ]
    assert frozen == [
        ("2015-16-Q1", 1, date(2015, 8, 1)),
        ("2015-16-Q2", 1, date(2015, 11, 1)),
        ("2015-16-H1", 1, date(2015, 11, 1)),
        ("2015-16-Q3", 1, date(2016, 2, 1)),
        ("2015-16-Q4", 1, date(2016, 5, 1)),
        ("2015-16-H2", 1, date(2016, 5, 1)),
        ("2016-17-Q1", 1, date(2016, 8, 1)),
        ("2016-17-Q2", 1, date(2016, 11, 1)),
        ("2016-17-H1", 1, date(2016, 11, 1)),
    ]
    draft = db.session.get(ReportDraft, ("quarterly", "2016-17-Q3"))
    assert draft.words["verdict"]
    assert draft.cut_off == date(2017, 1, 31)


def test_the_settings():
    settings = {row.key: row.value for row in db.session.scalars(select(Setting))}
    assert settings == {
        "board_name": "Northamptonshire Safeguarding Children Board",
        "sub_group_name": "CSE and Missing Children Sub Group",
        "marking": "OFFICIAL-SENSITIVE",
    }
