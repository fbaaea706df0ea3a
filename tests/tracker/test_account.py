"""One's own sign-in: password, second factor, sessions; and proof once more before what matters."""

from datetime import date

import pytest
from signing_in import (
    DOOR,
    PASSWORD,
    by_code,
    code_of,
    entering,
    long_ago,
    required_by_role,
    somebody,
    with_factor,
    with_password,
)
from the_office import INVITATION, as_in_days, viewer_of
from the_office import somebody as holder_of

from actions.db import db
from actions.models import JournalLine, Person
from actions.permissions import EVERYONE
from tracker import accounts
from tracker.accounts import factor, places
from tracker.accounts.models import Account, SignedIn

NEW = "four quite different words"


@pytest.fixture
def person(app):
    return somebody()


@pytest.fixture
def mine(client, person):
    """The browser of somebody who has typed the password."""
    entering(client, with_password(person))
    return client


def elsewhere(app, person):
    """The same person's other browser."""
    return app.test_client().as_person(person.id)


def account_of(person):
    db.session.rollback()
    return db.session.get(Account, person.id)


def kinds():
    return [line.kind for line in db.session.query(JournalLine).order_by(JournalLine.number)]


@pytest.mark.parametrize("role", EVERYONE)
def test_everybody_has_the_page(client, role):
    assert client.as_person(holder_of(role).id).page("/account").h1 == "Your sign-in"


# Sessions


def test_sessions_are_listed_with_where_from_this_one_first(app, mine, person):
    elsewhere(app, person)
    page = mine.page("/account")
    first, second = page.tree.findall(".//main//tbody/tr")
    assert "this one" in "".join(first.itertext())
    assert "this one" not in "".join(second.itertext())
    assert "network of this machine" in page.text


def test_another_session_can_be_ended_and_this_one_runs_on(app, mine, person):
    other = elsewhere(app, person)
    theirs = db.session.query(SignedIn).filter_by(place=None).one().token_hash[:16]
    mine.send(f"/account/sessions/{theirs}/end")
    assert other.get("/plan").location == DOOR
    assert mine.get("/plan").status_code == 200
    assert "sessions_ended" in kinds()


def test_all_can_be_ended_at_once_this_one_too(app, mine, person):
    other = elsewhere(app, person)
    mine.send("/account/sessions/end")
    assert {each.get("/plan").location for each in (mine, other)} == {DOOR}


def test_another_person_s_session_cannot_be_ended(app, mine):
    other = somebody("officer", "police")
    theirs = elsewhere(app, other)
    handle = db.session.query(SignedIn).filter_by(person_id=other.id).one().token_hash[:16]
    mine.send(f"/account/sessions/{handle}/end", status=404)
    assert theirs.get("/plan").status_code == 200


FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1"
PLACES = {
    (FIREFOX, "192.0.2.77"): "Firefox on Windows, network 192.0.2",
    (EDGE, "::ffff:192.0.2.77"): "Edge on Windows, network 192.0.2",
    (IPHONE, "2001:db8:1:2::5"): "Safari on an iPhone, network 2001:0db8:0001",
    ("<script>", "127.0.0.1"): "Another browser, network of this machine",
    (None, None): "Another browser",
}


@pytest.mark.parametrize(("agent", "address"), PLACES)
def test_where_from_is_said_in_coarse_words(agent, address):
    assert places.words(agent, address) == PLACES[agent, address]


# Another password


def test_a_new_password_signs_everybody_else_out(app, mine, person):
    other = elsewhere(app, person)
    assert mine.send("/account/password", {"password": NEW, "again": NEW}).location == "/account"
    assert mine.get("/plan").status_code == 200
    assert other.get("/plan").location == DOOR
    entering(app.test_client(), account_of(person).email, PASSWORD, status=400)
    entering(app.test_client(), account_of(person).email, NEW)


