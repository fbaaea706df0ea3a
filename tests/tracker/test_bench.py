"""The benchmark: it opens only what there is, and what it writes down is what it measured."""

import re
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import date
from io import StringIO
from unittest.mock import patch
from xml.etree.ElementTree import fromstring

import pytest
from bench import addresses, budgets, floors
from bench.__main__ import asked_for
from bench.bulk import Bulk
from bench.crowd import Crowd
from bench.doing import DEEDS
from bench.load import Loaded
from bench.opening import committing
from bench.results import LINES, Results
from bench.taking_turns import Key, Took, Turn, in_turn, together
from bench.telling import pictures, told
from bench.worlds import CARD, STRATEGY, WRITER
from people import viewer_of
from werkzeug.exceptions import HTTPException

from actions import changes, queries
from actions.db import begin_writing, db
from actions.models import Action, Assignment, Update
from actions.periods import london_moment
from actions.verify import verify
from seeds.example.tables import rows

OPENED = [page.address.format(document=STRATEGY, card=CARD) for page in addresses.PAGES] + [*addresses.ALONE]
TABLE_NUMBER = re.compile(r"(?<=\| )\d+\.\d\d(?= \|)")


def took(budget=None):
    """Times at the edge of a budget, beside floors of 1 ms; without one 1 ms."""
    edge = (budget.times + (1 if budget.and_once else 0)) if budget else 1
    return Took([edge, edge, edge])


@pytest.fixture
def measured():
    """A run in which every budget is just met."""
    times = {Key(floor): took() for floor in budgets.FLOORS}
    times |= {line.key: took(line.budget if line.is_budget else None) for line in LINES}
    queries = {page.name: budgets.MOST_QUERIES for page in addresses.PAGES}
    held = [("after its first page", 71.7), ("after it froze a report", 81.8), ("after 1,000 requests more", 81.9)]
    return Results({"Processor": "3 cores"}, times, queries, 1, 3, held, requests=1_000, load=(0.5, 0.7), seconds=93)


def row(text, what):
    """The row of a table that begins so, without what is around it."""
    return next(line for line in text.splitlines() if line.startswith(f"| {what} |"))


def test_rows_written_at_once_are_as_whole_as_rows_written_one_by_one(app):
    officer, day = viewer_of("officer", "police", on=date(2016, 11, 1)), date(2017, 1, 10)
    begin_writing()
    bulk, line = Bulk(), db.session.query(Action.id).filter_by(number="2.9").scalar()
    done = {"at": london_moment(day), "by": officer.id, "action_id": line, "agency_id": officer.agency_id}
    bulk.add(Assignment, first_day=day, **done)
    said = {"quarter": date(2016, 10, 1), "rating": "green", "as_owner": True, "unchanged": False}
    bulk.add(Update, words={"said": "It was done."}, **said, **done)
    bulk.write()
    db.session.commit()
    begin_writing()
    changes.record_update(line, by=officer, at=london_moment(day), rating="green", words={"said": "It was done again."})
    db.session.commit()
    assert [finding.sentence for finding in verify()] == []
    assert [history.words for history in queries.history(line, day)][:2] == [
        {"said": "It was done again."},
        {"said": "It was done."},
    ]


@pytest.mark.parametrize("address", OPENED)
def test_what_is_opened_has_a_route(app, address):
    try:
        endpoint, _ = app.url_map.bind("localhost").match(address)
    except HTTPException:
        endpoint = None
    assert endpoint is not None, f"there is no page at {address}"
    assert endpoint != "static" or address == addresses.STATIC


def test_what_is_sent_has_a_route(app):
    routes = app.url_map.bind("localhost")
    for deed in DEEDS.values():
        assert routes.match(deed.address, method="POST" if deed.filled_in else "GET")


def test_those_who_look_are_people_of_the_example():
    known = {each["email"] for each in rows("people")}
    assert {*addresses.PEOPLE.values(), addresses.CLAIMANT, WRITER} <= known
    assert {deed.who for deed in DEEDS.values()} <= {*addresses.PEOPLE}
    assert {page.who for page in addresses.PAGES} <= {*addresses.PEOPLE}


def test_the_floors_are_laid_where_there_is_no_record(tmp_path):
    floors.fill(f"sqlite:///{tmp_path / 'floors.db'}")
    assert committing(tmp_path)() > 0


def test_every_option_that_the_benchmark_takes_is_told():
    with (
        pytest.raises(SystemExit) as ended,
        patch("sys.argv", ["bench", "--help"]),
        redirect_stdout(StringIO()) as said,
    ):
        asked_for()
    assert ended.value.code == 0
    assert {"--sizes", "--curve", "--load", "--postgres"} <= set(said.getvalue().split())


def test_everything_is_done_once_before_anything_is_done_twice():
    done = []
    turns = {name: Turn(lambda name=name: done.append(name) or 1.0) for name in "abc"}
    found = together(in_turn(turns, 2), in_turn(turns, 1))
    assert "".join(done) == "abcabcabc"
    assert found["a"].times == [1.0, 1.0, 1.0]


def test_the_middle_and_the_slow_end_of_what_was_timed():
    times = Took([float(ms) for ms in range(101)])
    assert (times.middle, times.slow) == (50, 95)
    assert Took([7.0]).slow == 7.0


def test_at_the_edge_every_budget_is_met_and_above_it_none(measured):
    assert "budgets of time" in told(measured)
    assert "missed" not in told(measured)
    for line in LINES:
        over = replace(measured, took=measured.took | {line.key: Took([took(line.budget).middle * 1.01])})
        assert line.met(over) == (not line.is_budget)


