"""The six-monthly report for the board's executives: what it holds, how long it is, and how it comes about."""

from datetime import date
from io import BytesIO

import pytest
from a_board import Board, the_action
from board_apps import EXAMPLE_TODAY
from drawn_papers import said_in_html, said_in_pdf
from pypdf import PdfReader
from sqlalchemy import select
from the_example import holder

from actions import changes, reports, verify
from actions.comparing import BACK, FORWARD, compared
from actions.db import begin_writing, db
from actions.models import Update
from actions.periods import london_moment
from actions.permissions import viewers
from actions.queries import words_of
from actions.reports.agencies import NOT_TAKEN_ON
from actions.standing import plan_on
from tracker import papers

KIND, LABEL, CUT_OFF = "six-monthly", "2016-17-H1", date(2016, 10, 31)
BEFORE_IT = date(2016, 3, 31)
STRATEGY = "strategy-2015-16"
WORDS = {
    "verdict": "Most of it is done; what is left is what children would notice first.",
    "worries": ["Two in five return interviews are late."],
    "successes": ["Families are supported."],
    "decisions": [{"who": "The board", "what": "Say who leads on health", "by_when": "2016-12-31"}],
    "priorities": {"2": "Mapping is late, and children are not found for it."},
}
TYPED = {"cut_off-day": "31", "cut_off-month": "10", "cut_off-year": "2016", "verdict": WORDS["verdict"]}


def facts_with(words=None, label=LABEL, cut_off=CUT_OFF, edition=1):
    period = reports.period_of(KIND, label)
    asked = {"edition": edition, "words": words or WORDS, "recorded_on": EXAMPLE_TODAY}
    return reports.to_bytes(reports.facts(reports.Asked(KIND, period, cut_off, **asked)))


@pytest.fixture(scope="module")
def facts(example):
    return reports.from_bytes(facts_with())


@pytest.fixture(scope="module")
def drawn(example):
    return papers.draw(facts_with())


# What it holds


def test_every_priority_with_its_verdict_and_its_direction_of_travel(facts):
    changes_of_half = compared(plan_on(BEFORE_IT).of(STRATEGY), plan_on(CUT_OFF).of(STRATEGY))
    for priority in facts.priorities:
        own = [each for each in changes_of_half if each.line.priority == priority.number and each.counted]
        assert priority.better == sum(each.direction == FORWARD for each in own)
        assert priority.worse == sum(each.direction == BACK for each in own)
    assert [each.number for each in facts.priorities] == [1, 2, 3, 4, 5, 6, 7]
    assert facts.priorities[1].verdict == WORDS["priorities"]["2"]


def test_the_priorities_add_up_to_the_43_actions(facts):
    assert sum(each.total for each in facts.priorities) == 43
    assert all(sum(count.count for count in each.counts) == each.total for each in facts.priorities)


def test_the_submissions_on_disruption_and_online_abuse_that_fell_due(facts):
    found = {line.number: [(each.due, each.state) for each in line.made] for line in facts.submissions_made}
    assert found == {
        "5.2": [("2016-04-30", "late"), ("2016-10-31", "on_time")],
        "5.3": [("2016-04-30", "on_time"), ("2016-10-31", "to_come")],
    }


def test_the_voice_of_children_and_victims(facts):
    assert [each.number for each in facts.voice] == ["7.2", "7.6"]
    assert all(each.said for each in facts.voice)


def test_what_was_said_last_bears_the_day_on_which_it_was_said(facts):
    for line in [*facts.voice, *facts.submissions_made]:
        action = the_action(line.number)
        rows = db.session.scalars(select(Update).filter_by(action_id=action).order_by(Update.id.desc()))
        row = next(each for each in rows if line.said in words_of([each.id]).get(each.id, {}).values())
        assert line.said_on == row.counts_from.isoformat()


def test_an_update_without_words_does_not_lend_its_day_to_older_words(fresh_example):
    with fresh_example.app_context():
        before = voice("7.2")
        line = plan_on(EXAMPLE_TODAY).find(STRATEGY, "7.2")
        owner = next(each for each in viewers(EXAMPLE_TODAY).values() if each.agency_id == line.owner_id)
        begin_writing()
        again = {"unchanged": True, "by": owner, "at": london_moment(EXAMPLE_TODAY)}
        changes.record_update(line.line.id, **again)
        db.session.commit()
        assert plan_on(EXAMPLE_TODAY).find(STRATEGY, "7.2").last_update == EXAMPLE_TODAY
        assert voice("7.2") == before


def voice(number):
    said = reports.from_bytes(facts_with(cut_off=EXAMPLE_TODAY)).voice
    return next((each.said, each.said_on) for each in said if each.number == number)


def test_every_agency_with_the_lines_that_it_answers_for(facts):
    plan = plan_on(CUT_OFF)
    assert [each.agency for each in facts.agencies] == [each.name for each in plan.agencies.values()]
    taken_on = [each for each in plan.answerable() if each.by_itself.status not in NOT_TAKEN_ON]
    assert sum(each.lines for each in facts.agencies) == sum(each.owner_id is not None for each in taken_on)


