"""The JSON Schema of a plan's file allows what the reader allows, and marks what is wrong with a single value."""

import re
from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from seeds.adopted import read
from seeds.load import FOLDER
from seeds.schema import plan_schema

EXAMPLE = Path(__file__).parents[2] / "docs" / "a-plan.yaml"
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
FILES = (EXAMPLE, FOLDER / "strategy-2015-16.yaml")


class AsWritten(yaml.SafeLoader):
    """Days stay the words that were written, as an editor takes them."""


AsWritten.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def wrong(value, schema, at="") -> list[str]:
    """Where a value is not as the schema has it; as much of JSON Schema as ours uses."""
    if "anyOf" in schema:
        return [] if any(not wrong(value, each) for each in schema["anyOf"]) else [at]
    if "const" in schema or "enum" in schema:
        return [] if value in schema.get("enum", [schema.get("const")]) else [at]
    if type(value) is not TYPES[schema["type"]]:
        return [at]
    return [*_wrong_itself(value, schema, at), *_wrong_inside(value, schema, at)]


def _wrong_itself(value, schema, at):
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield at
    if isinstance(value, int) and value < schema.get("minimum", value):
        yield at
    if isinstance(value, str | list) and len(value) < schema.get("minLength", schema.get("minItems", 0)):
        yield at


def _wrong_inside(value, schema, at):
    if isinstance(value, list):
        for place, each in enumerate(value):
            yield from wrong(each, schema["items"], f"{at}/{place}")
    if isinstance(value, dict):
        yield from (f"{at}/{name}" for name in value.keys() ^ schema["properties"] if _is_amiss(name, value, schema))
        for name in value.keys() & schema["properties"]:
            yield from wrong(value[name], schema["properties"][name], f"{at}/{name}")


def _is_amiss(name, value, schema):
    return name in value or name in schema["required"]


def loaded(path=EXAMPLE):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=AsWritten)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_the_reader_takes_the_schema_allows(path):
    assert read(path).kind == "plan"
    assert wrong(loaded(path), plan_schema()) == []


def test_the_example_shows_every_key_of_an_action_and_of_a_duty():
    actions = [action for priority in loaded()["priorities"] for action in priority["actions"]]
    known = plan_schema()["properties"]["priorities"]["items"]["properties"]["actions"]["items"]["properties"]
    assert set().union(*actions) == known.keys()


BREAKS = [
    (("document", "kind"), "profile"),
    (("document", "reference"), "Neglect 2017"),
    (("document", "in_force_from"), "2017-04"),
    (("document", "titel"), "Neglect"),
    (("priorities", 0, "number"), 0),
    (("priorities", 0, "actions"), []),
    (("priorities", 0, "actions", 0, "number"), 1.1),
    (("priorities", 0, "actions", 0, "due"), "tbc"),
    (("priorities", 1, "actions", 0, "duties", 0, "every"), "2 months"),
]


@pytest.mark.parametrize(("place", "value"), BREAKS)
def test_what_the_reader_refuses_the_schema_marks(place, value):
    plan = deepcopy(loaded())
    *way, last = place
    held = plan
    for each in way:
        held = held[each]
    held[last] = value
    assert wrong(plan, plan_schema()) == ["/" + "/".join(map(str, place))]
