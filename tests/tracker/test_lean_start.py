"""A server that starts brings in what its pages need, and what a start does not need is not worked for."""

import subprocess
import sys

import pytest
from the_example import run

SEEN = "import sys, tracker; print(*sorted(sys.modules))"
LATER = ("alembic", "docx", "flask_migrate", "icalendar", "openpyxl", "seeds.example", "xlsxwriter")
LATER += ("apispec", "flask_smorest", "marshmallow", "webargs")
LATER += ("authlib", "joserfc", "obstore", "requests", "segno", "zxcvbn")


@pytest.fixture(scope="module")
def brought_in():
    """What is in a process that has the tracker."""
    ran = subprocess.run([sys.executable, "-c", SEEN], check=True, capture_output=True, text=True)
    return set(ran.stdout.split())


@pytest.mark.parametrize("name", LATER)
def test_what_few_processes_need_is_not_brought_in_by_the_start(brought_in, name):
    assert name not in brought_in


def test_the_commands_of_the_database_are_there_all_the_same(app):
    assert "Upgrade to a later version" in run(app, "db", "--help")
    assert "No such command" in run(app, "db", "down", code=2)
    run(app, "db", "--directory", "actions/migrations", "heads")


def test_nobody_s_password_takes_as_long_to_check_as_anybody_s(as_served):
    from tracker import accounts

    real = accounts.hasher.hash("a password of somebody")
    assert accounts.NOBODY.split("$")[:4] == real.split("$")[:4]
    assert [len(part) for part in accounts.NOBODY.split("$")] == [len(part) for part in real.split("$")]
    assert not accounts.hasher.check_needs_rehash(accounts.NOBODY)


def test_and_nobody_has_it():
    from argon2.exceptions import VerifyMismatchError

    from tracker import accounts

    with pytest.raises(VerifyMismatchError):
        accounts.hasher.verify(accounts.NOBODY, "")


def test_each_guess_costs_at_least_what_owasp_asks(as_served):
    from tracker.accounts import hasher

    assert (hasher.type.name, hasher.time_cost >= 2, hasher.memory_cost >= 19 * 1024) == ("ID", True, True)
