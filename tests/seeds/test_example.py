"""The worked example: two years that obey the rules, hold every status and flag, and refuse a board's own database."""

import json
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from actions import changes, files, journal, ledger, triggers, verify
from actions.changes import Word
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.models import (
    KINDS_OF_EVIDENCE,
    Agency,
    Answer,
    Claim,
    Decision,
    Evidence,
    ExemptionRequest,
    JournalLine,
    Person,
    Place,
    Report,
    ReportDraft,
    Setting,
    Update,
    Words,
)
from actions.models.record import OUTCOMES
from actions.periods import complete_months, london_day, london_moment, month_end
from actions.permissions import viewers
from actions.standing import STATUSES, line_on, plan_on
from actions.standing.rules import FLAGS
from seeds.adopted import read_all
from seeds.example import ExamplePerson, NotTheExample, load
from seeds.example.office import draft_report
from seeds.example.story import PLAYED, steps
from seeds.example.tables import rows
from seeds.load import FOLDER, seed

pytestmark = pytest.mark.usefixtures("told")

TODAY = date(2017, 1, 16)
FIRST_DAY = date(2015, 2, 1)
STRATEGY, PROFILE = "strategy-2015-16", "profile-2016"
TURNING_DAYS = (
    date(2015, 4, 28),
    date(2016, 3, 31),
    date(2016, 4, 1),
    date(2016, 4, 3),
    date(2016, 4, 4),
    date(2016, 12, 8),
    date(2016, 12, 15),
    TODAY,
)


def bare_app(folder) -> Flask:
    """An app with the record alone, in an empty database with its triggers."""
    app = Flask("example")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder / 'example.db'}"
    db.init_app(app)
    with app.app_context():
        db.create_all()
        with db.engine.begin() as connection:
            triggers.install(connection)
    return app


