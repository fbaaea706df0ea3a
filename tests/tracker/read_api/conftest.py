"""Programs that read the worked example."""

import pytest
from a_program import Program
from the_example import holder


@pytest.fixture
def program(example):
    """A program that reads everything which the business manager may."""
    return Program(example, holder("business_manager"))


@pytest.fixture
def officers(example):
    """A program of the lead officer of the police."""
    return Program(example, holder("officer", "police"))
