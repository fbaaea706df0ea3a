"""How many questions a page asks of the database: few, and as many for a long list as for a short one."""

from datetime import date

import pytest
from counting import count_queries
from sqlalchemy.dialects import postgresql
from the_example import PROFILE, ROLES, STRATEGY, every_page, holder

from actions import files, permissions, queries, standing
from actions.db import db
from actions.standing import plan_on

MOST = 12
# What is a whole report, workbook or list drawn from the record; frozen, it is opened with fewer than MOST. And what looks
# at the whole installation, its database's own rights among it.
DRAWN = {
    "reports.preview": 27,
    "on_demand.exception": 17,
    "on_demand.extract": 15,
    "workbook.to_send": 13,
    "registers.register": 13,
    "opened.sheet": 13,
    "first_run.checks": 14,
    "compare.compare_sheet": 16,
}
# A past day has no drafts to look for.
MORE_TODAY = {"/reports": 2}


@pytest.fixture
def example(example_app):
    files.use(example_app.config["EVIDENCE_URL"])
    with example_app.app_context():
        yield example_app


def asked(client, address):
    """How many questions a page asks when nothing of the plan is remembered, and what the answer was."""
    standing.forget()
    with count_queries() as sent:
        answer = client.get(address)
    return len(sent), answer.status_code


def asked_by(example, person_id, address):
    count, status = asked(example.test_client().as_person(person_id), address)
    assert status == 200
    return count


def note_what_programs_ask_for(example, client):
    """The record names once a day what a token was used for."""
    for endpoint, address in every_page(example):
        if endpoint.startswith("api."):
            client.get(address)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_asks_at_most_twelve_questions_of_everybody(example, role):
    client = example.test_client().as_person(holder(role).id).with_token(holder(role).id)
    note_what_programs_ask_for(example, client)
    counts = {address: (asked(client, address)[0], endpoint) for endpoint, address in every_page(example)}
    assert len(counts) > 45
    too_many = {address: n for address, (n, endpoint) in counts.items() if n > DRAWN.get(endpoint, MOST)}
    assert too_many == {}


def test_a_list_of_85_lines_asks_no_more_than_one_of_a_few(example):
    chair = holder("chair").id
    few = asked_by(example, chair, f"/lines?document={PROFILE}&status=on_track")
    assert asked_by(example, chair, "/lines") == few
    assert asked_by(example, chair, "/search?q=children") == asked_by(example, chair, "/search?q=2.14")
    long, short = (asked_by(example, chair, f"/plan/{STRATEGY}/priority/{number}") for number in (2, 6))
    assert long == short


@pytest.mark.parametrize(
    "address", ["/plan", f"/plan/{STRATEGY}", "/recommendations", "/review", "/lines", "/reports", "/meetings"]
)
def test_a_page_asks_no_more_at_the_end_of_the_story_than_at_its_middle(example, address):
    chair = holder("chair").id
    then = asked_by(example, chair, f"{address}?as-at=2016-10-28")
    assert asked_by(example, chair, address) <= then + MORE_TODAY.get(address, 1)


def test_an_officer_of_many_lines_asks_no_more_than_one_of_few(example):
    asked_for = {
        agency: asked_by(example, holder("officer", agency).id, "/my-update") for agency in ("police", "corby")
    }
    assert asked_for["police"] == asked_for["corby"]


def test_a_line_with_a_long_history_asks_no_more_than_one_with_a_short(example):
    executive = holder("executive").id
    short, long = (asked_by(example, executive, f"/plan/{STRATEGY}/{number}") for number in ("6.2", "2.14"))
    assert long == short


def test_where_everything_stands_takes_the_same_questions_for_43_lines_as_for_100(example):
    counts = {}
    for day in (date(2016, 10, 25), date(2017, 1, 16)):
        db.session.rollback()
        standing.forget()
        with count_queries() as sent:
            lines = plan_on(day).standings
        counts[len(lines)] = len(sent)
    assert counts == {43: 5, 100: 5}


@pytest.mark.parametrize("statement", [queries.TITLES, permissions.EVERYBODY])
def test_whose_titles_are_wanted_is_written_out_for_postgresql(statement):
    """Prepared for any field, it would read every word of the record."""
    assert "words.field = __[POSTCOMPILE_" in str(statement.compile(dialect=postgresql.dialect()))
