"""Every list beside the plan's lines can be taken away as CSV and Excel, with as many rows as the page says."""

import csv
import io
from datetime import date

import pytest
from reading_tables import sheets_of
from the_example import holder

from actions import calendar, changes, crosswalk, escalations, queries
from actions.changes import NewEvidence
from actions.db import begin_writing, db
from actions.models import Evidence, JournalLine, Words
from actions.periods import london_moment
from actions.permissions import viewers
from actions.standing import plan_on
from tracker.sheets.registers import REGISTERS

TODAY = date(2017, 1, 16)
PAGES = {
    "challenges": "/challenges",
    "escalations": "/escalations",
    "evidence": "/evidence",
    "crosswalk": "/recommendations/crosswalk",
    "scorecard": "/scorecard",
    "meetings": "/meetings",
}


@pytest.fixture
def executive(example):
    return example.test_client().as_person(holder("executive").id)


def csv_rows(client, name, **asked):
    text = client.get(f"/lists/{name}.csv", query_string=asked).data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def excel_rows(client, name):
    (rows,) = sheets_of(client.get(f"/lists/{name}.xlsx").data).values()
    return rows


@pytest.mark.parametrize("name", REGISTERS)
def test_the_page_of_each_list_leads_to_its_files_which_hold_the_same_rows(executive, name):
    page = executive.get(PAGES[name]).get_data(as_text=True)
    assert all(f'href="/lists/{name}.{form}"' in page for form in ("xlsx", "csv"))
    assert len(csv_rows(executive, name)) == len(excel_rows(executive, name)) > 0


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("challenges", lambda plan: len(queries.challenges(TODAY))),
        ("escalations", lambda plan: len(escalations.on(TODAY))),
        ("crosswalk", lambda plan: len(crosswalk.lines(plan))),
        ("scorecard", lambda plan: len(plan.agencies)),
        ("meetings", lambda plan: len(calendar.on(TODAY).sittings)),
    ],
)
def test_it_has_as_many_rows_as_the_record(executive, name, number):
    assert len(csv_rows(executive, name)) == number(plan_on(TODAY))


def test_evidence_is_listed_whole_however_long_and_without_what_is_restricted(executive):
    names = {row["Name"] for row in csv_rows(executive, "evidence")}
    restricted = db.session.scalars(
        db.select(Words.text)
        .join(Evidence, Evidence.id == Words.row_id)
        .where(Evidence.restricted, Words.field == "name")
    ).all()
    assert restricted
    assert names.isdisjoint(restricted)
    assert len(csv_rows(executive, "evidence")) > 50
    assert {row["Restricted"] for row in csv_rows(executive, "evidence")} == {"No"}


def test_what_officers_call_evidence_on_what_may_not_be_quoted_stays_in_the_tracker(fresh_example):
    with fresh_example.app_context():
        gated = next(each for each in plan_on(TODAY).of("profile-2016") if each.owner_id and not each.cell)
        officer = next(
            each for each in viewers(TODAY).values() if each.agency_id == gated.owner_id and each.has("officer")
        )
        begin_writing()
        piece = NewEvidence(kind="held", shows="practice", name="CANARY", held="In the safe")
        changes.add_evidence(gated.line.id, piece, by=officer, at=london_moment(TODAY))
        db.session.commit()
        client = fresh_example.test_client().as_person(officer.id)
        assert "CANARY" in client.get("/evidence").get_data(as_text=True)
        said = {row["Line"]: row["Name"] for row in csv_rows(client, "evidence")}
        assert said[gated.number] == "Stays in the tracker"
        assert "CANARY" not in said.values()


def test_who_may_see_restricted_evidence_finds_it_there(example):
    whose = db.session.scalars(db.select(Evidence).where(Evidence.restricted)).first()
    officer = next(
        each
        for each in viewers(TODAY).values()
        if each.agency_id == whose.agency_id and each.has("officer", "agency_lead")
    )
    client = example.test_client().as_person(officer.id)
    assert "Yes" in {row["Restricted"] for row in csv_rows(client, "evidence")}


@pytest.mark.parametrize("name", REGISTERS)
def test_no_title_of_the_profile_leaves(executive, name):
    titles = {each.line.name for each in plan_on(TODAY).of("profile-2016")}
    assert titles.isdisjoint(cell for row in csv_rows(executive, name) for cell in row.values())


@pytest.mark.parametrize("name", REGISTERS)
def test_every_row_bears_the_marking(executive, name):
    assert {row["Marking"].split()[0] for row in csv_rows(executive, name)} == {"OFFICIAL-SENSITIVE"}


def test_of_an_earlier_day_it_says_what_was_so_then(executive):
    then = csv_rows(executive, "challenges", **{"as-at": "2016-06-30"})
    assert len(then) == len(queries.challenges(date(2016, 6, 30))) < len(csv_rows(executive, "challenges"))


def test_what_was_taken_is_on_record_and_another_list_is_none(executive):
    executive.get("/lists/meetings.csv")
    db.session.rollback()
    latest = db.session.query(JournalLine).order_by(JournalLine.number.desc()).first()
    assert (latest.kind, latest.detail.split(",")[0]) == ("export", "meetings as at 2017-01-16")
    assert executive.get("/lists/people.csv").status_code == 404
    assert executive.get("/lists/meetings.exe").status_code == 404
