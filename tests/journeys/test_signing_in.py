"""Coming in with a second factor, losing it, and looking after one's own sign-in: in a browser, wide and narrow."""

import sqlite3
import time

import pyotp
import pytest
from a_provider import Provider
from conftest import NARROW, WIDE, sign_in
from places import Place
from serving import Served, checked_log

pytestmark = pytest.mark.browser

CHAIR, DEPUTY, OFFICE = "chair@board.example", "deputy.chair@board.example", "business.manager@board.example"
EXECUTIVE = "board.chair@board.example"
NEW = "four quite different words"


class Strict(Place):
    """A place where the second factor is required by role, as outside the worked example."""

    @property
    def settings(self):
        return {**super().settings, "SECOND_FACTOR": "roles"}


@pytest.fixture
def strict(on_sqlite, tmp_path):
    copied = on_sqlite.copy(tmp_path / "place")
    running = Served(Strict(copied.database, copied.folder))
    yield running
    checked_log(running)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def way(request):
    """With JavaScript in a wide window, without it in a narrow one."""
    return {"javascript": request.param, "size": WIDE if request.param else NARROW}


def comes(visitor, served, address, **way):
    person = visitor(served, **way)
    sign_in(person, address, served.place.passwords[address])
    return person


def code(key, ahead=0):
    return pyotp.TOTP(key).at(time.time() + 30 * ahead)


def sets_up(person, button="Continue"):
    """The key that the app now holds, and the recovery codes."""
    key = person.page.locator("#key").inner_text().replace(" ", "")
    person.types("Code", "000000")
    person.presses(button)
    assert person.status == 400
    person.sees("The code is not right")
    person.types("Code", code(key))
    person.presses(button)
    person.is_on("Your recovery codes")
    codes = person.page.locator(".codes code").all_inner_texts()
    person.presses("I have kept them")
    return key, codes


def test_the_chair_sets_a_factor_up_comes_in_by_it_and_by_a_recovery_code(strict, visitor, way):
    chair = comes(visitor, strict, CHAIR, **way)
    chair.is_on("Set up your second factor")
    key, codes = sets_up(chair)
    chair.presses("Sign out")
    for typed in (code(key, 1), codes[0]):
        sign_in(chair, CHAIR, strict.place.passwords[CHAIR])
        chair.is_on("Enter your code")
        chair.presses("Continue")
        chair.sees("Enter the code")
        chair.types("Code", typed)
        chair.presses("Continue")
        last = chair.text
        chair.presses("Sign out")
    assert "You have 7 left" in last


def test_one_s_own_sign_in(strict, visitor, way):
    chair = comes(visitor, strict, CHAIR, **way)
    sets_up(chair)
    chair.follows("Your sign-in", within="banner")
    chair.is_on("Your sign-in")
    chair.sees("An authenticator app", "8 codes left", "this one", "network of this machine")
    chair.presses("Make new recovery codes")
    chair.is_on("Your recovery codes")
    chair.presses("I have kept them")
    chair.presses("Set it up anew")
    sets_up(chair, "Use this app from now on")
    chair.follows("Change")
    chair.types("New password", "password12345")
    chair.types("The same again", "password12345")
    chair.presses("Change my password")
    chair.sees("tried first")
    chair.types("New password", NEW)
    chair.types("The same again", NEW)
    chair.presses("Change my password")
    chair.sees("Your password is changed")
    chair.presses("End all, this one too")
    chair.is_on("Sign in")


def test_a_lost_factor_is_taken_away_by_two(strict, visitor, way):
    chair = comes(visitor, strict, CHAIR, **way)
    sets_up(chair)
    office = comes(visitor, strict, OFFICE, **way)
    sets_up(office)
    deputy = comes(visitor, strict, DEPUTY, **way)
    sets_up(deputy)
    office.goes_to("/people")
    office.follows("Chair of the sub group")
    office.follows("They have lost their second factor")
    office.presses("Ask for it to be taken away")
    office.sees("Choose how you made sure who it is")
    office.chooses("Met in person")
    office.presses("Ask for it to be taken away")
    office.sees("waits for a second person")
    deputy.goes_to("/account")
    deputy.follows("1 lost second factor waits")
    deputy.is_on("Lost second factors")
    with deputy.arriving():
        deputy.page.get_by_role("button", name="Confirm: take it away").click()
    deputy.sees("The second factor is taken away")
    chair.goes_to("/plan")
    chair.is_on("Sign in")
    sign_in(chair, CHAIR, strict.place.passwords[CHAIR])
    chair.is_on("Set up your second factor")


def test_proof_once_more_before_what_matters(strict, visitor, way):
    """Fifteen minutes go by in the database."""
    office = comes(visitor, strict, OFFICE, **way)
    key, _ = sets_up(office)
    hours_go_by(strict.place)
    office.goes_to("/people/invite")
    office.is_on("Confirm that it is you")
    office.presses("Confirm")
    office.sees("Enter the code")
    office.types("Code", code(key, 1))
    office.presses("Confirm")
    office.is_on("Invite a person")
    office.chooses("Inspector")
    office.enters_day("First day of the inspection", 1, 2, 2017)


def hours_go_by(place):
    with sqlite3.connect(place.database.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE sessions SET confirmed = datetime(confirmed, '-16 minutes')")
    connection.close()


class WithProvider(Strict):
    """A place whose people may come in by a provider of our own, which runs in the test."""

    provider: Provider

    @property
    def settings(self):
        return {**super().settings, **self.provider.settings}


@pytest.fixture
def provider():
    running = Provider()
    running.claims["email"] = EXECUTIVE
    yield running
    running.stop()


@pytest.fixture
def with_provider(on_sqlite, tmp_path, provider):
    copied = on_sqlite.copy(tmp_path / "place")
    place = type("Here", (WithProvider,), {"provider": provider})(copied.database, copied.folder)
    running = Served(place)
    yield running
    checked_log(running)


def test_single_sign_on(with_provider, visitor, provider, way):
    executive = visitor(with_provider, **way)
    executive.goes_to("/plan")
    executive.presses("Sign in with your council's account")
    executive.is_on("Child Sexual Exploitation")
    provider.claims["email"] = "stranger@board.example"
    stranger = visitor(with_provider, **way)
    stranger.goes_to("/plan")
    stranger.presses("Sign in with your council's account")
    stranger.is_on("You are not signed in")
    stranger.sees("Nobody who is invited has the address")
