"""What the tracker says of itself: data protection, accessibility, and where a weakness is reported."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from freezegun import freeze_time
from the_example import ROLES, holder

from actions import changes
from actions.db import begin_writing, db
from actions.models import Document
from actions.periods import london_moment
from tracker.config import BadSetting, contact_setting
from tracker.held import HELD
from tracker.sweeping import SWEPT
from tracker.words import keeping as say

TXT = "/.well-known/security.txt"


@pytest.fixture
def client(example):
    return example.test_client()


# Data protection


@pytest.mark.parametrize("role", ROLES)
def test_everybody_who_is_signed_in_reads_what_is_held(client, role):
    page = client.as_person(holder(role).id).page("/data-protection")
    for each in HELD:
        assert each.what in page.text
    for each in SWEPT:
        assert each.what in page.text
        assert f"{say.period(each.after)} after {each.since}" in page.text


def test_who_is_not_signed_in_is_led_to_the_door(client):
    assert client.get("/data-protection").location.startswith("/sign-in")


def test_how_long_each_document_is_kept_is_what_the_record_says(fresh_example):
    manager = holder("business_manager")
    browser = fresh_example.test_client().as_person(manager.id)
    assert "For good, until somebody says how long" in browser.page("/data-protection").text
    begin_writing()
    strategy = db.session.query(Document).filter_by(reference="strategy-2015-16").one()
    changes.keep_for(strategy, 7, reason="The schedule.", by=manager, at=london_moment(date(2017, 1, 16)))
    db.session.commit()
    assert "7 years, until" in browser.page("/data-protection").text


def test_whom_to_ask_is_the_address_that_is_set_or_the_board_s_business_manager(client, example, monkeypatch):
    reader = client.as_person(holder("executive").id)
    assert "Ask the board's business manager." in reader.page("/data-protection").text
    monkeypatch.setitem(example.config, "BOARD_CONTACT", "office@board.example")
    assert "Ask office@board.example." in reader.page("/data-protection").text
    assert "tell office@board.example" in client.page("/accessibility").text


def test_the_footer_leads_there(client):
    assert "Data protection" not in client.page("/sign-in").links()
    assert client.page("/sign-in").links()["Accessibility statement"] == "/accessibility"
    assert client.as_person(holder("officer").id).page("/plan").links()["Data protection"] == "/data-protection"


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (timedelta(minutes=20), "20 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=30), "30 days"),
        (timedelta(days=365), "1 year"),
    ],
)
def test_periods_are_said_as_people_say_them(after, said):
    assert say.period(after) == said


# Accessibility


def test_anybody_reads_the_accessibility_statement_and_what_was_not_tested(client):
    said = client.page("/accessibility").text
    for part in (
        "partially compliant",
        "Not tested: screen readers",
        "Equality Advisory and Support Service",
        "PDF/UA",
    ):
        assert part in said


# security.txt (RFC 9116)


def fields(response):
    return [tuple(line.split(": ", 1)) for line in response.get_data(as_text=True).splitlines()]


@pytest.fixture
def contact(example, monkeypatch):
    def set_to(**settings):
        for name, value in settings.items():
            monkeypatch.setitem(example.config, name, value)

    set_to(SECURITY_CONTACT="mailto:security@board.example")
    return set_to


def test_without_a_contact_there_is_none(client):
    assert client.get(TXT).status_code == 404


def test_it_names_the_contact_the_day_until_which_it_is_sure_and_its_own_address(client, contact):
    with freeze_time(datetime(2017, 1, 16, 12, tzinfo=UTC)):
        answer = client.get(TXT)
    assert (answer.status_code, answer.content_type) == (200, "text/plain; charset=utf-8")
    assert fields(answer) == [
        ("Contact", "mailto:security@board.example"),
        ("Expires", "2017-07-15T23:59:59Z"),
        ("Preferred-Languages", "en"),
        ("Canonical", f"http://localhost{TXT}"),
    ]


def test_a_day_that_is_set_is_the_one_it_names(client, contact):
    contact(SECURITY_EXPIRES=date(2017, 3, 31))
    assert dict(fields(client.get(TXT)))["Expires"] == "2017-03-31T23:59:59Z"


def test_the_moment_is_one_as_the_internet_writes_them(client, contact):
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", dict(fields(client.get(TXT)))["Expires"])


@pytest.mark.parametrize(
    "bad",
    [
        {"BOARD_CONTACT": "the office"},
        {"SECURITY_CONTACT": "security@board.example"},
        {"SECURITY_CONTACT": "http://board.example/security"},
        {"SECURITY_CONTACT": "mailto:a@b.example\nContact: mailto:c@d.example"},
        {"SECURITY_EXPIRES": "soon"},
    ],
)
def test_a_contact_that_nobody_could_use_is_refused(bad):
    with pytest.raises(BadSetting):
        contact_setting(bad)


def test_one_that_can_be_used_is_taken():
    given = {"SECURITY_CONTACT": "https://board.example/security", "SECURITY_EXPIRES": "2017-06-30"}
    assert contact_setting(given)["SECURITY_EXPIRES"] == date(2017, 6, 30)
    assert contact_setting({}) == {"BOARD_CONTACT": None, "SECURITY_CONTACT": None, "SECURITY_EXPIRES": None}
