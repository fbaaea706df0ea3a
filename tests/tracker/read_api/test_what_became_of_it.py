"""What programs read of a line whose document closed, and of the line in which it goes on: as `flask standing` says it."""

import next_year
import pytest
from a_program import Program, from_csv
from next_year import LAST_DAY, LATER, NEXT, opened
from the_example import STRATEGY, holder

from actions.carrying import FATES
from tracker.commands.record import standing_as_json

SAYS = ("closed_on", "fate", "carried_into", "carried_from")
EMPTY = {"closed_on": None, "fate": None, "carried_into": [], "carried_from": []}


@pytest.fixture(scope="module")
def program(next_adopted, tmp_path_factory):
    """A program that reads the example on 1 November 2017, rolled into the plan of 2017-18."""
    for app in opened(next_adopted, tmp_path_factory.mktemp("a-year-on"), LATER):
        next_year.close_it()
        yield Program(app, holder("executive"))


def said(row):
    return {name: row[name] for name in SAYS}


def test_a_line_says_until_when_it_ran_what_became_of_it_and_where_it_goes_on(program):
    assert said(program.read(f"actions/{STRATEGY}/2.14")) == {
        "closed_on": "2017-03-31",
        "fate": "carried",
        "carried_into": [{"document": NEXT, "number": number} for number in ("2.14", "2.17")],
        "carried_from": [],
    }
    assert said(program.read(f"actions/{STRATEGY}/6.2")) == EMPTY | {"closed_on": "2017-03-31", "fate": "unfinished"}


def test_the_line_in_which_it_goes_on_says_where_it_came_from(program):
    came = [{"document": STRATEGY, "number": number} for number in ("2.13", "2.16")]
    assert said(program.read(f"actions/{NEXT}/2.13")) == EMPTY | {"carried_from": came}


def test_of_each_line_it_is_what_the_command_prints(program):
    printed = [EMPTY | {name: row[name] for name in SAYS if name in row} for row in standing_as_json(LATER)]
    assert [said(row) for row in program.rows("actions?limit=1000")] == printed


def test_in_a_csv_a_line_is_named_by_its_document_and_number(program):
    told = from_csv(program.ask(f"actions?document={STRATEGY}&format=csv&limit=1000"))
    carried = next(row for row in told if row["number"] == "2.14")
    assert carried["carried_into"] == f"{NEXT} 2.14, {NEXT} 2.17"
    assert {row["fate"] for row in told} == {"complete", "carried", "unfinished", "stopped"}


def test_on_a_day_before_it_closed_nothing_has_become_of_it(program):
    assert said(program.read(f"actions/{STRATEGY}/2.14?as-at={LAST_DAY}")) == EMPTY


def test_what_may_become_of_a_line_is_described(program):
    described = program.client.get("/api/v1/openapi.json").json["components"]["schemas"]
    assert described["Action"]["properties"]["fate"]["enum"] == [*FATES, None]
