"""docs/running.md names commands and settings that there are."""

import re
from pathlib import Path

import pytest
from places import ROOT

from tracker.config import SETTINGS

PAGE = (Path(ROOT) / "docs" / "running.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"(?<![\w.])flask ([a-z]+(?:-[a-z]+)*)", PAGE)))
NAMED = sorted(set(re.findall(r"^    ([A-Z][A-Z_]+)=", PAGE, re.MULTILINE)) - {"FLASK_APP"})


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_one(app, name):
    assert name in app.cli.list_commands(None)


@pytest.mark.parametrize("name", NAMED)
def test_each_setting_is_one(name):
    assert name in SETTINGS


def test_something_is_named():
    assert {"backup", "restore", "doctor", "verify"} <= set(COMMANDS)
    assert {"DATABASE_URL", "PROXIES"} <= set(NAMED)
