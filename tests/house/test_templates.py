"""Templates bring in what they use and nothing else, as ruff holds of the code."""

from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
JINJA = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


@cache
def parsed(name):
    return JINJA.parse((TEMPLATES / name).read_text())


def used(name) -> set[str]:
    """The names that it uses, or that what it includes does, which sees the same ones."""
    found = {each.name for each in parsed(name).find_all(nodes.Name) if each.ctx == "load"}
    included = (each.template.value for each in parsed(name).find_all(nodes.Include))
    return found.union(*(used(each) for each in included if each.endswith(".html")))


def brought_in(name) -> set[str]:
    return {
        brought if isinstance(brought, str) else brought[1]
        for each in parsed(name).find_all(nodes.FromImport)
        for brought in each.names
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_template_brings_in_nothing_that_it_does_not_use(name):
    assert brought_in(name) - used(name) == set()