def test_the_page_says_what_was_measured(measured):
    page = addresses.PAGES[2]
    slow = replace(measured, took=measured.took | {Key(page.name, "warm"): Took([12.34, 12.34, 56.78])})
    assert "| 3 | 12.34 | 52.34 | 12.3 Q | at most 3 Q | **no** |" in row(told(slow), page.name)
    assert "1 are missed" in told(slow)
    assert "| 3 cores |" in row(told(slow), "Processor")
    assert "81.9" in row(told(slow), "after 1,000 requests more")


def test_no_time_is_written_down_that_was_not_measured(measured):
    times = {key: Took([place + 0.25]) for place, key in enumerate(measured.took, 100)}
    written = TABLE_NUMBER.findall(told(replace(measured, took=times)))
    assert {*written} == {f"{each.middle:.2f}" for each in times.values()}
    assert len(written) == 2 * len(times)


def test_what_was_not_measured_is_named(measured):
    gaps = told(measured).rpartition("## Not measured yet")[2]
    for named in ("10,000 items", "100,000 items", "10,000 requests", "PostgreSQL"):
        assert named in gaps
    assert "Larger plans" not in told(measured)
    assert "10,000 requests" not in told(replace(measured, requests=10_000)).rpartition("## Not measured yet")[2]


def test_a_larger_plan_is_told_beside_the_example(measured):
    key = Key(addresses.PAGES[0].name, "warm")
    sizes = {100: {key: Took([10.0])}, 10_000: {key: Took([15.1])}}
    counted = {"grown_queries": {100: {"a": 9}, 10_000: {"a": 8, "b": 11}}, "grown_memory": {100: 90.4, 10_000: 300.6}}
    text = told(replace(measured, grown=sizes, **counted))
    assert "| warm | 10.0 | 15.1 (1.5 times) | at most 1.5 times | **no** |" in text
    assert "| 100 | 9 | 90 |" in text
    assert "| 10,000 | 11 | 301 |" in text
    assert "- 10,000 items" not in text
    assert "- 1,000 items" in text


def test_a_far_larger_plan_is_told_and_drawn_without_a_budget(measured):
    key = Key(addresses.CURVE[0].name, "cold")
    grown, curve = {100: {key: Took([10.0])}, 10_000: {key: Took([15.0])}}, {100: {key: Took([20.0])}}
    far = replace(measured, grown=grown, curve=curve | {100_000: {key: Took([500.0])}}, curve_memory=421)
    far = replace(far, grown_queries={100: {"a": 1}}, grown_memory={100: 80})
    assert f"| {key.name} | cold | 20.0 | 500.0 (25.0 times) |\n" in told(far)
    assert "Its worker held 421 MB" in told(far)
    assert "- 100,000 items" not in told(far)
    assert "10.0 ms at 100, 15.0 ms at 10,000, 500.0 ms at 100,000." in pictures(far)["performance-cold.svg"]


@pytest.mark.parametrize(("there", "met"), [(14.9, "yes"), (15.1, "**no**")])
def test_postgresql_is_told_beside_sqlite(measured, there, met):
    key = Key(addresses.PAGES[0].name, "warm")
    engines = {100: {"SQLite": {key: Took([10.0])}, "PostgreSQL": {key: Took([there])}}}
    text = told(replace(measured, engines=engines))
    assert f"| 100 | {key.name} | warm | 10.0 | {there:.1f} | 1.5 times | at most 1.5 times | {met} |" in text
    assert "- PostgreSQL" not in text


def test_what_many_at_once_were_answered_is_told(measured):
    text = told(replace(measured, crowd=Crowd(Took([10.0, 20.0, 30.0]), seconds=0.5)))
    assert "one worker answers 6 pages in a second; the middle page takes 20 ms" in text
    assert "- eight clients at once" in told(measured)
    assert "- eight clients at once" not in text


@pytest.mark.parametrize(
    ("different", "said"),
    [
        ({}, "at most 5 times: held"),
        ({"busy": Took([50.1] * 30)}, "5.0 times that of saving alone (10 ms); at most 5 times: **missed**"),
        ({"found": 59}, "1 acknowledged and not in the record"),
        ({"found": 59}, "**missed**"),
        ({"errors": ["save 7: it answers 500"]}, "1 errors, 0 acknowledged"),
        ({"errors": ["save 7: it answers 500"]}, "save 7: it answers 500"),
    ],
)
def test_the_last_hour_of_a_quarter_is_told_with_what_went_wrong(measured, different, said):
    alone = {"idle": Took([10.0] * 30), "busy": Took([50.0] * 30), "chair": Took([9.0]), "sent": 30, "found": 60}
    assert said in told(replace(measured, load_of_last_hour=Loaded(60, **{**alone, **different})))


def test_a_picture_has_a_line_for_each_page_and_says_what_it_shows(measured):
    key = Key(addresses.PAGES[0].name, "warm")
    grown = {100: {key: Took([10.0])}, 10_000: {key: Took([15.0])}}
    drawn = pictures(replace(measured, grown=grown, grown_queries={100: {"a": 1}, 10_000: {"a": 1}}))
    tree = fromstring(drawn["performance-warm.svg"])
    assert len(tree.findall("{*}polyline")) == 1
    assert tree.findtext("{*}desc") == f"{key.name}: 10.0 ms at 100, 15.0 ms at 10,000."
    assert pictures(measured) == {}


def test_memory_is_judged_only_after_all_the_requests(measured):
    assert row(told(measured), "Growth of its memory in the second half of them").endswith("| not said |")
    whole = replace(measured, requests=budgets.ALL_REQUESTS)
    assert row(told(whole), "Growth of its memory in the second half of them").endswith("| yes |")
    grew = [*measured.memory, ("after 10,000 requests more", 83.0)]
    assert row(told(replace(whole, memory=grew)), "Growth of its memory in the second half of them").endswith(
        "**no** |"
    )
