"""What the quarterly report says beyond its lines: agencies, exceptions, requests, claims, submissions, pictures."""

import json
from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest
from drawn_papers import CUT_OFF, content_of, facts_with, tree_of
from the_example import STRATEGY, holder

from actions import changes, crosswalk, queries, reports
from actions.changes import NewEvidence
from actions.db import begin_writing, db
from actions.periods import Quarter, london_moment
from actions.permissions import viewers
from actions.standing import OPEN, Standing, plan_on
from tracker import papers, scorecard

QUARTER = Quarter.parse("2016-17-Q3")


@pytest.fixture(scope="module")
def facts(example):
    return reports.from_bytes(facts_with())


@pytest.fixture(scope="module")
def plan(example):
    return plan_on(CUT_OFF)


def open_lines(plan):
    return [each.by_itself for each in plan.answerable() if each.own_status in OPEN]


def named(rows):
    return Counter((row.number, row.agency) for row in rows)


def expected(lines, plan):
    return Counter((each.number, (owner := plan.agencies.get(each.owner_id)) and owner.name) for each in lines)


def table(content, heading):
    return next(table for name, table in content.tables if name == heading)


# The agencies


def test_the_agencies_have_the_figures_of_the_scorecard(facts, example):
    plan = plan_on(CUT_OFF)
    with example.test_request_context():
        rows = scorecard.rows(plan, scorecard.Round(QUARTER, plan))
        said = {row.name: row for row in rows}
        for each in facts.agencies:
            row = said[each.agency or "No owner"]
            shown = (
                row.taken_on,
                row.complete,
                row.open,
                row.overdue,
                row.waiting,
                row.re_dated,
                row.owed,
                row.answered,
            )
            found = (
                each.lines,
                each.complete,
                each.open,
                each.overdue,
                each.waiting,
                each.moved,
                each.owed,
                each.answered,
            )
            assert found == tuple(figure.number for figure in shown), each.agency
            assert each.oldest == (row.oldest.due.isoformat() if row.oldest and row.oldest.due else None)


# What deserves attention


def test_every_line_that_is_overdue_off_track_silent_or_at_risk_is_an_exception(facts, plan):
    wanted = [each for each in open_lines(plan) if each.status in ("overdue", "off_track", "no_update", "at_risk")]
    assert wanted
    assert named(facts.exceptions) == expected(wanted, plan)


def test_the_worst_comes_first_and_of_these_what_was_due_first(facts):
    order = ["overdue", "off_track", "no_update", "at_risk"]
    keys = [(order.index(each.status), each.due or "") for each in facts.exceptions]
    assert keys == sorted(keys)


def test_an_exception_says_why_and_when_it_is_back_on_course(facts, plan):
    health = next(each for each in facts.exceptions if each.number == "2.16")
    assert health.why.startswith("Twenty-four of 76 practices")
    assert health.recovery == plan.find(STRATEGY, "2.16").facts.rated.forecast.isoformat()
    assert health.help.startswith("A decision by the commissioning groups")


def test_of_what_may_not_be_quoted_no_officer_s_words_leave_either(facts):
    gated = [each for each in facts.exceptions if "." not in each.number]
    assert [each.number for each in gated] == ["28", "1"]
    assert all(each.title is None and each.why is None and each.help is None for each in gated)


def test_requests_say_which_move_it_would_be_and_what_it_means_for_children(facts, plan):
    waiting = [each for each in open_lines(plan) if each.facts.request]
    assert named(facts.requests) == expected(waiting, plan)
    therapy = next(each for each in facts.requests if each.number == "4.2")
    assert (therapy.asked_for, therapy.move) == ("2017-06-30", 3)
    assert therapy.children.startswith("Nineteen children are waiting")


# Claims


def test_every_claim_that_waits_stands_there_with_its_evidence(facts, plan):
    claimed = [each for each in open_lines(plan) if each.status == "reported_complete"]
    assert named(facts.claims) == expected(claimed, plan)
    assert any(each.evidence for each in facts.claims)


