"""The commands about people, and the worked example on the command line (contract.md)."""

import json
import os
import re
import stat
from datetime import date

import pytest
from people import viewer_of
from the_example import run

from actions import journal
from actions.db import begin_writing, db
from actions.models import Place
from actions.permissions import viewers
from tracker import config
from tracker.accounts.models import Account, Invitation


class TestExample:
    @pytest.fixture(autouse=True)
    def instance(self, monkeypatch, tmp_path):
        monkeypatch.setattr(config, "INSTANCE", tmp_path / "instance")
        (tmp_path / "instance").mkdir()
        return tmp_path / "instance"

    def test_gives_everybody_a_password_that_opens_and_writes_it_down_for_the_owner_alone(
        self, fresh_example, instance
    ):
        said = run(fresh_example, "example")
        kept = instance / "example-people.json"
        people = json.loads(kept.read_text())
        assert stat.S_IMODE(os.stat(kept).st_mode) == 0o600
        assert {"title", "role", "agency", "address", "password"} == set(people[0])
        assert all(each["address"] in said and each["password"] in said for each in people)
        assert "its today is 2017-01-16" in said
        assert "Nobody is asked for a second factor" in said
        chair = next(each for each in people if each["role"] == "chair")
        door = fresh_example.test_client()
        assert door.send("/sign-in", {"email": chair["address"], "password": chair["password"]}).location == "/"

    def test_twice_says_the_same_and_changes_nothing(self, fresh_example):
        first, before = run(fresh_example, "example"), journal.head().number
        assert run(fresh_example, "example") == first
        assert journal.head().number == before

    def test_no_two_passwords_are_alike(self, fresh_example, instance):
        run(fresh_example, "example")
        passwords = [each["password"] for each in json.loads((instance / "example-people.json").read_text())]
        assert len(set(passwords)) == len(passwords)
        assert min(map(len, passwords)) >= 12

    def test_refuses_a_board_s_own_database(self, app, instance):
        begin_writing()
        db.session.get(Place, 1).example = False
        db.session.commit()
        before = journal.head().number
        assert "holds a board's own record" in run(app, "example", code=1)
        assert journal.head().number == before
        assert not (instance / "example-people.json").exists()

    def test_refuses_a_marked_database_that_holds_something_else(self, app):
        assert "something other than the worked example" in run(app, "example", code=1)


class TestInvite:
    def test_prints_a_link_that_works_once(self, app, client):
        said = run(app, "invite", "lead@police.example", "--role", "officer", "--agency", "police")
        link = re.search(r"http://localhost(/invitation/\S+)", said).group(1)
        assert "works once, for 14 days" in said
        assert client.page(link).h1
        person = viewers(date(2017, 1, 16))[db.session.query(Account.person_id).scalar()]
        assert (person.roles, person.agency, person.title) == (
            {"officer"},
            "police",
            "Officer, Northamptonshire Police",
        )

    def test_keeps_the_link_s_secret_as_a_hash_alone(self, app):
        token = run(app, "invite", "a@board.example", "--role", "executive").rpartition("/")[2].strip()
        assert token not in db.session.query(Invitation.token_hash).scalar()

    @pytest.mark.parametrize(
        ("asked", "code", "why"),
        [
            (["a@board.example", "--role", "queen"], 2, "Invalid value for '--role'"),
            (["a@board.example"], 2, "Missing option '--role'"),
            (["a@board.example", "--role", "officer", "--agency", "nobody"], 1, "There is no agency nobody."),
            (["a@board.example", "--role", "inspector"], 1, "Enter the last day of the inspection."),
        ],
    )
    def test_refuses_what_is_wrong_in_a_sentence_and_keeps_nothing(self, app, asked, code, why):
        assert why in run(app, "invite", *asked, code=code)
        db.session.rollback()
        assert db.session.query(Account).count() == 0

    def test_refuses_an_address_that_somebody_has(self, app):
        taken = db.session.get(Account, viewer_of("executive").id).email
        assert "has an account already" in run(app, "invite", taken.upper(), "--role", "executive", code=1)
