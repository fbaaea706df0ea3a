"""Help: a page for each role, the rules as the product applies them, who may do what, the words, what is new."""

import re

import pytest
from the_example import ROLES, TODAY, holder

from actions import changes, files
from actions.db import begin_writing, db
from actions.periods import london_moment
from actions.permissions import EVERYONE, GRANTS, Permission
from actions.standing.rules import FLAGS, RULES
from tracker import accounts
from tracker.accounts import throttle
from tracker.guide import glossary, news
from tracker.guide.steps import STEPS
from tracker.words import FLAG, STATUS

PAGES = ("/help", "/help/rules", "/help/who-may-do-what", "/help/words", "/help/whats-new")


@pytest.fixture
def client(example):
    return example.test_client()


def read_by(client, role, address):
    return client.as_person(holder(role).id).page(address)


def change(key, value):
    begin_writing()
    changes.set_setting(key, value, by=holder("business_manager"), at=london_moment(TODAY))
    db.session.commit()


# Who may read it


@pytest.mark.parametrize("role", ROLES)
def test_everybody_who_is_signed_in_finds_help_from_their_own_start(client, role):
    client.as_person(holder(role).id)
    assert 'href="/help"' in client.get("/", follow_redirects=True).get_data(as_text=True)
    assert f"/help/your-quarter/{role}" in client.page("/help").links().values()


@pytest.mark.parametrize("address", PAGES)
def test_who_is_not_signed_in_is_led_to_the_door(client, address):
    assert client.get(address).location.startswith("/sign-in")


# Your quarter in five steps


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_five_steps(client, role):
    page = read_by(client, role, f"/help/your-quarter/{role}")
    assert len(STEPS[role]) == 5
    for step in STEPS[role]:
        assert step.what in page.text
        assert step.how in page.text


@pytest.mark.parametrize("role", ROLES)
def test_a_step_leads_its_reader_to_where_it_is_done(client, role):
    links = read_by(client, role, f"/help/your-quarter/{role}").links()
    for step in STEPS[role]:
        if step.page:
            leads = links[f"{step.page[1]}: {step.what.lower()}"]
            assert client.get(leads).status_code == 200, leads


def test_who_has_another_role_reads_the_steps_and_is_led_nowhere_that_is_not_theirs(client):
    page = read_by(client, "executive", "/help/your-quarter/business_manager")
    assert "Close the gaps" in page.text
    assert "/people/missing" not in page.links().values()


def test_it_says_what_the_role_may_by_the_policy(client):
    page = read_by(client, "inspector", "/help/your-quarter/officer").text
    assert "rate, claim and ask for dates (own agency's lines)" in page
    assert Permission.REDACT.value not in page


@pytest.mark.parametrize("reader", ["officer", "inspector"])
def test_what_a_role_may_is_said_of_the_role_whoever_reads(client, reader):
    page = read_by(client, reader, "/help/your-quarter/officer")
    assert "What this role may do" in page.text
    assert "What you may do" not in page.text


def test_a_role_that_there_is_not_has_no_page(client):
    assert client.as_person(holder("chair").id).get("/help/your-quarter/emperor").status_code == 404


def test_roles_are_called_as_the_board_calls_them(fresh_example):
    change("role_officer", "Named lead")
    client = fresh_example.test_client()
    assert "Named lead" in read_by(client, "chair", "/help").links()
    assert "Named lead" in read_by(client, "chair", "/help/your-quarter/officer").text
    assert "Named lead (own agency's lines)" in read_by(client, "chair", "/help/who-may-do-what").text


# The rules


def test_every_status_and_flag_is_said_as_its_table_has_it(client):
    said = read_by(client, "officer", "/help/rules").text.lower()
    for rule in RULES:
        assert STATUS[rule.status].lower() in said
        assert rule.meaning.lower() in said
    for flag in FLAGS:
        assert FLAG[flag.key].lower() in said
        assert flag.meaning.lower() in said


def test_statuses_stand_in_the_order_in_which_they_are_asked(client):
    page = read_by(client, "officer", "/help/rules")
    table = page.tree.findall(".//main//table")[0]
    heads = [" ".join("".join(row.itertext()).split()) for row in table.findall(".//tbody/tr/th")]
    assert heads == [STATUS[rule.status] for rule in RULES]


def test_limits_are_those_that_are_kept(client, monkeypatch):
    monkeypatch.setitem(throttle.MOST, "account", (7, accounts.IDLE))
    monkeypatch.setattr(files, "LARGEST", 3 * 1024 * 1024)
    said = read_by(client, "officer", "/help/rules").text
    assert re.search(r"Wrong passwords for one account\s+7 in 1 hour", said)
    assert re.search(r"Largest file\s+3(\.0)? MB", said)


def test_days_are_those_of_the_settings_on_the_day_that_is_shown(fresh_example):
    change("due_soon_days", "45")
    client = fresh_example.test_client()
    assert re.search(r"Due soon\s+45 days", read_by(client, "officer", "/help/rules").text)
    assert re.search(r"Due soon\s+30 days", read_by(client, "officer", "/help/rules?as-at=2017-01-15").text)
    assert "Q3 2016-17 (October to December 2016), until 31 January 2017" in client.page("/help/rules").text


# Who may do what


def test_every_permission_has_a_row_with_everybody_who_holds_it(client):
    page = read_by(client, "inspector", "/help/who-may-do-what")
    rows = {
        " ".join("".join(row.find("th").itertext()).split()).lower(): "".join(row.find("td").itertext())
        for row in page.tree.findall(".//main//table/tbody/tr")
    }
    assert set(rows) == {permission.value.lower() for permission in GRANTS}
    assert rows["decide"] == "Chair (not their own agency's lines), deputy chair (not their own agency's lines)"
    assert rows["read published reports"] == "Everybody who is signed in"


def test_all_roles_have_steps():
    assert tuple(STEPS) == EVERYONE


# Words, and what is new


def test_the_words_stand_in_the_order_of_the_alphabet(client):
    page = read_by(client, "officer", "/help/words")
    said = [each.text for each in page.tree.findall(".//main//dl/div/dt")]
    assert said == sorted(glossary.WORDS, key=str.lower)
    for word in ("CSE", "RAG", "LSCB", "Priority", "Duty", "Submission", "Claim"):
        assert word in said


def test_what_is_new_is_read_from_the_table(client):
    said = read_by(client, "officer", "/help/whats-new").text
    for release in news.NEWS:
        assert f"Version {release.version}" in said
        for about in release.changes.values():
            for each in about:
                assert each in said