def test_restricted_evidence_is_neither_named_nor_counted(fresh_example):
    with fresh_example.app_context():
        before = reports.from_bytes(facts_with()).claims
        line = plan_on(CUT_OFF).find(STRATEGY, "2.10")
        officer = next(each for each in viewers(CUT_OFF).values() if each.agency_id == line.owner_id)
        begin_writing()
        secret = NewEvidence(kind="held", shows="practice", name="CANARY", held="In the safe", restricted=True)
        said = {"by": officer, "at": london_moment(CUT_OFF), "claim_id": line.facts.claim.id}
        changes.add_evidence_later(line.line.id, [secret], **said)
        db.session.commit()
        assert len(plan_on(CUT_OFF).find(STRATEGY, "2.10").facts.claim.evidence_ids) == 5
        assert reports.from_bytes(facts_with()).claims == before
        assert "CANARY" not in facts_with().decode()


# Submissions, recommendations, questions, what comes next


def test_submissions_are_those_since_the_quarter_began_those_owed_and_the_next(facts, plan):
    wanted = Counter()
    for line in open_lines(plan):
        for duty in line.facts.running:
            owed = [each.due for each in duty.submissions if each.state == "unanswered"]
            later = [each.due for each in duty.submissions if each.due >= QUARTER.first]
            wanted.update((line.number, due.isoformat()) for due in {*owed, *later})
    assert Counter((each.number, each.due) for each in facts.calendar) == wanted


def test_a_duty_s_submissions_stand_in_one_row(facts):
    content = content_of(facts_with())
    monthly = next(
        row for row in table(content, "Submissions").rows if row[0].startswith("2.14") and row[1] == "monthly"
    )
    assert monthly[2] == "Oct 2016 on time; Nov 2016 missed; Dec 2016 not received; Jan 2017 to come"


def test_recommendations_cross_as_the_crosswalk_says(facts, plan):
    found = [(each.recommendation, each.action, each.how) for each in facts.crossing]
    assert found == [(each.recommendation.number, each.action.number, each.how) for each in crosswalk.links(plan)]


def test_challenges_are_those_that_are_open_or_ended_in_the_quarter(facts):
    wanted = [e for e in queries.challenges(CUT_OFF) if e.is_open or e.ended.counts_from >= QUARTER.first]
    assert [each.question for each in facts.challenges] == [each.words["question"] for each in wanted]


def test_an_agency_s_answer_on_what_may_not_be_quoted_stays_in_the_tracker(fresh_example):
    with fresh_example.app_context():
        today = viewers(CUT_OFF).values()
        chair = next(each for each in today if each.has("chair"))
        officer = next(each for each in today if each.agency and each.has("officer"))
        gated, at = plan_on(CUT_OFF).find("profile-2016", "28"), london_moment(CUT_OFF)
        begin_writing()
        asked = {"agency_id": officer.agency_id, "question": "Why?", "due_day": CUT_OFF, "action_id": gated.line.id}
        changes.answer_challenge(
            changes.challenge(**asked, by=chair, at=at), answer="It says CANARY", by=officer, at=at
        )
        db.session.commit()
        facts = facts_with()
        said = [row for row in table(content_of(facts), "Challenges, and what came of them").rows if row[2] == "Why?"]
        assert [row[3] for row in said] == ["Answered on 16 Jan 2017: stays in the tracker."]
        assert "CANARY" not in facts.decode()
        client = fresh_example.test_client().as_person(holder("executive").id)
        sheet = client.get("/lists/challenges.csv").get_data(as_text=True)
        assert "Why?" in sheet
        assert "CANARY" not in sheet


def test_what_falls_due_next_is_what_page_1_counts(facts):
    assert [each.number for each in facts.coming] == [number for month in facts.due_next for number in month.numbers]


# Since the last report


def test_a_line_says_how_it_changed_since_the_report_before(facts, plan):
    assert facts.compared_with == "2016-17-Q2, edition 1"
    said = {row.number: row.change for row in facts.documents[0].rows}
    assert (said["2.14"], said["4.4"], said["2.1"]) == ("newly_overdue", "completed", None)


def test_a_priority_says_its_direction_of_travel(facts):
    rows = table(content_of(facts_with()), "Every action by priority").rows
    bands = [row for row in rows if isinstance(row, str)]
    assert "2 Identification: 2 better, 2 worse since the last report" in bands
    assert "1 Overarching Strategy and Governance" in bands


