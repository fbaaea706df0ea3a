"""The seeds hold what the board adopted, all of it and nothing else."""

import json
from calendar import monthrange
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from seeds.adopted import AdoptedDuty, read, read_all

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def documents():
    return read_all(SEEDS)


@pytest.fixture(scope="module")
def strategy(documents):
    return documents[0]


@pytest.fixture(scope="module")
def profile(documents):
    return documents[1]


def numbers(lines):
    return [line.number for line in lines]


def of_number(document, number):
    return next(line for line in document.lines if line.number == number)


def test_documents_come_in_the_order_in_which_they_came_in_force(documents):
    assert [(each.reference, each.kind) for each in documents] == [
        ("strategy-2015-16", "plan"),
        ("profile-2016", "profile"),
    ]


def test_one_document_reads_like_all_of_them(strategy):
    assert read(SEEDS / "strategy-2015-16.yaml") == strategy


def test_seven_priorities_hold_43_actions(strategy):
    held = Counter(line.priority for line in strategy.lines)
    assert [priority.number for priority in strategy.priorities] == [1, 2, 3, 4, 5, 6, 7]
    assert [held[number] for number in range(1, 8)] == [4, 15, 5, 6, 4, 3, 6]
    assert len(strategy.lines) == 43


def test_the_gap_at_2_15_is_kept(strategy):
    assert numbers(strategy.lines)[17:19] == ["2.14", "2.16"]
    assert "2.10" in numbers(strategy.lines)


def test_only_3_2_has_no_date(strategy):
    assert [line.number for line in strategy.lines if line.due is None] == ["3.2"]


def test_actions_due_by_month(strategy):
    due = Counter(line.due for line in strategy.lines if line.due)
    assert due == {
        date(2015, 2, 28): 3,
        date(2015, 3, 31): 5,
        date(2015, 4, 30): 16,
        date(2015, 5, 31): 8,
        date(2015, 6, 30): 4,
        date(2015, 9, 30): 1,
        date(2015, 10, 31): 3,
        date(2015, 12, 31): 2,
    }


def test_every_month_is_its_last_day(strategy):
    firsts = [duty.first for line in strategy.lines for duty in line.duties]
    days = [day for day in [strategy.period_to, *firsts, *(line.due for line in strategy.lines)] if day]
    assert days
    assert [day.day for day in days] == [monthrange(day.year, day.month)[1] for day in days]


def test_days_of_the_documents(strategy, profile):
    assert (strategy.in_force_from, strategy.period_from, strategy.period_to) == (
        date(2015, 2, 1),
        date(2015, 4, 1),
        date(2016, 3, 31),
    )
    assert (profile.in_force_from, profile.period_from, profile.period_to) == (date(2016, 10, 26), None, None)


def test_two_actions_ask_each_agency(strategy):
    assert [line.number for line in strategy.lines if line.each_agency] == ["1.3", "2.3"]


def test_duties(strategy):
    may, july, october = date(2015, 5, 31), date(2015, 7, 31), date(2015, 10, 31)
    assert {line.number: line.duties for line in strategy.lines if line.duties} == {
        "2.9": (AdoptedDuty(every=12, first=may, what="conference or seminar", is_the_action=True),),
        "2.11": (AdoptedDuty(every=3, first=july, what="report"),),
        "2.14": (
            AdoptedDuty(every=3, first=july, what="joint report by Police and NCC"),
            AdoptedDuty(every=1, first=may, what="data shared by the Police"),
        ),
        "3.2": (AdoptedDuty(every=3, first=None, what="report"),),
        "5.2": (AdoptedDuty(every=6, first=october, what="report", is_the_action=True),),
        "5.3": (AdoptedDuty(every=6, first=october, what="report", is_the_action=True),),
    }


def test_a_comma_in_a_title_belongs_to_it(strategy):
    assert of_number(strategy, "5.1").title == "Tactics for disruption, across agencies"


