"""The worked example, as the tracker and the recount see it."""

import pytest
from two_answers import Example


@pytest.fixture(scope="module")
def example(example_app):
    return Example(example_app)
