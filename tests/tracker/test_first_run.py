"""A tracker that nobody has an account in: opened once, with the code that its server printed, and then set up."""

import re

import pyotp
import pytest
from board_apps import make_tables
from board_apps import settings as configured
from checked_page import CheckedClient

from actions import settings
from actions.db import begin_writing, db
from actions.models import JournalLine
from seeds.adopted import read_all
from seeds.load import FOLDER, seed
from tracker import clock, create_app, first_run
from tracker.accounts import throttle
from tracker.accounts.models import Account, Attempt, SignedIn

PASSWORD = "three random words"
MANAGER, OFFICER = "office@board.example", "officer@police.example"


@pytest.fixture(scope="module")
def new_board(tmp_path_factory):
    """A board's own database with the plan in it, and nobody."""
    folder = tmp_path_factory.mktemp("first-run")
    app = create_app(configured(f"sqlite:///{folder / 'tracker.db'}", folder, None))
    app.test_client_class = CheckedClient
    with app.app_context():
        make_tables(example=False)
        begin_writing()
        seed(read_all(FOLDER), at=clock.now())
        db.session.commit()
        app.config["EXAMPLE"] = False
    return app


@pytest.fixture
def app(new_board):
    with new_board.app_context():
        yield new_board
        db.session.rollback()
        db.session.query(Attempt).delete()
        db.session.commit()


@pytest.fixture
def client(app):
    return app.test_client()


def send(client, address, data, *, status=302):
    """Post a form that its own page gave."""
    token = client.page(address).csrf()
    answer = client.post(address, data={**data, "csrf_token": token})
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    return answer


def printed(app):
    said = app.test_cli_runner().invoke(args=["first-run"])
    assert said.exit_code == 0, said.output
    return said.output


def code_in(said):
    return re.search(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}", said).group()


# While nobody has an account


def test_every_way_in_leads_to_the_code(client):
    assert client.get("/").location.startswith("/sign-in")
    assert client.get("/sign-in").location == "/first-run"
    assert client.page("/first-run").h1 == "Set up the tracker"


def test_the_server_prints_the_code_the_same_each_time_and_the_address(app):
    assert printed(app) == printed(app)
    assert "http://localhost/first-run" in printed(app)
    assert len(code_in(printed(app))) == 19


def test_another_record_and_another_secret_have_another_code(app, monkeypatch):
    own = first_run.code()
    monkeypatch.setitem(app.config, "SECRET_KEY", "another-secret-0123456789-abcdefghijkl")
    assert first_run.code() != own


@pytest.mark.parametrize("typed", ["", "x", "AAAA-AAAA-AAAA-AAAA", "\N{KELVIN SIGN}" * 16, "A" * 60])
def test_a_wrong_code_opens_nothing(client, typed):
    page = send(client, "/first-run", {"code": typed}, status=400).get_data(as_text=True)
    assert "There is a problem" in page
    assert client.get("/first-run/you").location == "/first-run"
    assert db.session.query(Account).count() == 0


def test_the_code_may_be_typed_without_dashes_and_small(client, app):
    answer = send(client, "/first-run", {"code": code_in(printed(app)).replace("-", " ").lower()})
    assert answer.location == "/first-run/you"


def test_codes_cannot_be_tried_without_end(client, monkeypatch):
    monkeypatch.setitem(throttle.MOST, "source", (3, throttle.MOST["source"][1]))
    for _ in range(3):
        send(client, "/first-run", {"code": "x"}, status=400)
    held = send(client, "/first-run", {"code": first_run.code()}, status=429)
    assert "Wait five minutes" in held.get_data(as_text=True)


def test_nobody_makes_an_account_past_the_code(client):
    with client.session_transaction() as cookie:
        cookie["first_run"] = "AAAA-AAAA-AAAA-AAAA"
    token = client.page("/first-run").csrf()
    sent = {"email": MANAGER, "password": PASSWORD, "again": PASSWORD, "csrf_token": token}
    assert client.post("/first-run/you", data=sent).location == "/first-run"
    assert db.session.query(Account).count() == 0


