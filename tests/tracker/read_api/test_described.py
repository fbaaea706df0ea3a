"""Whatever is asked, as the description has it or otherwise: nothing breaks, and every answer is one that is described."""

import pytest
import schemathesis
from a_program import GATED, LINE, Program
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import FailureGroup
from the_example import holder

from tracker.accounts import throttle
from tracker.api import ADDRESSES, PREFIX

load_all_checks()
# It takes what the description allows for what is there: a day to come, or a number that no action has, is refused.
CHECKED = [check for check in CHECKS.get_all() if check.__name__ != "positive_data_acceptance"]
TRIES = settings(
    max_examples=25,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
DAYS = ("2017-01-16", "2016-12-31", "2015-06-30")
KNOWN = [dict(zip(("document", "number"), line.split("/")[1:], strict=True)) for line in (LINE, GATED)]


@pytest.fixture(scope="module")
def program(example_app):
    with example_app.app_context():
        return Program(example_app, holder("officer", "police"))


@pytest.fixture(autouse=True)
def wrong_tokens_are_not_held(monkeypatch):
    """It tries wrong ones as well."""
    monkeypatch.setitem(throttle.MOST, "token_source", (10_000, throttle.MOST["token_source"][1]))


@pytest.fixture(scope="module")
def described(example_app):
    return schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", example_app)


def operation(described, name):
    return described[PREFIX + ADDRESSES[name].rule.replace("<", "{").replace(">", "}")]["GET"]


def asked(operation, data):
    """A request as the description allows, or as it does not; of the former most about days and lines that there are."""
    mode = data.draw(st.sampled_from(list(GenerationMode)))
    case = data.draw(operation.as_strategy(mode))
    if mode is GenerationMode.POSITIVE and data.draw(st.integers(0, 3)):
        case.path_parameters = data.draw(st.sampled_from(KNOWN)) if case.path_parameters else {}
        case.query = {**case.query, "as-at": data.draw(st.sampled_from(DAYS))}
    return case


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_breaks_and_every_answer_is_described(described, program, name):
    @TRIES
    @given(st.data())
    def holds(data):
        case = asked(operation(described, name), data)
        case.call_and_validate(checks=CHECKED, headers={"Authorization": f"Bearer {program.client.bearer}"})

    holds()


def test_an_answer_that_is_not_described_would_be_seen(described, program, monkeypatch):
    told = dict.fromkeys(("agency", "name"), 1)
    monkeypatch.setattr("tracker.api.rows.agencies", lambda found: [told for _ in found])
    with pytest.raises(FailureGroup, match="Response violates schema"):
        ask_as_it_is(described, program, "agencies")


def test_so_would_a_fault(described, program, monkeypatch):
    monkeypatch.setattr("tracker.api.rows.agencies", lambda found: found[-1].key.nothing)
    with pytest.raises(FailureGroup, match="Server error"):
        ask_as_it_is(described, program, "agencies")


def ask_as_it_is(described, program, name):
    case = operation(described, name).Case(query={"as-at": "2016-11-01"})
    case.call_and_validate(checks=CHECKED, headers={"Authorization": f"Bearer {program.client.bearer}"})