@pytest.mark.parametrize("guessed", ["password12345", "northamptonshire", "qwertyuiop1234", "aaaaaaaaaaaaaa", "{}"])
def test_a_password_that_is_tried_first_is_refused(mine, person, guessed):
    chosen = guessed.format(account_of(person).email)
    page = mine.send("/account/password", {"password": chosen, "again": chosen}, status=400)
    assert any("tried first" in message for message in page.errors())


def test_browsers_may_fill_in_and_paste_passwords(mine):
    page = mine.page("/account/password")
    assert page.html.count('autocomplete="new-password"') == 2
    assert "onpaste" not in page.html


# A second factor of one's own accord


def set_one_up(client):
    client.send("/account/second-factor/begin")
    page = client.page("/account/second-factor")
    key = page.tree.find(".//code[@id='key']").text.replace(" ", "")
    return client.send("/account/second-factor", {"code": code_of(key)}, status=200), key


def test_a_factor_set_up_is_asked_for_from_then_on_and_other_sessions_end(app, mine, person):
    other = elsewhere(app, person)
    set_one_up(mine)
    assert other.get("/plan").location == DOOR
    assert mine.get("/plan").status_code == 200
    assert entering(app.test_client(), account_of(person).email).location == "/sign-in/code"


def test_the_old_app_works_until_the_new_one_is_confirmed(app, client, person):
    old = with_factor(person)
    by_code(client, person, code_of(old))
    client.send("/account/second-factor/begin")
    by_code(app.test_client(), person, code_of(old, 1))
    assert account_of(person).factor_secret is not None


def test_the_key_is_shown_to_nobody_else(app, mine, person):
    mine.send("/account/second-factor/begin")
    assert elsewhere(app, person).get("/account/second-factor").location == "/account"


def test_new_recovery_codes_end_the_earlier_ones(mine, person):
    first, _ = set_one_up(mine)
    second = mine.send("/account/recovery-codes", status=200)
    assert first.text != second.text
    assert factor.codes_left(person.id) == factor.RECOVERY_CODES


def test_it_can_be_switched_off_where_it_is_not_required(app, mine, person):
    set_one_up(mine)
    mine.send("/account/second-factor/off")
    assert account_of(person).factor_secret is None
    assert factor.codes_left(person.id) == 0
    assert entering(app.test_client(), account_of(person).email).location == "/"


def test_and_not_where_it_is(app, mine, person):
    set_one_up(mine)
    app.config["SECOND_FACTOR"] = "all"
    mine.send("/account/second-factor/off")
    assert account_of(person).factor_secret is not None


def test_codes_are_not_made_for_who_has_no_factor(mine, person):
    assert mine.send("/account/recovery-codes").location == "/account"
    assert factor.codes_left(person.id) == 0


# Proof once more

CONFIRM = "/account/confirm?next="


@pytest.fixture
def office(client):
    """The business manager's browser, who proved who they are more than 15 minutes ago."""
    manager = viewer_of("business_manager")
    entering(client, with_password(manager))
    long_ago(client)
    return client


BEFORE = {
    "/people/{}": {"role": "executive"},
    "/people/{}/roles/officer/end": {},
    "/people/{}/left": {},
    "/people/{}/disable": {},
    "/people/{}/enable": {},
    "/people/{}/invitation": {},
    "/people/{}/second-factor": {"how": "met"},
    "/people/{}/second-factor/withdraw": {},
    "/people/invite": INVITATION,
    "/account/password": {"password": NEW, "again": NEW},
    "/account/second-factor/begin": {},
    "/account/second-factor": {"code": "123456"},
    "/account/second-factor/off": {},
    "/account/recovery-codes": {},
    "/account/tokens/new": {"name": "Workbook", "scope": "standing", **as_in_days("last_day", date(2017, 3, 31))},
    "/account/second-factors-lost/1/confirm": {},
    "/account/second-factors-lost/1/refuse": {},
}