def test_without_a_report_before_nothing_is_said_to_have_changed(example):
    first = facts_with(period=Quarter.parse("2015-16-Q1"), cut_off=date(2015, 7, 31))
    said = reports.from_bytes(first)
    assert said.compared_with is None
    assert " since 1 April 2015; " in dict(content_of(first).figures)["Dates moved"]
    assert {row.change for document in said.documents for row in document.rows} == {None}
    assert "How they moved since the last report" not in [each.title for each in content_of(first).more_pictures]


# The pictures


def test_the_pictures_add_up_to_the_documents(facts):
    drawn = {each.title: each.table for each in content_of(facts_with()).more_pictures}
    assert sum(row[-1] for row in drawn["Where the actions of each priority stand"].rows) == 43
    for title in ("How they moved since the last report", "How often their dates moved"):
        assert [(row[0], row[-1]) for row in drawn[title].rows] == [("Actions", 43), ("Recommendations", 42)]
    assert sum(row[-1] for row in drawn["Overdue, by agency"].rows) == facts.overdue.count


def test_what_falls_due_is_counted_month_by_month_for_a_year(facts, plan):
    drawn = {each.title: each.table for each in content_of(facts_with()).more_pictures}
    months = drawn["What falls due in the next twelve months"].rows
    assert (len(months), months[0][0]) == (12, "Jan 2017")
    coming = [e for e in plan.standings if e.counted and e.status in OPEN and e.due and date(2017, 1, 1) <= e.due]
    assert sum(count for _, count in months) == sum(each.due <= date(2017, 12, 31) for each in coming)


def test_each_picture_has_its_table_on_the_page(example):
    tree = tree_of(papers.draw(facts_with())["html"])
    on_page = [["".join(cell.itertext()) for cell in row] for row in tree.iter("tr")]
    for picture in content_of(facts_with()).more_pictures:
        assert [row for row in picture.table.rows if [str(cell) for cell in row] not in on_page] == []


# Lines of which there is nothing to say


def test_a_run_of_lines_that_wait_stands_in_one_row_that_names_each(facts):
    rows = table(content_of(facts_with()), "Recommendations").rows
    run = next(row for row in rows if row[0] == "19 to 23")
    assert run[1] == "[text held back]: 19, 20, 20a, 20b, 20c, 21, 22, 22a, 22b, 22c, 23"
    assert run[2].word == "To be considered"


def test_every_line_is_in_the_facts_by_itself(facts, plan):
    for document, total in zip(facts.documents, (43, 42), strict=True):
        assert [row.number for row in document.rows] == [each.number for each in plan.of(document.reference)]
        assert sum(row.counted for row in document.rows) == total


def test_the_executive_reads_no_title_of_the_profile_in_any_part(example):
    titles = {each.line.name for each in plan_on(CUT_OFF).of("profile-2016")}
    kept = facts_with().decode()
    assert [title for title in titles if json.dumps(title)[1:-1] in kept] == []


# Facts that were kept before


ADDED = (
    "agencies",
    "exceptions",
    "requests",
    "claims",
    "coming",
    "calendar",
    "crossing",
    "challenges",
    "put",
    "behind",
)


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "xlsx", "csv"])
def test_facts_that_were_kept_before_there_were_these_parts_are_drawn_in_every_form(example, form):
    assert papers.in_form(older(), form)
    assert papers.in_form(reports.circulated(older()), form)


def older():
    """Facts as they were kept before the report said more than its lines."""
    kept = reports.plain(facts_with())
    rows = [row for document in kept["documents"] for row in document["rows"]]
    for row in rows:
        del row["counted"], row["change"]
    return reports.to_bytes({name: value for name, value in kept.items() if name not in ADDED})


def test_older_facts_show_no_picture_of_nothing_and_what_waits_for_the_board(example):
    content = content_of(older())
    assert content.more_pictures == []
    assert [row[1] for row in table(content, "Before the board").rows] == ["2.16"]


def test_what_falls_due_next_leads_to_its_lines(example):
    tree = tree_of(papers.draw(facts_with())["html"])
    found = next(each for each in tree.iter("table") if "three months" in "".join(each.find("caption").itertext()))
    assert len(list(found.iter("a"))) == len(found.findall("./tbody/tr")) > 0


def test_a_request_on_a_line_that_is_complete_waits_for_nobody():
    facts = SimpleNamespace(request=object(), closed_on=None)
    done, still = (Standing(facts, status, status, "", ()) for status in ("complete", "overdue"))
    assert (done.waits_for_chair, still.waits_for_chair) == (False, True)
