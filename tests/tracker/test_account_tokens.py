"""One's own personal tokens: made with proof once more, shown once, listed, ended one by one; and the page for Excel."""

import re
from datetime import date
from html import unescape

import pytest
from a_board import Board
from signing_in import by_code, entering, long_ago, with_password
from sqlalchemy import select
from the_office import as_in_days, set_password, somebody

from actions.db import db
from actions.models import JournalLine
from actions.permissions import EVERYONE
from tracker import accounts
from tracker.accounts import tokens
from tracker.accounts.models import ApiToken
from tracker.api import ADDRESSES
from tracker.mail.models import Message

PAGE, NEW, HELP = "/account/tokens", "/account/tokens/new", "/help/excel-and-power-bi"
ASKED = {"name": "Quarterly workbook", "scope": "standing", **as_in_days("last_day", date(2017, 3, 31))}


@pytest.fixture
def person(app):
    return somebody("executive", None)


@pytest.fixture
def mine(app, person):
    return app.test_client().as_person(person.id)


def make(client, **more):
    """The token as it is shown."""
    page = client.send(NEW, {**ASKED, **more}, status=200)
    return page.tree.find(".//code[@id='token']").text


def rows():
    db.session.rollback()
    return list(db.session.scalars(select(ApiToken).order_by(ApiToken.id)))


def reads(app, token, address="actions"):
    return app.test_client().get(f"/api/v1/{address}", headers={"Authorization": f"Bearer {token}"}).status_code


def told(kind):
    db.session.rollback()
    return list(db.session.scalars(select(JournalLine.detail).where(JournalLine.kind == kind)))


@pytest.mark.parametrize("role", EVERYONE)
def test_everybody_can_make_one_and_read_with_it(app, client, role):
    browser = client.as_person(somebody(role).id)
    assert "You have no token" in browser.page(PAGE).text
    assert browser.page(HELP).h1 == "Reading the plan in Excel and Power BI"
    assert reads(app, make(browser)) == 200


def test_it_is_shown_once_and_kept_as_a_hash(app, mine, person):
    token = make(mine)
    assert re.fullmatch(r"tracker_[\w-]{43}", token)
    assert token not in mine.page(PAGE).html
    (row,) = rows()
    assert (row.token_hash, row.person_id, row.how) == (accounts.token_hash(token), person.id, "password")
    assert told("token_made") == [f"person {person.id}: a token for standing, until 2017-03-31"]


def test_the_person_is_told_by_mail(app, mine, person, tmp_path):
    app.config.update(MAIL_URL=f"folder://{tmp_path}", MAIL_FROM="tracker@board.example")
    make(mine)
    assert [each.notice for each in db.session.scalars(select(Message))] == ["token_made"]


def test_it_reads_what_it_was_made_for(app, mine):
    standing, everything = make(mine), make(mine, scope="everything")
    assert [reads(app, each, "reports") for each in (standing, everything)] == [403, 200]


