"""The JSON Schema of a plan's YAML file, made from the same tables of keys that the file is read by."""

from seeds import keys
from seeds.strict import entries, mapping, schema_of

# By the key that holds them: the keys of what is nested there.
NESTED = {
    "document": keys.HEADERS["plan"],
    "period": keys.PERIOD,
    "counts": keys.COUNTS,
    "readings": keys.READING,
    "agencies": keys.AGENCY,
    "teams": keys.TEAM,
    "priorities": keys.PRIORITY,
    "actions": keys.ACTION,
    "duties": keys.DUTY,
}


def plan_schema() -> dict:
    """Only what holds of each value by itself; the reader also checks what holds between them."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A board's plan",
        **_mapping(keys.FILES["plan"]),
    }


def _mapping(table: dict) -> dict:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, key in table.items() if key.required],
        "properties": {name: _value(name, key) for name, key in table.items()},
    }


def _value(name, key) -> dict:
    own = {"const": "plan"} if name == "kind" else schema_of(key.check)
    if key.check not in (entries, mapping):
        return own
    inside = _mapping(NESTED[name])
    return {**own, "items": inside} if key.check is entries else inside
