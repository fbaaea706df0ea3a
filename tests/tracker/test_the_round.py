"""The round of a report: what it lacks is listed before it is frozen, and a correction says what it changed."""

from datetime import date

import pytest
from drawn_papers import facts_with
from the_example import holder

from actions import changes, queries, reports
from actions.db import begin_writing, db
from actions.models import ReportDraft
from actions.periods import Quarter, london_moment
from actions.standing import plan_on
from tracker import papers
from tracker.papers import between

DRAFT, HALF_DRAFT = "/reports/quarterly/2016-17-Q3/draft", "/reports/six-monthly/2016-17-H2/draft"
TODAY = date(2017, 1, 16)
SECOND = "/reports/quarterly/2016-17-Q2/2"


@pytest.fixture
def office(fresh_example):
    return fresh_example.test_client().as_person(holder_of(fresh_example, "business_manager"))


def holder_of(app, role):
    with app.app_context():
        return holder(role).id


def missing(page):
    (found,) = [each for each in page.tree.iter("ul") if "govuk-list--bullet" in (each.get("class") or "")][:1]
    return [" ".join("".join(each.itertext()).split()) for each in found.iter("li")]


# What is missing


def test_the_agencies_that_said_nothing_are_named(office):
    silent = queries.silent_agencies(plan_on(TODAY), Quarter.parse("2016-17-Q3"))
    said = missing(office.page(DRAFT))[0]
    assert said.startswith("No update for Q3 2016-17 (October to December 2016) from ")
    assert silent
    assert all(name in said for name in silent)


def test_lines_that_do_not_stand_well_without_a_reason_lead_to_their_pages(office):
    page = office.page(DRAFT)
    (said,) = [each for each in missing(page) if each.startswith("No reason is given")]
    assert "6.2" not in said
    number = said.split(":")[1].split(";")[0].strip(" .")
    assert page.links()[number].startswith("/plan/")


def test_a_line_with_a_reason_is_not_among_them(office, fresh_example):
    with fresh_example.app_context():
        plan = plan_on(TODAY)
        words = [each for each in plan.answerable() if each.number == "2.14" and each.own_status == "overdue"]
    assert words
    (said,) = [each for each in missing(office.page(DRAFT)) if each.startswith("No reason is given")]
    assert "2.14" not in said


def test_what_waits_for_a_decision_leads_to_the_review(office):
    page = office.page(DRAFT)
    text = next(each for each in missing(page) if "wait for a decision" in each)
    assert page.links()[text] == "/review"


def test_the_chair_s_words_are_missed_until_they_are_there(office, fresh_example):
    assert "The chair's verdict is not written." not in missing(office.page(DRAFT))
    with fresh_example.app_context():
        begin_writing()
        db.session.get(ReportDraft, ("quarterly", "2016-17-Q3")).words = {}
        db.session.commit()
    assert "The chair's verdict is not written." in missing(office.page(DRAFT))


def test_a_six_monthly_report_misses_a_verdict_on_each_priority(office):
    said = next(each for each in missing(office.page(HALF_DRAFT)) if each.startswith("No verdict on "))
    assert "Prosecution" in said
    assert not any(each.startswith("No verdict on ") for each in missing(office.page(DRAFT)))


# What a correction changed


@pytest.fixture
def corrected(fresh_example, office):
    """Edition 2 of Q2 2016-17, with another verdict and as at a later day."""
    with fresh_example.app_context():
        begin_writing()
        said = {
            "kind": "quarterly",
            "period": "2016-17-Q2",
            "by": holder("business_manager"),
            "at": london_moment(TODAY),
        }
        words = {"verdict": "It was worse than we said.", "worries": [], "successes": [], "decisions": []}
        changes.save_draft(cut_off=date(2016, 12, 31), words=words, **said)
        changes.freeze(render=papers.draw, reason="The cut-off was too early.", **said)
        db.session.commit()
    return office.page(SECOND)


def rows(page):
    return [["".join(cell.itertext()).strip() for cell in row] for row in page.tree.findall(".//main//table/tbody/tr")]


def test_a_later_edition_says_what_it_changed(corrected):
    found = {row[0]: row[1:] for row in rows(corrected)}
    assert found["Stands as at"] == ["31 October 2016", "31 December 2016"]
    assert found["The chair's verdict"][1] == "It was worse than we said."
    assert found["4.4, status"][1] == "Complete"


def test_only_what_differs_is_said(corrected):
    assert all(was != now for _, was, now in rows(corrected))
    assert not any(row[0].startswith("1.1,") for row in rows(corrected))


def test_a_decision_or_a_verdict_on_a_priority_that_was_changed_is_said(fresh_example):
    asked = {"who": "The board", "what": "Say who leads", "by_when": "2017-02-28"}
    with fresh_example.app_context():
        before, after = (
            reports.from_bytes(facts_with({"verdict": "It goes on.", "decisions": decisions, "priorities": verdicts}))
            for decisions, verdicts in (([], {}), ([asked], {"2": "It is late."}))
        )
        found = between.editions(before, after)
    assert [(each.what, each.was, each.now) for each in found] == [
        ("Decisions asked of the board", "-", "The board: Say who leads, by the end of February 2017"),
        ("Verdict on priority 2", "-", "It is late."),
    ]


def test_a_first_edition_changed_nothing(office):
    assert "What changed since edition" not in office.page("/reports/quarterly/2016-17-Q2/1").text
