"""What every run of the tests says at its end: what was skipped, why, and the command that brings the missing part."""

import os
from collections import Counter

import pytest
from an_s3 import in_a_bucket, objects  # noqa: F401  (the same)
from board_apps import adopted_folder, app, client, example, example_app, example_folder, fresh_example  # noqa: F401  (fixtures for every test)
from browser import chromium  # noqa: F401
from engines import ON_POSTGRES, choose, kept_on  # noqa: F401
from made_once import as_served, begin  # noqa: F401
from next_year import about_to_roll, next_adopted, rolling  # noqa: F401
from postgres import either_database, lend, postgres_url, take_back  # noqa: F401  (the same)

begin()


def pytest_configure(config):
    if ON_POSTGRES and not hasattr(config, "workerinput"):
        lend(config)


def pytest_unconfigure(config):
    take_back(config)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    choose(config, items)


def _reason(report) -> str:
    where_and_why = report.longrepr
    why = where_and_why[2] if isinstance(where_and_why, tuple) else str(where_and_why)
    return why.removeprefix("Skipped: ")


def _skipped(config) -> Counter:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return Counter(_reason(report) for report in reporter.stats.get("skipped", [])) if reporter else Counter()


def pytest_terminal_summary(terminalreporter, config):
    skipped = _skipped(config)
    if skipped:
        terminalreporter.section("not tested on this machine, and what would change that")
    for reason, tests in sorted(skipped.items()):
        terminalreporter.line(f"{tests} skipped. {reason}")
    if skipped and os.environ.get("CI_NO_SKIPS") == "1":
        terminalreporter.line("CI_NO_SKIPS=1: a skipped test is a failed run", red=True)


def pytest_sessionfinish(session):
    if os.environ.get("CI_NO_SKIPS") == "1" and _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