def test_what_was_put_to_the_board_stands_with_its_options_and_on_page_1_until_answered(example):
    half = reports.from_bytes(facts_with(label="2015-16-H2", cut_off=date(2016, 4, 30)))
    assert [(each.answered_on, bool(each.options)) for each in half.put] == [("2016-01-20", True)]
    waiting = reports.from_bytes(facts_with(label="2016-17-H1", cut_off=EXAMPLE_TODAY))
    assert [each.number for each in waiting.escalations] == ["2.16"]
    assert "2.16: Health" in said_in_html(papers.draw(facts_with(cut_off=EXAMPLE_TODAY))["html"])


def test_challenges_of_the_half_and_what_came_of_them(facts):
    assert [each.number for each in facts.challenges] == ["6.2"]
    assert facts.challenges[0].answer


# How it reads


@pytest.mark.parametrize("label", ["2015-16-H1", "2015-16-H2", "2016-17-H1"])
def test_of_every_half_it_is_at_most_five_pages(example, label):
    period = reports.period_of(KIND, label)
    made = papers.draw(facts_with(label=label, cut_off=reports.default_cut_off(period)))
    pages = PdfReader(BytesIO(made["pdf"])).pages
    assert 1 < len(pages) <= 5
    assert all(page.extract_text().count("OFFICIAL-SENSITIVE") == 2 for page in pages)
    assert "Decisions asked of the board" in pages[0].extract_text()
    assert "Each priority" in pages[1].extract_text()


def test_page_and_paper_say_the_same_cells(drawn):
    on_screen = said_in_html(drawn["html"])
    cells = [text for tag, text in said_in_pdf(drawn["pdf"]) if tag in ("TH", "TD")]
    assert len(cells) > 100
    assert [cell for cell in cells if cell not in on_screen] == []


def test_page_1_counts_the_submissions_of_the_half(drawn):
    assert "Submissions since 1 April 2016:" in " ".join(text for _, text in said_in_pdf(drawn["pdf"]))


def test_the_same_facts_give_the_same_bytes(drawn):
    assert papers.draw(facts_with()) == drawn


def test_long_words_break_nothing(example):
    long = {**WORDS, "priorities": {str(number): "W" * 300 for number in range(1, 8)}}
    pages = PdfReader(BytesIO(papers.draw(facts_with(long))["pdf"])).pages
    assert len(pages) <= 6
    assert "".join(page.extract_text() for page in pages).replace("\n", "").count("W" * 40) >= 7


def test_nothing_of_the_profiles_own_words_leaves(drawn):
    titles = {each.line.title for each in plan_on(CUT_OFF).of("profile-2016") if each.line.title}
    said = said_in_html(drawn["html"])
    assert [title for title in titles if title in said] == []


# How it comes about


@pytest.fixture
def chair(fresh_example):
    return fresh_example.test_client().as_person(holder("chair").id)


def test_the_chair_writes_it_and_the_office_freezes_it(fresh_example, chair):
    page = chair.page(f"/reports/{KIND}/{LABEL}/draft")
    assert "2 Identification" in page.text
    chair.send(f"/reports/{KIND}/{LABEL}/draft", {**TYPED, "priority_2": "Mapping is late."})
    assert chair.page(f"/reports/{KIND}/{LABEL}/draft").field("priority_2") == "Mapping is late."
    office = fresh_example.test_client().as_person(holder("business_manager").id)
    office.send(f"/reports/{KIND}/{LABEL}/freeze", {"freeze-reason": "A verdict was wrong."})
    about = office.page(f"/reports/{KIND}/{LABEL}/2")
    assert about.h1 == "Six-monthly report, H1 2016-17 (April to September 2016)"
    assert "Mapping is late." in said_in_html(office.get(f"/reports/{KIND}/{LABEL}/2.html").data)
    assert [finding.sentence for finding in verify.verify() if finding.fault] == []


def test_what_is_to_be_considered_still_is_not_open_though_somebody_answers_for_it(app):
    board = Board()
    board.own("2.14", "2.16")
    board.own("27", document="profile-2016")
    asked = reports.Asked(KIND, reports.period_of(KIND, LABEL), EXAMPLE_TODAY, edition=1)
    police = next(each for each in reports.facts(asked)["agencies"] if each["agency"] == "Northamptonshire Police")
    own = {
        each.number: each.status
        for each in plan_on(EXAMPLE_TODAY).standings
        if each.owner_id == board.officer.agency_id
    }
    assert own["27"] == "to_be_considered"
    cells = 2
    assert (police["lines"], police["open"]) == (2 + cells, 2 + cells)


def test_it_is_compared_with_the_half_before(facts):
    assert facts.compared_with == "2015-16-H2, edition 1"
    assert any(each.change for each in facts.documents[0].counts)


@pytest.mark.parametrize("label", ["2016-17-Q3", "2016-17-H3", "2014-15-H1", "2018-19-H1", "9999-00-H1"])
def test_of_no_such_half_there_is_no_draft(chair, label):
    assert chair.get(f"/reports/{KIND}/{label}/draft").status_code == 404


def test_the_page_of_reports_offers_the_half_that_ended_last(app):
    chair = app.test_client().as_person(Board().chair.id)
    assert "Begin the Six-monthly report, H1 2016-17 (April to September 2016)" in chair.page("/reports").links()
