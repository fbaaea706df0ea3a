"""The board's settings on screen: all of them with what they are, and each changed from a day on, with why."""

from datetime import date

import pytest
from a_board import TODAY, Board, rows_now
from board_apps import app_on_copy
from checked_page import CheckedClient

from actions import changes, settings
from actions.db import begin_writing, db
from actions.periods import london_moment

ALL, NAME = "/settings", "/settings/board_name"


@pytest.fixture(scope="module")
def made(adopted_folder, tmp_path_factory):
    app = app_on_copy(adopted_folder, tmp_path_factory.mktemp("settings"), TODAY)
    app.test_client_class = CheckedClient
    return app


@pytest.fixture
def app(made):
    with made.app_context():
        yield made


@pytest.fixture(scope="module")
def people(made):
    with made.app_context():
        return Board()


@pytest.fixture
def office(app, people):
    return app.test_client().as_person(people.office.id)


def asked(value, day=TODAY, why="The board was renamed."):
    return {
        "value": value,
        "first_day-day": str(day.day),
        "first_day-month": str(day.month),
        "first_day-year": str(day.year),
        "why": why,
    }


@pytest.mark.parametrize("role", ["officer", "other", "chair", "deputy", "executive", "inspector"])
def test_nobody_but_the_business_manager_opens_them(app, people, role):
    client = app.test_client().as_person(getattr(people, role).id)
    for address in (ALL, NAME):
        assert client.get(address).status_code == 403
        assert client.send(NAME, asked("Ours"), status=403).status == 403
    assert client.get("/people").status_code == 403


def test_all_are_shown_by_group_with_what_they_are_and_a_link_to_change_each(office):
    page = office.page(ALL)
    links = page.links().values()
    for setting in settings.SETTINGS:
        assert setting.name in page.text
        assert f"/settings/{setting.key}" in links
    assert all(name in page.text for name in settings.GROUPS.values())
    assert "The last day of the month after the quarter" in page.text
    assert "30 days" in page.text


def test_one_that_is_none_answers_so(office):
    office.page("/settings/font", status=404)


def test_every_one_has_a_page_of_its_own_that_shows_what_it_is(office):
    for setting in settings.SETTINGS:
        page = office.page(f"/settings/{setting.key}")
        assert page.h1 == setting.name
        assert (page.field("value") or "") == setting.default
        assert "It was never changed." in page.text


def test_looking_writes_nothing(office):
    before = rows_now()
    office.page(ALL)
    office.page(NAME)
    assert rows_now() == before


def test_a_change_counts_at_once_and_is_told_with_why_and_by_whom(office):
    office.send(NAME, asked("Testshire Board"))
    assert "Testshire Board" in office.page(ALL).title
    page = office.page(NAME)
    assert page.field("value") == "Testshire Board"
    assert "The board was renamed." in page.text
    assert "Business manager, 16 January 2017" in page.text


def test_from_a_day_to_come_it_is_told_as_to_come(office):
    office.send("/settings/marking", asked("OFFICIAL", date(2017, 4, 1)))
    page = office.page(ALL)
    assert "OFFICIAL-SENSITIVE From 1 April 2017: OFFICIAL" in page.text


def test_what_a_later_change_replaced_says_so(office):
    office.send("/settings/sub_group_name", asked("First Group", date(2017, 5, 1)))
    office.send("/settings/sub_group_name", asked("Second Group"))
    before = office.page("/settings/sub_group_name").text.partition("What was set before")[2]
    assert before.count("Replaced by a change entered later") == 1
    assert before.index("Second Group") < before.index("First Group")


def test_a_past_day_shows_what_was_then_and_takes_nothing(office):
    office.send("/settings/due_soon_days", asked("45"))
    assert "45 days" in office.page(ALL).text
    then = office.page(f"{ALL}?as-at=2017-01-15")
    assert "30 days" in then.text
    assert "45 days" not in then.text
    page = office.page("/settings/due_soon_days?as-at=2017-01-15")
    assert page.field("value") is None
    assert "It was never changed." in page.text
    office.send("/settings/due_soon_days?as-at=2017-01-15", asked("60"), status=409)


@pytest.mark.parametrize(
    ("key", "sent", "told"),
    [
        ("board_name", asked(" "), {"Enter the words": "#value"}),
        ("board_name", asked("Ours", why=" "), {"Say why": "#why"}),
        ("board_name", asked("Ours", date(2017, 1, 15)), {
            "It can count from today on; what was in force on a past day stays": "#first_day-day"}),
        ("board_name", {**asked("Ours"), "first_day-day": "", "first_day-month": "", "first_day-year": ""}, {
            "Enter the day from which it counts": "#first_day-day"}),
        ("remind_due_days", asked("lots"), {"Enter a number of days from 1 to 180": "#value"}),
        ("update_day", asked("31"), {"Choose one of the answers shown": "#value"}),
        ("logo_colour", asked("#ffffff"), {
            "White words on it would have a contrast of 1.00 to 1, and need at least 4.5 to 1. Choose a darker colour":
            "#value"}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_on_its_field_and_nothing_is_kept(office, key, sent, told):
    before = rows_now()
    page = office.send(f"/settings/{key}", sent, status=400)
    assert page.errors() == told
    assert rows_now() == before


def test_what_is_set_cannot_become_markup(office):
    office.send("/settings/logo_text", asked("<b>&\"'"))
    page = office.page(ALL)
    assert page.tree.find(".//{http://www.w3.org/2000/svg}svg").get("aria-label") == "<b>&\"'"
    assert page.tree.find(".//b") is None


def test_a_frozen_report_keeps_its_name_marking_and_bytes(fresh_example):
    from the_example import holder

    manager = fresh_example.test_client().as_person(holder("business_manager").id)
    addresses = [f"/reports/quarterly/2016-17-Q2/1.{ending}" for ending in ("pdf", "html", "json")]
    before = [manager.get(address).data for address in addresses]
    begin_writing()
    for key, value in {"board_name": "Ours", "marking": "OFFICIAL", "logo_text": "OURS", "role_chair": "Head"}.items():
        changes.set_setting(key, value, by=holder("business_manager"), at=london_moment(TODAY))
    db.session.commit()
    assert [manager.get(address).data for address in addresses] == before
