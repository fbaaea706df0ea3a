"""What a page counts or compares can be taken away as the rows behind it: people, two days side by side, what falls due when,
and what each agency answered."""

import csv
import io
from collections import Counter
from datetime import date

import pytest
from reading_tables import sheets_of
from the_example import PROFILE, ROLES, STRATEGY, TODAY, holder

from actions import comparing
from actions.db import db
from actions.models import JournalLine, Person
from actions.standing import plan_on
from tracker import falling_due
from tracker.words import CHANGE, STATUS, why_at_risk

MATRIX = f"/plan/{STRATEGY}/agencies"
OF_ONE = f"/plan/{STRATEGY}/1.3/agencies"
PAGES = ("/people", "/compare?from=2016-03-31", f"/due?document={STRATEGY}", MATRIX, OF_ONE)


@pytest.fixture
def office(example):
    return example.test_client().as_person(holder("business_manager").id)


def csv_rows(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("page", PAGES)
def test_the_page_leads_to_its_files_which_hold_the_same_rows(office, page):
    links = office.page(page).links()
    (in_excel,) = sheets_of(office.get(links["Excel"]).data).values()
    in_csv = csv_rows(office, links["CSV"])
    assert len(in_csv) == len(in_excel) > 10
    assert {row["Marking"].split()[0] for row in in_csv} == {"OFFICIAL-SENSITIVE"}


@pytest.mark.parametrize("page", PAGES)
def test_what_was_taken_is_on_record_and_there_is_no_other_form(office, page):
    taken = office.page(page).links()["CSV"]
    office.get(taken)
    db.session.rollback()
    latest = db.session.query(JournalLine).order_by(JournalLine.number.desc()).first()
    assert (latest.kind, ", csv: " in latest.detail) == ("export", True)
    assert office.get(taken.replace(".csv", ".exe")).status_code == 404


@pytest.mark.parametrize("address", ["/compare.csv?change=all", f"/due.csv?document={PROFILE}"])
def test_no_title_of_the_profile_leaves(office, address):
    titles = {each.line.name for each in plan_on(TODAY).of(PROFILE)}
    rows = csv_rows(office, address)
    assert PROFILE in {row["Document"] for row in rows}
    assert titles.isdisjoint(row["Title"] for row in rows)


# Two days side by side


def test_each_change_says_where_the_line_stood_and_stands(office):
    first = date(2016, 3, 31)
    changes = [
        each
        for each in comparing.compared(plan_on(first).in_force, plan_on(TODAY).in_force)
        if each.kind != "unchanged"
    ]
    rows = csv_rows(office, f"/compare.csv?from={first}")
    assert Counter(row["What changed"] for row in rows) == Counter(CHANGE[each.kind] for each in changes)
    told = {(row["Document"], row["Number"]): row for row in rows}
    for each in changes:
        row = told[each.line.document, each.line.number]
        assert row["Stood before"] == (STATUS[each.before.status] if each.before else "Not in the plan")
        assert row["Stands"] == STATUS[each.after.status]
        assert row["Later date agreed"] == ("Yes" if each.moved else "No")


def test_the_file_holds_what_the_page_was_narrowed_to(office):
    asked = f"from=2016-03-31&change=completed&document={STRATEGY}"
    links = office.page(f"/compare?{asked}").links()
    assert {row["What changed"] for row in csv_rows(office, links["CSV"])} == {"Completed"}


def test_two_days_in_the_past_stay_those_two(office):
    links = office.page("/compare?from=2016-03-31&to=2016-06-30").links()
    assert csv_rows(office, links["CSV"]) == csv_rows(office, "/compare.csv?from=2016-03-31&to=2016-06-30")
    assert office.get(links["CSV"]).headers["Content-Disposition"].endswith("changes-2016-06-30.csv")


# What falls due when


def test_each_line_of_each_month_is_there_with_why_it_may_not_be_met(office):
    plan = plan_on(TODAY)
    why = {each.number: why_at_risk(reasons) for each, reasons in falling_due.at_risk(plan, STRATEGY)}
    expected = [
        (f"{each.due:%Y-%m}", each.number, why.get(each.number, ""))
        for month in falling_due.months(plan, STRATEGY)
        for each in month.lines
    ]
    rows = csv_rows(office, "/due.csv")
    assert [(row["Month"], row["Number"], row["Why it may not be met"]) for row in rows] == expected
    assert any(why.values())


# What each agency answered


def test_each_agency_s_answer_is_a_row_under_its_name(office):
    plan = plan_on(TODAY)
    expected = [
        (each.number, plan.agencies[cell.cell].name, STATUS[cell.status])
        for each in plan.of(STRATEGY)
        for cell in each.cells
    ]
    assert [(row["Number"], row["Agency"], row["Status"]) for row in csv_rows(office, f"{MATRIX}.csv")] == expected
    of_one = [each for each in expected if each[0] == "1.3"]
    assert [(row["Number"], row["Agency"], row["Status"]) for row in csv_rows(office, f"{OF_ONE}.csv")] == of_one


def test_what_is_not_asked_of_each_agency_has_no_such_file(office):
    assert office.get(f"/plan/{STRATEGY}/2.14/agencies.csv").status_code == 404
    assert office.get("/plan/nothing/agencies.csv").status_code == 404


# People


def test_people_are_taken_away_as_the_page_shows_them(office):
    rows = csv_rows(office, "/people.csv")
    assert len(rows) == db.session.query(Person).count()
    page = office.page("/people").text
    for row in rows[:20]:
        assert f"{row['Who']} {row['Agency'] or 'No agency'} {row['Roles']} {row['E-mail address']}" in page
    assert csv_rows(office, "/people.csv?only=waiting") == [
        row for row in rows if row["Account, as it is now"].startswith("Invited")
    ]


@pytest.mark.parametrize("role", [role for role in ROLES if role != "business_manager"])
def test_nobody_takes_people_away_who_may_not_see_them(example, role):
    assert example.test_client().as_person(holder(role).id).get("/people.csv").status_code == 403