@pytest.mark.parametrize(
    ("different", "told"),
    [
        ({"email": "office"}, "Enter an e-mail address, such as name@agency.example"),
        ({"again": "other words here"}, "Enter the same password twice"),
        ({"password": "", "again": ""}, "Enter a password"),
        ({"password": "office@board", "again": "office@board"}, "board"),
    ],
)
def test_an_account_that_cannot_be_is_refused(client, different, told):
    send(client, "/first-run", {"code": first_run.code()})
    sent = {"email": MANAGER, "password": PASSWORD, "again": PASSWORD, **different}
    assert told in send(client, "/first-run/you", sent, status=400).get_data(as_text=True)
    assert db.session.query(Account).count() == 0


def test_in_the_worked_example_there_is_none(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "EXAMPLE", True)
    assert client.get("/first-run").location == "/sign-in"
    assert "Somebody has an account" in printed(app)


# From nothing to a first invited officer


def signed_in_as_the_first(client, app):
    send(client, "/first-run", {"code": code_in(printed(app))})
    send(client, "/first-run/you", {"email": MANAGER, "password": PASSWORD, "again": PASSWORD})
    page = client.page("/sign-in/set-up?next=/getting-started")
    key = "".join(page.tree.find(".//code[@id='key']").itertext()).replace(" ", "")
    sent = {"code": pyotp.TOTP(key).at(clock.real_now()), "csrf_token": page.csrf()}
    assert client.post("/sign-in/set-up?next=/getting-started", data=sent).status_code == 200


def tasks(client):
    found = {}
    for item in client.page("/getting-started").tree.iter("li"):
        if (item.get("class") or "").startswith("govuk-task-list__item"):
            words = " ".join("".join(item.itertext()).split())
            found[words.split("  ")[0]] = words
    return list(found.values())


def test_from_nothing_to_an_officer_who_is_signed_in(client, app):
    signed_in_as_the_first(client, app)
    before = tasks(client)
    assert len(before) == 6
    assert [("To do" in each) for each in before] == [True, False, False, True, True, True]

    named = {
        "board_name": "Testshire Safeguarding Partnership",
        "board_short": "TSP",
        "sub_group_name": "Exploitation Group",
        "marking": "OFFICIAL",
    }
    send(client, "/getting-started/names", named)
    kept = settings.as_at(clock.today())
    assert {key: kept[key] for key in named} == named

    invited = {"email": OFFICER, "title": "Lead officer, Police", "agency": "police", "role": "officer"}
    number = send(client, "/people/invite", invited).location
    link = re.search(r'id="invitation-link">([^<]+)<', client.get(number).get_data(as_text=True)).group(1)
    assert ["To do" in each for each in tasks(client)] == [False, False, False, False, True, True]

    officer = app.test_client()
    send(officer, link.removeprefix("http://localhost"), {"password": PASSWORD, "again": PASSWORD})
    send(officer, "/sign-in", {"email": OFFICER, "password": PASSWORD})
    page = officer.page("/my-update")
    assert "Testshire Safeguarding Partnership" in page.title
    assert "OFFICIAL" in page.html


def test_then_the_door_is_shut_for_good(client, app):
    assert client.get("/first-run").location == "/sign-in"
    assert client.get("/first-run/you").location == "/first-run"
    with client.session_transaction() as cookie:
        cookie["first_run"] = first_run.code()
    assert client.get("/first-run/you").location == "/first-run"
    assert client.page("/sign-in").h1 == "Sign in"
    assert "Somebody has an account" in printed(app)
    assert not re.search(r"[A-Z2-7]{4}-[A-Z2-7]{4}", printed(app))


def test_of_two_at_once_the_first_has_it(app):
    assert first_run.open_with("late@board.example", PASSWORD) is None


def test_the_journal_says_how_it_was_opened(app):
    said = [row.detail for row in db.session.query(JournalLine).filter_by(kind="first_run")]
    assert len(said) == 1
    assert "opened the tracker with the code" in said[0]


def test_what_is_missing_is_what_the_doctor_finds(client, app):
    person = db.session.query(Account).filter_by(email=MANAGER).one().person_id
    client.as_person(person)
    db.session.query(SignedIn).update({"how": "code"})
    db.session.commit()
    page = client.page("/getting-started/checks")
    said = app.test_cli_runner().invoke(args=["doctor"]).output
    assert "No mail is set up: nobody is reminded" in page.text
    assert "No mail is set up: nobody is reminded" in said
    assert "flask backup has never run" in page.text