WRONG = {
    "Say what the token is for": {"name": " "},
    "Choose what it may read": {"scope": ""},
    "Enter the last day on which it works": as_in_days("last_day", date(2017, 3, 31))
    | dict.fromkeys(("last_day-day", "last_day-month", "last_day-year"), ""),
    "Enter today or a later day": as_in_days("last_day", date(2017, 1, 15)),
    "Enter a day within a year from today": as_in_days("last_day", date(2018, 1, 17)),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_is_lacking_is_said_and_none_is_made(mine, message):
    page = mine.send(NEW, {**ASKED, **WRONG[message]}, status=400)
    assert list(page.errors()) == [message]
    assert rows() == []


@pytest.mark.parametrize("day", [date(2017, 1, 16), date(2018, 1, 16)])
def test_the_last_day_is_today_at_the_earliest_and_a_year_on_at_the_latest(mine, day):
    make(mine, **as_in_days("last_day", day))
    assert rows()[0].last_day == day


def test_nobody_has_more_than_twenty(mine, person):
    for _ in range(tokens.MOST):
        tokens.put(person.id, name="Old", scope="standing", last_day=date(2017, 3, 31), how="password")
    db.session.commit()
    assert "You have 20 tokens" in mine.send(NEW, ASKED, status=400).text


def test_it_asks_for_proof_once_more(mine):
    long_ago(mine)
    assert mine.get(NEW).location == f"/account/confirm?next={NEW}"
    assert mine.send(NEW, ASKED).location == f"/account/confirm?next={NEW}"
    assert rows() == []


def test_a_name_is_shown_as_it_was_typed(mine):
    page = mine.send(NEW, {**ASKED, "name": "<b>=1+1 & Łódź"}, status=200)
    assert "<b>=1+1 & Łódź" in page.text
    assert "<b>=1+1 & Łódź" in mine.page(PAGE).text


def test_words_taken_out_of_the_record_are_taken_out_of_names_too(app):
    board = Board()
    board.own("2.14")
    board.says("2.14", words={"said": "We met Quillfeather."})
    officer = app.test_client().as_person(board.officer.id)
    make(officer, name="For QUILLFEATHER")
    app.test_client().as_person(board.office.id).send("/redaction", {"word": "Quillfeather", "reason": "A person."})
    assert [row.name for row in rows()] == ["For [redacted]"]


# Listed and ended


def test_tokens_are_listed_the_newest_first_with_when_they_were_used(app, mine):
    reads(app, make(mine, name="First"))
    make(mine, name="Second")
    first, second = ("".join(row.itertext()) for row in mine.page(PAGE).tree.findall(".//main//tbody/tr"))
    assert "Second" in first
    assert "Not yet" in first
    assert "First" in second
    assert "Not yet" not in second
    assert "31 March 2017" in second


def test_one_is_ended_and_the_other_reads_on(app, mine, person):
    kept, ended = make(mine), make(mine)
    number = rows()[1].id
    assert mine.send(f"{PAGE}/{number}/end").location == PAGE
    assert [reads(app, each) for each in (kept, ended)] == [200, 401]
    assert told("token_ended") == [f"person {person.id}: token {number} ended"]
    mine.send(f"{PAGE}/{number}/end", status=404)


def test_another_person_s_cannot_be_seen_nor_ended(app, mine):
    token = make(mine, name="The executive's")
    other = app.test_client().as_person(somebody("business_manager", None).id)
    assert "The executive's" not in other.page(PAGE).text
    other.send(f"{PAGE}/{rows()[0].id}/end", status=404)
    assert reads(app, token) == 200


def test_one_whose_last_day_has_passed_is_listed_no_more(app, mine):
    make(mine)
    app.config["TODAY"] = date(2017, 4, 1)
    assert "You have no token" in mine.page(PAGE).text


# What ends all of them


def _disabled(office, number):
    office.send(f"/people/{number}/disable")


def _given_a_role(office, number):
    office.send(f"/people/{number}", {"role": "business_manager"})


def _left(office, number):
    office.send(f"/people/{number}/left")


ENDS = {"disabled": _disabled, "given a role": _given_a_role, "left": _left}


@pytest.mark.parametrize("case", ENDS)
def test_they_end_when_the_person_is(app, mine, person, case):
    token = make(mine)
    manager = somebody("business_manager", None)
    set_password(manager.id)
    ENDS[case](app.test_client().as_person(manager.id), person.id)
    assert reads(app, token) == 401
    if case == "disabled":
        app.test_client().as_person(manager.id).send(f"/people/{person.id}/enable")
        assert reads(app, token) == 401


def test_they_end_when_all_sessions_are_ended(app, mine):
    token = make(mine)
    mine.send("/account/sessions/end")
    assert reads(app, token) == 401


def test_they_end_with_a_new_password(app, client, person):
    entering(client, with_password(person))
    token = make(client)
    client.send("/account/password", {"password": "four quite different words", "again": "four quite different words"})
    assert reads(app, token) == 401


def test_signing_out_ends_none(app, mine):
    token = make(mine)
    mine.send("/sign-out")
    assert reads(app, token) == 200


def test_one_made_with_a_code_counts_for_who_needs_a_second_factor(app, client):
    app.config["SECOND_FACTOR"] = "roles"
    by_code(client, somebody("chair"))
    assert reads(app, make(client)) == 200


# The page for Excel


def test_every_address_is_listed(mine):
    text = mine.page(HELP).text
    for each in ADDRESSES.values():
        assert each.rule in text
        assert each.says in text


def query(page):
    return "".join(page.tree.find(".//pre[@class='query']").itertext())


def test_the_query_reads_part_by_part_with_the_token_in_its_header(mine):
    said = query(mine.page(HELP))
    for part in (
        'Site = "http://localhost"',
        'RelativePath = "api/v1/" & List',
        'Headers = [Authorization = "Bearer " & Token',
        "each _ <> null",
        "Read([offset] + [limit])",
    ):
        assert part in unescape(said)
    assert said.count("(") == said.count(")")
    assert said.count("[") == said.count("]")
    assert said.count("{") == said.count("}")


def test_the_query_names_every_column_that_holds_a_day(mine):
    from marshmallow import fields

    from tracker.api import resources, schemas

    rows_of = [schemas.Document, schemas.Action, schemas.Update, schemas.Evidence, schemas.Submission]
    rows_of += [schemas.Decision, schemas.Report]
    assert resources.VIEWS.keys() == ADDRESSES.keys()
    days = {name for row in rows_of for name, field in row().fields.items() if isinstance(field, fields.Date)}
    listed = re.search(r"Days = \{([^}]*)\}", query(mine.page(HELP))).group(1)
    assert set(re.findall(r'"(\w+)"', listed)) == days
