"""In worlds drawn by lot every surface gives the same numbers, totals equal the lines listed, and the recount agrees.

WORLDS=200 in the environment draws so many, and others each time. Without it six are drawn, on PostgreSQL the first three;
that a broken surface is noticed does not depend on the database.
"""

import os
from contextlib import contextmanager

import pytest
from board_apps import app_on_copy, leave
from checked_page import CheckedClient
from engines import ON_POSTGRES
from hypothesis import HealthCheck, Phase, given, note, settings
from plain.documents import read_documents
from two_answers import SEEDS
from worlds.broken import BROKEN
from worlds.drawn import WORLDS, eventful
from worlds.lived import Life
from worlds.told import SURFACES, Told

MORE = int(os.environ.get("WORLDS", "0"))
USUAL = 3 if ON_POSTGRES else 6
AT_LEAST_HAPPENS = set("says claims accepts considers asks agrees assigns stops reopens freezes".split())


@contextmanager
def lived(world, strategy_alone, folder):
    """The world once it was lived, ready to be told."""
    app = app_on_copy(strategy_alone, folder, world.day)
    app.test_client_class = CheckedClient
    with app.app_context():
        life = Life(world)
        try:
            life.live()
            yield Told(app, life, read_documents(SEEDS))
        finally:
            leave()


@pytest.mark.slow
@settings(
    max_examples=MORE or USUAL,
    derandomize=not MORE,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(world=WORLDS)
def test_every_surface_says_what_the_recount_says(strategy_alone, tmp_path_factory, world):
    with lived(world, strategy_alone, tmp_path_factory.mktemp("world")) as told:
        found = [each for differing in SURFACES.values() for each in differing(told)]
        if found:
            note("\n".join(f"{day} {verb} {what}" for day, verb, what in told.life.happened))
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def told(strategy_alone, tmp_path_factory):
    """A world in which much happens, always the same."""
    with lived(eventful(), strategy_alone, tmp_path_factory.mktemp("eventful")) as told:
        yield told


@pytest.mark.slow
def test_in_a_world_in_which_much_happens_they_do(told):
    assert {verb for _, verb, _ in told.life.happened} >= AT_LEAST_HAPPENS
    assert [each for differing in SURFACES.values() for each in differing(told)] == []


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.parametrize("what", BROKEN)
def test_a_surface_that_says_something_else_is_noticed(what, told, monkeypatch):
    surfaces, break_it = BROKEN[what]
    break_it(monkeypatch)
    assert [surface for surface in surfaces if not differs(surface, told)] == []


def differs(surface, told) -> bool:
    """Whether it says something else than the recount, or does not even agree with itself."""
    try:
        return bool(SURFACES[surface](told))
    except AssertionError:
        return True
