"""From the start of the server to its first page, beside importing what it stands on."""

import subprocess
import sys
from urllib.request import urlopen

from serving import Served

from bench.taking_turns import Key, Turn, in_turn, timed

IMPORTING = [sys.executable, "-c", "import flask, sqlalchemy, reportlab"]
TO_FIRST_PAGE = Key("Start of the server to its first page")


def measure(place, rounds: int) -> dict:
    importing = Turn(lambda: timed(lambda: subprocess.run(IMPORTING, check=True)))
    return in_turn({Key("I"): importing, TO_FIRST_PAGE: Turn(lambda: first_page(place))}, rounds)


def first_page(place) -> float:
    """How long it takes, in ms; the server is stopped after."""
    running = []

    def start():
        running.append(Served(place))
        with urlopen(f"{running[0].address}/sign-in") as answer:
            assert answer.read()

    took = timed(start)
    running[0].stop()
    return took
