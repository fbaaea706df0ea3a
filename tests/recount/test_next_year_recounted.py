"""The plan of 2017-18, rolled from the example: the tracker and the recount agree on both sides of the change."""

from datetime import date, timedelta

import next_year
import pytest
from a_board import STRATEGY
from board_apps import app_on_copy
from next_year import FIRST_DAY, LAST_DAY, LATER, NEXT
from plain.figures import figures, known_on
from two_answers import Example, insist_same

from actions import reports
from actions.db import db
from actions.periods import Quarter

DAYS = (
    date(2016, 10, 31),
    LAST_DAY - timedelta(days=1),
    LAST_DAY,
    FIRST_DAY,
    FIRST_DAY + timedelta(days=1),
    date(2017, 5, 1),
    date(2017, 8, 1),
    LATER,
    date(2018, 4, 1),
)


def plan_of_2017_18(strategy) -> dict:
    """As it would be written down: the lines that go on without a date, their regular reporting from April on, a new one."""
    entries = {each["number"]: each for priority in strategy["priorities"] for each in priority["actions"]}
    numbers = [number for number in entries if number in next_year.GOES_ON and number != "2.16"]
    actions = [_gone_on(entries[number]) for number in numbers] + [{"number": next_year.NEW_LINE}]
    header = {"reference": NEXT, "kind": "plan", "in_force_from": FIRST_DAY, "period": {"to": "2018-03"}}
    return {"document": header, "priorities": [{"actions": actions}]}


# When the next of each line's submissions falls due in the new plan.
FIRST_DUE = {"2.9": ["2017-05"], "2.11": ["2017-04"], "2.14": ["2017-04", "2017-04"], "3.2": ["2017-06"]}
FIRST_DUE |= {"5.2": ["2017-04"], "5.3": ["2017-04"]}


def _gone_on(entry) -> dict:
    """What is nothing but its reporting is due with the first of it; all else gets its date by decision."""
    duties = zip(entry.get("duties", ()), FIRST_DUE.get(entry["number"], ()), strict=True)
    duties = [{**duty, "first": first} for duty, first in duties]
    alone = [duty["first"] for duty in duties if duty.get("is_the_action")]
    return {**entry, "due": alone[0] if alone else None, "duties": duties}


@pytest.fixture(scope="module")
def told(next_adopted, tmp_path_factory):
    app = app_on_copy(next_adopted, tmp_path_factory.mktemp("recounted"), LATER)
    with app.app_context():
        next_year.close_it()
        told = Example(app)
        strategy = next(each for each in told.documents if each["document"]["reference"] == STRATEGY)
        told.documents.append(plan_of_2017_18(strategy))
        yield told
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_tracker_and_the_recount_agree(told, day):
    insist_same(told.differences(day))


REPORTS = [("2016-17-Q4", LAST_DAY), ("2016-17-Q4", date(2017, 4, 30)), ("2017-18-Q1", date(2017, 8, 15))]


@pytest.mark.parametrize(("period", "cut_off"), REPORTS)
def test_page_one_counts_what_is_in_force_and_nothing_else(told, period, cut_off):
    quarter = Quarter.parse(period)
    with told.app.app_context():
        asked = reports.Asked("quarterly", quarter, cut_off, edition=1, recorded_on=LATER)
        said = reports.from_bytes(reports.to_bytes(reports.facts(asked)))
    ours = figures(told.ledger, told.documents, cut_off, quarter.first)
    assert {each.reference: counted(each) for each in said.documents} == ours["counts"]
    assert (said.overdue.count, said.silent) == (ours["overdue"]["count"], ours["silent"])


def counted(document) -> dict:
    return {each.status: each.count for each in document.counts if each.count}


def test_no_total_of_the_new_year_holds_a_line_of_the_old_one(told):
    _, in_force = known_on(told.ledger, told.documents, LATER)
    assert {line.document for lines in in_force for line in lines} == {"profile-2016", NEXT}
