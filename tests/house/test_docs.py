"""What is written for those who run and build it: the index is whole, links lead somewhere, the drawing is true."""

import configparser
import re

import pytest
from places import ROOT
from test_verbs_page import generate

from tracker.config import SETTINGS

DOCS = ROOT / "docs"
NOT_LISTED = {"README.md", "performance-cold.svg", "performance-warm.svg", "generated"}
WRITTEN = ("README.md", "architecture.md", "contributing.md")
LINK = re.compile(r"\]\(([^)#:]+)\)")
# A path of ours, between backticks.
PATH = re.compile(r"`((?:tests|docs|actions|tracker|templates|static|seeds)/[\w./-]*\w)`")


def page(name):
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_index_names_every_page():
    there = {path.name for path in DOCS.iterdir() if path.suffix != ".pyc" and path.name != "__pycache__"}
    made = {f"generated/{name}" for name in generate.PAGES}
    assert (there - NOT_LISTED) | made <= set(LINK.findall(page("README.md")))


@pytest.mark.parametrize("name", WRITTEN)
def test_what_a_page_names_is_there(name):
    text = page(name)
    assert [each for each in LINK.findall(text) if not (DOCS / each).exists()] == []
    assert [each for each in PATH.findall(text) if not (ROOT / each).exists()] == []


def layers():
    """The names of each contract about layers, the uppermost first."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    kept = [config[name] for name in config.sections() if name.startswith("importlinter:contract")]
    return [re.findall(r"\w+", each["layers"]) for each in kept if each["type"] == "layers"]


@pytest.mark.parametrize("names", layers())
def test_the_drawing_has_every_layer_in_the_order_that_is_kept(names):
    drawn = re.findall(r"^ \|\s+(\w+)", page("architecture.md"), re.MULTILINE)
    assert [each for each in drawn if each in names] == names


def test_every_setting_of_a_deployment_has_a_row():
    kept = page("generated/deployment.md")
    assert re.findall(r"^\| `(\w+)` \|", kept, re.MULTILINE) == list(SETTINGS)


def test_what_has_changed_is_what_the_page_says():
    kept = generate.CHANGELOG.read_text(encoding="utf-8")
    assert kept == generate.changelog(), "make it again: python docs/generate.py"


def test_the_latest_version_is_this_one():
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    assert generate.NEWS[0].version == config["metadata"]["version"]