def load_here() -> list[ExamplePerson]:
    return load(keep_file=files.keep, render=lambda facts: {"html": b"<!doctype html>", "pdf": b"%PDF-" + facts[:20]})


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The example, loaded once; tests only read it."""
    folder = tmp_path_factory.mktemp("example")
    files.use(f"file://{folder / 'evidence'}")
    app = bare_app(folder)
    with app.app_context():
        yield SimpleNamespace(people=load_here(), files=folder / "evidence")
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def empty(tmp_path):
    app = bare_app(tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def counts(reference, day=TODAY) -> dict:
    return dict(Counter(each.status for each in plan_on(day).of(reference) if each.counted))


def standing(number, day=TODAY):
    return next(each for each in plan_on(day).standings if each.number == number)


def agency(number_of_agency) -> str:
    return db.session.get(Agency, number_of_agency).key


def cells(number) -> dict:
    return {agency(cell.cell): cell for cell in standing(number).cells}


# Where it stands


def test_the_plan_today():
    assert counts(STRATEGY) == {
        "complete": 26,
        "reported_complete": 3,
        "on_track": 5,
        "at_risk": 3,
        "overdue": 5,
        "stopped": 1,
    }


def test_the_recommendations_today():
    assert counts(PROFILE) == {
        "to_be_considered": 24,
        "not_started": 9,
        "on_track": 3,
        "at_risk": 1,
        "off_track": 1,
        "merged": 3,
        "not_accepted": 1,
    }


def test_what_is_overdue_today_and_since_when():
    overdue = {each.number: each.due for each in plan_on(TODAY).of(STRATEGY) if each.status == "overdue"}
    assert overdue == {
        "2.3": date(2016, 12, 31),
        "2.14": date(2016, 12, 31),
        "2.16": date(2015, 5, 31),
        "5.3": date(2016, 10, 31),
        "7.6": date(2016, 11, 30),
    }
    assert complete_months(overdue["2.16"], TODAY) == 19


def test_every_status_occurs_on_some_day_and_every_flag():
    statuses, flags = set(), set()
    for day in days_walked():
        for each in plan_on(day).standings:
            leaves = (each, *each.cells)
            statuses |= {leaf.status for leaf in leaves}
            flags |= {flag for leaf in leaves for flag in leaf.flags}
    assert statuses == set(STATUSES)
    assert flags == {flag.key for flag in FLAGS}


def days_walked() -> list[date]:
    """The end of each month of the story, and the days on which it turns."""
    ends = {month_end(FIRST_DAY + timedelta(days=29 * count)) for count in range(25)}
    return sorted({FIRST_DAY, *TURNING_DAYS, *(day for day in ends if day <= TODAY)})


def test_totals_are_those_of_the_documents_on_every_day_walked():
    for day in days_walked():
        assert sum(counts(STRATEGY, day).values()) == 43
        assert sum(counts(PROFILE, day).values()) == (42 if day >= date(2016, 10, 26) else 0)


# Its turns


def test_the_minute_came_late_so_that_the_plan_had_ended_for_three_days():
    ended = {
        day: {each.number for each in plan_on(day).of(STRATEGY) if "plan_ended" in each.flags}
        for day in (date(2016, 3, 31), date(2016, 4, 1), date(2016, 4, 3), date(2016, 4, 4))
    }
    assert not ended[date(2016, 3, 31)]
    assert not ended[date(2016, 4, 4)]
    assert ended[date(2016, 4, 1)] == ended[date(2016, 4, 3)] > {"3.2", "2.16"}
    assert standing("3.2", date(2016, 4, 3)).status == "overdue"
    row = db.session.scalars(select(Decision).filter_by(verb="extend_document")).one()
    assert (row.taken_on, london_day(row.at), row.by_the_board) == (date(2016, 3, 24), date(2016, 4, 4), True)


def test_a_first_date_for_3_2_starts_its_duty():
    assert standing("3.2", date(2015, 10, 26)).status == "date_to_be_set"
    assert standing("3.2", date(2016, 4, 12)).due == date(2016, 9, 30)
    now = standing("3.2")
    assert (now.status, now.due, now.moves) == ("on_track", date(2017, 3, 31), 0)


def test_2_14_was_delivered_in_june_2015_and_is_overdue_for_police_data():
    facts = standing("2.14").facts
    assert (facts.claim.state, facts.claim.accepted_on, facts.claim.late) == ("accepted", date(2015, 6, 26), False)
    assert [each.due for each in facts.behind] == [date(2016, 11, 30), date(2016, 12, 31)]


@pytest.mark.parametrize(
    ("number", "every", "states"),
    [
        ("2.9", 12, {"on_time": 1, "late": 1}),
        ("2.11", 3, {"on_time": 4, "late": 1, "missed": 1}),
        ("2.14", 3, {"on_time": 4, "late": 2}),
        ("2.14", 1, {"on_time": 14, "late": 3, "missed": 2, "unanswered": 1}),
        ("5.2", 6, {"on_time": 2, "late": 1}),
        ("5.3", 6, {"on_time": 1, "late": 1, "unanswered": 1}),
    ],
)
def test_submissions(number, every, states):
    duty = next(each for each in standing(number).facts.duties if each.every == every)
    assert Counter(each.state for each in duty.fallen_due) == states


def test_a_third_date_is_asked_for_and_only_the_board_may_agree():
    now = standing("4.2")
    assert now.moves == 2
    assert {"date_asked", "re_dated", "due_soon"} <= set(now.flags)
    begin_writing()
    word = Word(by=next(each for each in viewers(TODAY).values() if each.has("chair")), at=london_moment(TODAY))
    with pytest.raises(RuleBroken, match="only the board"):
        changes.agree(now.line.id, now.facts.request.id, word=word, reason="Once more")
    db.session.rollback()


def test_agencies_answer_1_3_and_2_3_for_themselves():
    assert Counter(cell.status for cell in cells("1.3").values()) == {
        "complete": 13,
        "at_risk": 1,
        "reported_complete": 1,
    }
    states = {key: cell.status for key, cell in cells("2.3").items() if cell.status != "complete"}
    assert states == {
        "daventry": "reported_complete",
        "wellingborough": "reported_complete",
        "east-northamptonshire": "at_risk",
        "south-northamptonshire": "overdue",
        "cps": "stopped",
        "secure-training-centres": "overdue",
    }


def test_what_does_not_apply_to_an_agency_was_said_four_times_and_decided_twice():
    decided = {row.verb: agency(row.cell_id) for row in db.session.scalars(select(Decision)) if row.exemption_id}
    assert decided == {"not_exempt": "secure-training-centres", "exempt": "cps"}
    said = Counter(row.verb for row in db.session.scalars(select(ExemptionRequest)))
    assert said == {"ask_exemption": 4, "withdraw_exemption": 1}
    assert [key for key, cell in cells("2.3").items() if cell.facts.exempt] == ["cps"]
    assert [key for key, cell in cells("2.3").items() if cell.facts.exemption] == ["south-northamptonshire"]


def test_a_claim_as_minuted_waits_without_evidence_and_late():
    now = standing("6.2")
    assert now.facts.claim.minuted
    assert {"claimed_late", "no_evidence"} <= set(now.flags)


def test_the_owner_changed_once_and_7_5_was_left_without_one():
    owners = [agency(standing("2.12", day).owner_id) for day in (date(2015, 9, 9), date(2015, 9, 10))]
    assert owners == ["ncc", "voluntary"]
    assert "no_owner" in standing("7.5", date(2015, 7, 5)).flags
    assert "no_owner" not in standing("7.5", date(2015, 7, 6)).flags
    assert not [each.number for each in plan_on(TODAY).standings if "no_owner" in each.flags]


def test_a_claim_lapsed_with_its_evidence():
    facts = [standing("2.8", day).facts for day in (date(2015, 5, 5), date(2015, 5, 6))]
    assert [each.claim.state for each in facts] == ["waiting", "lapsed"]


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


def test_all_that_people_can_do_about_an_action_was_done():
    verbs = {row.verb for row in db.session.scalars(select(Decision))}
    assert verbs == set(OUTCOMES) - {"supersede", "end_duty", "ask_each_agency"}
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


def test_reports_are_frozen_each_quarter_and_the_last_is_a_draft():
    frozen = [
        (row.period, row.edition, london_day(row.at)) for row in db.session.scalars(select(Report).order_by(Report.id))
    ]
    assert frozen == [
        ("2015-16-Q1", 1, date(2015, 8, 1)),
        ("2015-16-Q2", 1, date(2015, 11, 1)),
        ("2015-16-Q3", 1, date(2016, 2, 1)),
        ("2015-16-Q4", 1, date(2016, 5, 1)),
        ("2016-17-Q1", 1, date(2016, 8, 1)),
        ("2016-17-Q2", 1, date(2016, 11, 1)),
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


# People


def test_people(told):
    by_role = defaultdict(list)
    for person in told.people:
        for role in person.roles:
            by_role[role].append(person.agency_key)
    agencies = {each.key for each in read_all(FOLDER)[0].agencies}
    assert Counter(by_role["officer"]) == Counter([*agencies, "police", "ncc"])
    assert by_role["agency_lead"] == ["police", "ncc"]
    assert (by_role["chair"], by_role["deputy"]) == (["police"], ["ncc"])
    assert len(by_role["executive"]) == 2
    assert by_role["business_manager"] == [None]
    assert by_role["inspector"] == [None]


def test_each_can_be_given_an_account(told):
    emails = [person.email for person in told.people]
    assert len(set(emails)) == len(emails) == len({person.person_id for person in told.people})
    assert all(re.fullmatch(r"[a-z.-]+@(board|inspection)\.example", email) for email in emails)
    titles = {viewer.id: viewer.title for viewer in viewers(TODAY).values()}
    assert {person.person_id: person.title for person in told.people} == titles


@pytest.mark.parametrize(
    ("day", "there"), [(date(2017, 1, 8), False), (date(2017, 1, 9), True), (TODAY, True), (date(2017, 1, 28), False)]
)
def test_the_inspector_has_a_first_and_a_last_day(told, day, there):
    inspector = next(person for person in told.people if "inspector" in person.roles)
    assert viewers(day)[inspector.person_id].has("inspector") == there


# What must not be in it

HONORIFIC = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Sir|PC|DC|DS|DI|DCI|Cllr)\.? [A-Z][a-z]+")


def test_no_address_and_no_persons_name_in_the_record():
    texts = list(db.session.scalars(select(Words.text)))
    assert not [text for text in [*texts, json.dumps(list(ledger.rows()))] if "@" in text]
    assert not [text for text in texts if HONORIFIC.search(text)]


def test_people_are_named_by_what_they_are(told):
    posts = ("officer", "chair", "Chair", "manager", "Inspector", "Executive", "Co-ordinator")
    assert all(any(post in person.title for post in posts) for person in told.people)


def test_no_sentence_of_an_update_is_said_twice():
    said = db.session.scalars(select(Words.text).where(Words.field.in_(("said", "why", "next_steps", "help_asked"))))
    assert [text for text, times in Counter(said).items() if times > 1] == []


def test_every_evidence_file_is_kept_and_whole(told):
    hashes = list(db.session.scalars(select(Words.text).where(Words.field == "file")))
    assert len(hashes) > 40
    for sha256 in hashes:
        content = told.files / sha256[:2] / sha256
        assert content.stat().st_size < 5000
    kinds = set(db.session.scalars(select(Evidence.media_type)))
    assert kinds == {"application/pdf", "text/plain", None}


# Time


def test_time_never_goes_backwards_in_the_journal():
    moments = list(db.session.scalars(select(JournalLine.at).order_by(JournalLine.number)))
    assert moments == sorted(moments)
    assert {london_day(moment) for moment in moments} == {step.day for step in steps() if step.play is not draft_report}
    assert (london_day(moments[0]), london_day(moments[-1])) == (date(2015, 2, 2), date(2017, 1, 13))


def test_every_row_of_the_tables_is_played_on_a_working_day():
    assert {step.table for step in steps() if step.day.weekday() > 4} <= {"reports"}
    for table, _, column in PLAYED:
        assert all(column in row or column == "frozen" for row in rows(table)), table


COLUMNS = {
    "reports": "period day frozen cut_off verdict worries successes decisions",
    "documents": "day document",
    "people": "key day title agency roles email from to",
    "settings": "day key value",
    "ownership": "day first owner contributor person by lines ends",
    "meetings": "day for name",
    "starting": "line day minuted rating minute",
    "marks": "line day mark other note lifted",
    "withdrawals": "line day evidence by reason",
    "updates": "line day for by green amber red said next help children better back unchanged evidence claim",
    "submissions": "line day by green amber next back better answers evidence",
    "later": "line day to evidence",
    "dates": "line day ask to reason children agree decline withdraw set_date",
    "exemptions": "line day says withdraw exempt not_exempt by",
    "challenges": "name line day agency by due ask answers ends how words",
    "escalations": "name line day by ask options answers words minute taken",
    "decisions": "line lines day by accept check_again recheck reason checked_by send_back stop reopen to set_aside",
    "extension": "day taken document to minute lines",
    "considered": "line day by accept due every once words in_part merge reason not_accept",
}


@pytest.mark.parametrize("table", COLUMNS)
def test_no_row_has_a_column_that_nobody_plays(table):
    known = set(COLUMNS[table].split())
    assert rows(table)
    assert {str(column) for row in rows(table) for column in row} <= known


# Where it may be loaded


def test_verification_finds_no_fault():
    assert [finding.sentence for finding in verify.verify() if finding.fault] == []


def test_loading_again_does_nothing_and_names_the_same_people(told):
    head = journal.head()
    assert load_here() == told.people
    assert journal.head() == head
    db.session.rollback()


def test_a_boards_own_database_is_refused(empty):
    begin_writing()
    seed(read_all(FOLDER)[:1], at=london_moment(TODAY))
    db.session.commit()
    head = journal.head()
    with pytest.raises(NotTheExample, match="holds a board's own record"):
        load_here()
    assert journal.head() == head
    assert db.session.get(Place, 1) is None


def test_a_marked_database_with_something_else_in_it_is_refused(empty):
    begin_writing()
    db.session.add(Place(id=1, example=True))
    seed(read_all(FOLDER)[:1], at=london_moment(TODAY))
    db.session.commit()
    with pytest.raises(NotTheExample, match="something other"):
        load_here()


def test_a_story_that_breaks_a_rule_is_taken_back_whole(empty, monkeypatch):
    """The second step refuses: nothing stays, not even the mark, and the row is named."""

    def refuse(stage, row):
        raise RuleBroken("title", "No")

    monkeypatch.setattr("seeds.example.story.PLAYED", (PLAYED[1], ("people", refuse, "day")))
    with pytest.raises(RuleBroken) as refusal:
        load_here()
    assert "people, 2015-02-02" in refusal.value.__notes__[0]
    db.session.rollback()
    assert journal.head().number == 0
    assert db.session.get(Place, 1) is None