@pytest.mark.parametrize("address", BEFORE)
def test_this_needs_proof_once_more_and_does_nothing_without_it(app, office, address):
    officer = viewer_of("officer", "police")
    before = db.session.query(JournalLine).count(), db.session.query(Person).count()
    answer = office.send(address.format(officer.id), BEFORE[address])
    assert answer.location.startswith("/account/confirm")
    db.session.rollback()
    assert (db.session.query(JournalLine).count(), db.session.query(Person).count()) == before


def test_every_page_about_people_that_changes_something_is_among_these(app):
    """What is added later must say so too, or be named here as none of it."""
    none_of_it = {"people.permission", "people.links", "people.revoke_link", "account.confirm"}
    none_of_it |= {"account.end_session", "account.end_sessions", "account.end_token"}
    sending = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(("people.", "account.")) and "POST" in rule.methods
    ]
    bare = {rule.endpoint for rule in sending if "POST" not in app.view_functions[rule.endpoint].confirmed}
    assert bare == none_of_it
    assert len(sending) - len(bare) == len(BEFORE)


def test_what_was_typed_is_there_again_after_the_password(office):
    asked = office.get("/people/invite").location
    assert asked == f"{CONFIRM}/people/invite"
    office.send(asked, {"password": PASSWORD})
    assert office.page("/people/invite").h1


def test_what_was_sent_is_not_lost(office):
    officer = viewer_of("officer", "police")
    asked = office.send(f"/people/{officer.id}", {"role": "executive"}).location
    assert asked == f"{CONFIRM}/people/{officer.id}"
    assert office.send(asked, {"password": PASSWORD}).location == f"/people/{officer.id}"
    page = office.page(f"/people/{officer.id}")
    assert "is not done yet" in page.text
    assert page.field("role") == "executive"
    office.send(f"/people/{officer.id}", {"role": "executive"})
    assert "executive given" in db.session.query(JournalLine).order_by(JournalLine.number.desc()).first().detail


def test_after_a_button_the_way_leads_back_to_the_page_it_was_on(app, office):
    officer = viewer_of("officer", "police")
    token = office.token()
    for came_from, back in (
        ("http://localhost/people/7?show=1", "/people/7?show%3D1"),
        ("http://elsewhere/people", None),
    ):
        sent = office.post(f"/people/{officer.id}/left", data={"csrf_token": token}, headers={"Referer": came_from})
        assert sent.location == (f"{CONFIRM}{back}" if back else "/account/confirm")


def test_a_whole_pack_is_taken_out_after_proof_alone(office):
    on_its_page = {"Referer": "http://localhost/packs/7"}
    asked = office.get("/packs/7.zip", headers=on_its_page).location
    assert asked == f"{CONFIRM}/packs/7"
    assert office.send(asked, {"password": PASSWORD}).location == "/packs/7"
    assert "is not done yet" in office.page("/account").text
    assert office.get("/packs/7.zip").status_code == 404


def test_it_holds_for_fifteen_minutes(office):
    office.send("/account/confirm", {"password": PASSWORD})
    assert office.page("/people/invite").h1
    long_ago(office)
    assert office.get("/people/invite").location.startswith(CONFIRM)


def test_a_wrong_password_confirms_nothing(office):
    assert office.send("/account/confirm", {"password": "not these words"}, status=400).errors()
    assert office.get("/people/invite").location.startswith(CONFIRM)


def test_who_has_a_factor_proves_it_with_a_new_code(client, person):
    secret = with_factor(person)
    by_code(client, person, code_of(secret))
    long_ago(client)
    assert client.send("/account/confirm", {"password": PASSWORD}, status=400).errors()
    client.send("/account/confirm", {"code": code_of(secret)}, status=400)
    client.send("/account/confirm", {"code": code_of(secret, 1)})
    assert client.page("/account/password").h1


def test_signing_in_is_proof(app, client):
    required_by_role(app)
    manager = viewer_of("business_manager", on=date(2016, 11, 1))
    by_code(client, manager)
    assert client.page("/people/invite").h1


def test_looking_at_people_needs_none(office):
    assert office.page("/people").h1
    assert accounts.CONFIRMED.total_seconds() == 900