def test_fifteen_agencies_and_two_teams(strategy):
    assert [agency.key for agency in strategy.agencies] == [
        "police",
        "ncc",
        "health",
        "probation",
        "schools",
        "corby",
        "daventry",
        "east-northamptonshire",
        "kettering",
        "northampton",
        "south-northamptonshire",
        "wellingborough",
        "voluntary",
        "cps",
        "secure-training-centres",
    ]
    assert strategy.agencies[0].also == ("Police", "Police online teams", "Custody sergeants")
    assert {team.name: team.of for team in strategy.teams} == {
        "RISE": ("police", "ncc", "health", "voluntary"),
        "MASH": ("police", "ncc", "health", "probation", "schools"),
    }


def test_42_recommendations_13_parts_2_national(profile):
    own = [line for line in profile.lines if not line.parent and not line.national]
    parts = [line for line in profile.lines if line.parent]
    assert numbers(own) == [str(number) for number in range(1, 43)]
    assert Counter(line.parent for line in parts) == {"16": 4, "20": 3, "22": 3, "38": 3}
    assert numbers(line for line in profile.lines if line.national) == ["N1", "N2"]
    assert len(profile.lines) == 57
    assert not profile.priorities


def test_a_part_follows_its_parent_and_has_no_title(profile):
    sixteen = [line for line in profile.lines if line.number == "16" or line.parent == "16"]
    assert numbers(sixteen) == ["16", "16a", "16b", "16c", "16d"]
    assert [line.position for line in sixteen] == [16, 17, 18, 19, 20]
    assert all((line.title == "") == bool(line.parent) for line in profile.lines)


def test_positions_count_from_one(documents):
    for document in documents:
        assert [line.position for line in document.lines] == list(range(1, len(document.lines) + 1))


def test_only_the_parts_of_20_are_examples(profile):
    assert [line.number for line in profile.lines if line.example] == ["20a", "20b", "20c"]


def test_recurring_recommendations_are_those_that_say_so(profile):
    recurring = [line for line in profile.lines if line.recurring]
    assert numbers(recurring) == ["10", "11", "13", "24", "31", "33"]
    said = [line for line in profile.lines if "regularly" in line.statement.lower() or "periodic" in line.statement]
    assert said == recurring


def test_where_summary_and_body_differ(profile):
    assert [line.number for line in profile.lines if line.differs] == ["3", "5", "15", "24", "26", "38"]


def test_a_profile_gives_no_date_no_duty_and_no_agency_cells(profile):
    assert not any(line.due or line.duties or line.each_agency for line in profile.lines)


def test_national_recommendations_name_their_source(profile):
    assert [line.source for line in profile.lines if line.source] == ["NWG", "NWG"]
    assert of_number(profile, "N2").bodies == ("All agencies",)


def test_what_is_our_reading_is_marked_as_such(strategy, profile):
    assert {said["about"] for said in strategy.readings} >= {"in_force_from", "period", "due", "duties", "agencies"}
    assert {said["about"] for said in profile.readings} >= {"in_force_from", "next_step"}
    assert all(said["reading"].endswith(".") for said in strategy.readings + profile.readings)


def test_headers(strategy, profile):
    assert strategy.owner == "Northamptonshire Safeguarding Children Board (NSCB)"
    assert strategy.aim.startswith("Bring agencies together")
    assert set(strategy.facts) == {
        "accountable_lead",
        "monitored_by",
        "scope",
        "counts",
        "notes",
        "services",
        "districts_and_boroughs",
    }
    assert len(strategy.facts["services"]) == 14
    assert profile.handling.startswith("Not public-facing; not to be used or referenced in related reporting.")
    assert set(profile.facts) == {
        "dated",
        "commissioned_by",
        "authors",
        "reporting_year_from",
        "data_from",
        "data_to",
        "next_step",
        "predecessor",
        "counts",
        "notes",
    }


def test_facts_and_readings_are_ready_for_json(documents):
    for document in documents:
        assert json.loads(json.dumps(document.facts)) == document.facts
        assert json.loads(json.dumps(document.readings)) == document.readings
