"""The worked example, as the tracker and the recount see it; and where worlds begin."""

import pytest
from board_apps import ADOPTED_ON, _build
from two_answers import Example

from actions.db import begin_writing, db
from actions.periods import london_moment
from seeds.adopted import read_all
from seeds.load import FOLDER, seed


@pytest.fixture(scope="module")
def example(example_app):
    return Example(example_app)


@pytest.fixture(scope="session")
def strategy_alone(tmp_path_factory, kept_on):
    """A database in which the strategy was adopted, before the profile came."""
    return _build(tmp_path_factory.mktemp("strategy"), _adopt_the_strategy, kept_on)


def _adopt_the_strategy():
    begin_writing()
    seed([read_all(FOLDER)[0]], at=london_moment(ADOPTED_ON))
    db.session.commit()
