"""The reports that are made when they are asked for: exceptions for the chair, an agency's own lines."""

import json
from datetime import date
from io import BytesIO

import pytest
from a_board import the_action
from board_apps import EXAMPLE_TODAY
from docx import Document as WordFile
from drawn_papers import said_in_html
from pypdf import PdfReader
from the_example import holder

from actions import changes, queries
from actions.changes import Word
from actions.db import begin_writing, db
from actions.models import AUDIENCES, Document, JournalLine
from actions.periods import london_moment
from actions.standing import plan_on
from tracker.words.waiting import TITLES

EXCEPTION, POLICE = "/reports/exception", "/reports/agency/police"
BEFORE = date(2016, 6, 30)


@pytest.fixture
def office(fresh_example):
    return fresh_example.test_client().as_person(holder("business_manager").id)


def facts_of(client, address):
    return json.loads(client.get(f"{address}.json").data)


def pages_of(answer):
    return [each.extract_text() for each in PdfReader(BytesIO(answer.data)).pages]


# The exception report


def test_it_holds_every_line_that_waits_for_the_chair(office):
    waiting = queries.waiting_for_chair(EXAMPLE_TODAY)
    found = {each["group"]: len(each["lines"]) for each in facts_of(office, EXCEPTION)["exceptions"]}
    assert found == {name: len(lines) for name, lines in waiting.items() if lines}


def test_each_group_is_headed_with_its_count_and_what_can_wait_is_named_by_number(office):
    said = said_in_html(office.get(f"{EXCEPTION}.html").data)
    for name, lines in queries.waiting_for_chair(EXAMPLE_TODAY).items():
        if lines and name != "rechecks":
            assert f"{TITLES[name]} ({len(lines)})" in said
    assert "To be checked again 1.1, 2.3 (Health partners)" in said


def test_its_totals_are_those_of_the_documents(office):
    documents = facts_of(office, EXCEPTION)["documents"]
    assert [each["total"] for each in documents] == [43, 42]
    assert all(sum(count["count"] for count in each["counts"]) == each["total"] for each in documents)


def test_it_is_one_or_two_pages_each_with_marking_day_and_number(office):
    pages = pages_of(office.get(f"{EXCEPTION}.pdf"))
    assert len(pages) <= 2
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert "As at 16 January 2017" in page
        assert f"page {number} of {len(pages)}" in page


def test_of_an_earlier_day_it_says_what_was_so_then(office):
    then = json.loads(office.get(f"{EXCEPTION}.json?as-at={BEFORE}").data)
    assert then["as_at"] == BEFORE.isoformat()
    found = {each["group"]: len(each["lines"]) for each in then["exceptions"]}
    assert found == {name: len(lines) for name, lines in queries.waiting_for_chair(BEFORE).items() if lines}


# An agency's extract


def test_it_holds_every_line_that_the_agency_answers_for_and_no_other(office):
    plan = plan_on(EXAMPLE_TODAY)
    police = next(number for number, each in plan.agencies.items() if each.key == "police")
    own = sorted((each.number, bool(each.cell)) for each in plan.answerable() if each.owner_id == police)
    found = facts_of(office, POLICE)
    assert sorted((each["number"], bool(each["cell"])) for each in found["lines"]) == own
    assert sum(each["count"] for each in found["counts"]) == len(own)


def test_the_questions_in_it_are_those_that_were_asked_of_the_agency(office):
    assert [each["number"] for each in facts_of(office, POLICE)["challenges"]] == ["5.3"]
    assert facts_of(office, "/reports/agency/ncc")["challenges"] == []


def test_the_worst_comes_first(office):
    statuses = [each["status"] for each in facts_of(office, POLICE)["lines"]]
    assert statuses[0] == "overdue"
    assert statuses[-1] == "complete"


def test_every_agency_has_one_of_at_most_two_pages(office):
    for agency in plan_on(EXAMPLE_TODAY).agencies.values():
        pages = pages_of(office.get(f"/reports/agency/{agency.key}.pdf"))
        assert 1 <= len(pages) <= 2, agency.key
        assert agency.name in " ".join(pages[0].split())


def test_of_an_agency_that_takes_no_part_there_is_none(office):
    assert office.get("/reports/agency/nobody.pdf").status_code == 404
    assert office.get(f"{POLICE}.exe").status_code == 404


def test_a_line_that_is_closed_owes_no_submission(fresh_example, office):
    owed = {each["number"] for each in facts_of(office, POLICE)["submissions"]}
    assert "5.2" in owed
    with fresh_example.app_context():
        begin_writing()
        word = Word(by=holder("deputy"), at=london_moment(EXAMPLE_TODAY))
        changes.stop(the_action("5.2"), word=word, reason="The unit was closed.")
        db.session.commit()
    assert {each["number"] for each in facts_of(office, POLICE)["submissions"]} == owed - {"5.2"}


def test_the_exception_report_names_the_quarter_that_it_speaks_of(office):
    said = said_in_html(office.get(f"{EXCEPTION}.html").data)
    assert "Said nothing: for Q2 2016-17 (July to September 2016): " in said
    assert "Submissions since 1 July 2016: " in said


# What leaves the screen


def test_of_a_gated_recommendation_the_number_and_the_meetings_own_words_leave(office):
    titles = {each.line.title for each in plan_on(EXAMPLE_TODAY).of("profile-2016")}
    for address in (EXCEPTION, POLICE):
        kept = office.get(f"{address}.json").get_data(as_text=True)
        assert [title for title in titles if title and json.dumps(title)[1:-1] in kept] == []
    assert "The flag is put on every CSE offence recorded since" in said_in_html(office.get(f"{POLICE}.html").data)


def test_once_every_audience_may_have_them_titles_are_given(office):
    for audience in AUDIENCES:
        begin_writing()
        profile = db.session.query(Document).filter_by(reference="profile-2016").one()
        said = {"given_by": "Its author", "reference": "letter 1", "given_on": EXAMPLE_TODAY}
        changes.release(
            profile, audience=audience, by=holder("business_manager"), at=london_moment(EXAMPLE_TODAY), **said
        )
        db.session.commit()
    assert "1 CSE referral flag on Niche" in said_in_html(office.get(f"{POLICE}.html").data)


def test_every_form_says_the_same_lines(office):
    numbers = [each["number"] for each in facts_of(office, POLICE)["lines"]]
    word = WordFile(BytesIO(office.get(f"{POLICE}.docx").data))
    cells = [row.cells[0].text for row in word.tables[0].rows[1:]]
    assert [cell.split(" ")[0].rstrip(",") for cell in cells] == numbers
    said = said_in_html(office.get(f"{POLICE}.html").data)
    assert all(cell in said for cell in cells)


def test_who_took_it_is_on_record_and_nothing_else_is_written(office):
    db.session.rollback()
    before = db.session.query(JournalLine).count()
    office.get(f"{EXCEPTION}.pdf")
    db.session.rollback()
    rows = db.session.query(JournalLine).order_by(JournalLine.number)[before:]
    assert [(row.kind, row.detail) for row in rows] == [("report_opened", "NSCB-exception-2017-01-16, pdf")]


# Where they are found


def test_the_page_of_reports_leads_to_each_form_as_at_the_day_shown(office):
    links = office.page(f"/reports?as-at={BEFORE}").links()
    assert links["PDF of the exception report"] == f"{EXCEPTION}.pdf?as-at={BEFORE}"
    assert links["Word of the Northamptonshire Police extract"] == f"{POLICE}.docx?as-at={BEFORE}"
    assert office.get(links["PDF of the exception report"]).status_code == 200
