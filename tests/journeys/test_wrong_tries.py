"""Thirty wrong sign-ins for one account, by two servers and over a restart, from addresses that are made up in headers."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from serving import Served
from sqlalchemy import create_engine, text

CHAIR = "chair@board.example"
JUDGED, HELD = 400, 429


class Numbered(Served):
    """One of several servers over a place: each writes a log of its own."""

    made = 0

    def __init__(self, place):
        Numbered.made += 1
        self.number = Numbered.made
        super().__init__(place)

    @property
    def log(self):
        return self.place.folder / f"gunicorn-{self.number}.log"

    @log.setter
    def log(self, path):
        """The place would have one log for all."""


@pytest.fixture
def place(database, request, tmp_path):
    return request.getfixturevalue(f"on_{database}").copy(tmp_path / "place")


@pytest.fixture
def servers(place):
    running = [Numbered(place), Numbered(place)]
    yield running
    for each in running:
        each.stop()


def tries(address, password, forged):
    """Somebody new at a browser types the chair's address and that password: the status of the answer."""
    with requests.Session() as browser:
        page = browser.get(f"{address}/sign-in", timeout=60).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
        headers = dict.fromkeys(("X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP"), f"203.0.113.{forged}")
        typed = {"email": CHAIR, "password": password, "csrf_token": token}
        sent = browser.post(f"{address}/sign-in", typed, headers=headers, allow_redirects=False, timeout=60)
        return sent.status_code


def wrong_tries(servers, numbers):
    """At once, by both servers in turn."""
    with ThreadPoolExecutor(4) as people:
        sent = [people.submit(tries, servers[n % 2].address, f"wrong number {n}", n) for n in numbers]
    return [each.result() for each in sent]


def five_minutes_pass(place):
    """What was counted was counted five minutes earlier."""
    minus = "datetime(at, '-5 minutes')" if place.database.startswith("sqlite") else "at - interval '5 minutes'"
    engine = create_engine(place.database)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE attempts SET at = {minus}"))  # noqa: S608
    engine.dispose()


def test_at_most_ten_are_judged_and_the_right_person_is_in_after_five_minutes(servers, place):
    password = place.passwords[CHAIR]
    before = wrong_tries(servers, range(18))
    servers[0].stop()
    servers[0] = Numbered(place)
    after = wrong_tries(servers, range(18, 30))
    assert before.count(JUDGED) == 10
    assert {*before, *after} == {JUDGED, HELD}
    assert after.count(HELD) == 12
    assert tries(servers[1].address, password, 99) == HELD
    five_minutes_pass(place)
    assert tries(servers[0].address, password, 99) == 302
