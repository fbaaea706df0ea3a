"""Reads a YAML file that people keep by hand, strictly, and collects everything that is wrong with it."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml


@dataclass(frozen=True)
class BadSeed:
    """One fault: "strategy-2015-16.yaml, action 2.14: due must be a month such as 2015-04, not 'April'"."""

    file: str
    item: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, {self.item}: {self.reason}"


class BadSeeds(ValueError):
    """Everything that was found wrong, in the order in which it was found."""

    def __init__(self, faults: Iterable[BadSeed]):
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class Faults:
    """What is wrong with one file, so far."""

    def __init__(self, file: str):
        self.file = file
        self.found: list[BadSeed] = []
        self._taken: set[tuple[str, object]] = set()

    def add(self, item: str, reason: str) -> None:
        self.found.append(BadSeed(self.file, item, reason))

    def once(self, item: str, what: str, value: object) -> None:
        """A fault if this value was seen before as the same kind of thing. None was reported already."""
        if value is not None and (what, value) in self._taken:
            self.add(item, f"{what} {shown(value)} is used more than once")
        self._taken.add((what, value))


# The file: text, then YAML, then plain values


class _Loader(yaml.SafeLoader):
    """Days and months stay the words that were written, so that a wrong one can be named; a repeated key is noticed."""

    def __init__(self, text: str):
        super().__init__(text)
        self.repeated: list[yaml.Node] = []

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                self.repeated.append(key)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path: Path, faults: Faults) -> object:
    """The values in a file; None, with the fault added, if it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        faults.add("the file", f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        faults.add(f"line {_line(error.object, error.start)}", "is not UTF-8; save the file as UTF-8")
    else:
        return _values(text, faults)
    return None


def _values(text: str, faults: Faults) -> object:
    try:
        loader = _Loader(text)
        values = loader.get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        faults.add(*_broken(error, text))
        return None
    for key in loader.repeated:
        faults.add(f"line {key.start_mark.line + 1}", f"the key {shown(key.value)} is written twice in one place")
    if values is None:
        faults.add("the file", "is empty")
    return values


def _broken(error: Exception, text: str) -> tuple[str, str]:
    """Where the YAML is broken, and how."""
    if isinstance(error, yaml.MarkedYAMLError):
        return f"line {error.problem_mark.line + 1}", f"is not well-formed YAML: {error.problem}"
    if isinstance(error, yaml.reader.ReaderError):
        return f"line {_line(text, error.position)}", f"holds the control character #x{error.character:02x}; remove it"
    return "the file", f"is not well-formed YAML: {error}"


def _line(content: str | bytes, position: int) -> int:
    return content.count(b"\n" if isinstance(content, bytes) else "\n", 0, position) + 1


# One value: each check gives it back as it is wanted, or says what is wrong with it


class Wrong(ValueError):
    """The end of a sentence that begins with the value's key."""


def shown(value: object) -> str:
    plain = {dict: "a mapping", list: "a list", type(None): "nothing", bool: str(value).lower()}
    words = plain.get(type(value)) or repr(value)
    return words if len(words) <= 60 else words[:57] + "..."


def _of_type(kind: type, wanted: str) -> Callable[[object], object]:
    def check(value):
        if type(value) is not kind:
            raise Wrong(f"must be {wanted}, not {shown(value)}")
        return value

    return check


_words = _of_type(str, "words")
_list = _of_type(list, "a list")
mapping = _of_type(dict, "a mapping")
flag = _of_type(bool, "true or false")


def text(value: object) -> str:
    if not _words(value).strip():
        raise Wrong("must not be empty")
    if value != value.strip() or not value.isprintable():
        raise Wrong(f"must be one line of plain words, with no blank before or after, not {shown(value)}")
    return value


def entries(value: object) -> list:
    if not _list(value):
        raise Wrong("must not be an empty list")
    return value


def texts(value: object) -> tuple[str, ...]:
    words = tuple(text(each) for each in entries(value))
    if len(set(words)) < len(words):
        raise Wrong("names something twice")
    return words


def whole(value: object) -> int:
    if type(value) is not int or value < 1:
        raise Wrong(f"must be a whole number from 1 on, not {shown(value)}")
    return value


def day(value: object) -> date:
    try:
        return date.fromisoformat(value if re.fullmatch(r"20\d\d-\d\d-\d\d", value, re.ASCII) else "")
    except (TypeError, ValueError):
        raise Wrong(f"must be a day such as 2015-02-01, not {shown(value)}") from None


def day_as_text(value: object) -> str:
    return day(value).isoformat()


def month(value: object) -> date:
    """A month means its last day."""
    if not isinstance(value, str) or not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", value):
        raise Wrong(f"must be a month such as 2015-04, not {shown(value)}")
    year, number = map(int, value.split("-"))
    return date(year, number, monthrange(year, number)[1])


def or_null(check: Callable) -> Callable[[object], object]:
    def checked(value):
        return None if value is None else check(value)

    checked.schema = {"anyOf": [schema_of(check), {"type": "null"}]}
    return checked


def one_of(choices: dict[str, object]) -> Callable[[object], object]:
    def check(value):
        if not isinstance(value, str) or value not in choices:
            *others, last = choices
            raise Wrong(f"must be {', '.join(others)} or {last}, not {shown(value)}")
        return choices[value]

    check.schema = {"enum": list(choices)}
    return check


def spelt(pattern: str, example: str) -> Callable[[object], str]:
    """Words of one pattern. Numbers are among them: unquoted, 2.10 would be the same as 2.1."""

    def check(value):
        if isinstance(value, int | float):
            raise Wrong(f'must be in quotes, such as "{example}", not {shown(value)}')
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise Wrong(f'must be written like "{example}", not {shown(value)}')
        return value

    check.schema = {"type": "string", "pattern": f"^{pattern}$", "examples": [example]}
    return check


def schema_of(check: Callable) -> dict:
    """What the check lets through, in the words of JSON Schema."""
    return check.schema if hasattr(check, "schema") else SCHEMAS[check]


LINE = {"type": "string", "minLength": 1}
DAY = {"type": "string", "pattern": r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", "examples": ["2015-02-01"]}
SCHEMAS = {
    text: LINE,
    texts: {"type": "array", "minItems": 1, "uniqueItems": True, "items": LINE},
    entries: {"type": "array", "minItems": 1},
    mapping: {"type": "object"},
    flag: {"type": "boolean"},
    whole: {"type": "integer", "minimum": 1},
    day: DAY,
    day_as_text: DAY,
    month: {"type": "string", "pattern": r"^20[0-9]{2}-(0[1-9]|1[0-2])$", "examples": ["2015-04"]},
}


# A mapping: a table of its keys


@dataclass(frozen=True)
class Key:
    check: Callable[[object], object]
    required: bool
    otherwise: object


def needs(check: Callable, otherwise: object = None) -> Key:
    return Key(check, True, otherwise)


def may(check: Callable, otherwise: object = None) -> Key:
    return Key(check, False, otherwise)


def take(raw: object, keys: dict[str, Key], item: str, faults: Faults) -> dict:
    """The values of all keys of the table, checked. One that is missing or wrong comes as what its table says."""
    if not isinstance(raw, dict):
        faults.add(item, f"must be a mapping, not {shown(raw)}")
        return {name: key.otherwise for name, key in keys.items()}
    for name in raw:
        if name not in keys:
            faults.add(item, f"{shown(name)} is not one of its keys: {', '.join(keys)}")
    return {name: _value(raw, name, key, item, faults) for name, key in keys.items()}


def _value(raw: dict, name: str, key: Key, item: str, faults: Faults) -> object:
    if name not in raw:
        if key.required:
            faults.add(item, f"{name} is missing")
        return key.otherwise
    try:
        return key.check(raw[name])
    except Wrong as wrong:
        faults.add(item, f"{name} {wrong}")
        return key.otherwise


# One mapping after the other, each with the name that its faults bear


def each(raws: list, table: dict, label: Callable, faults: Faults) -> Iterator[tuple[str, dict]]:
    for place, raw in enumerate(raws, 1):
        item = label(raw, place)
        yield item, take(raw, table, item, faults)


def named(noun: str, key: str, where: str = "the file") -> Callable[[object, int], str]:
    """ "action 2.14"; "action in place 10 of priority 2" if its number cannot be told."""

    def label(raw, place):
        name = raw.get(key) if isinstance(raw, dict) else None
        certain = type(name) is int or (isinstance(name, str) and name.strip())
        return f"{noun} {name}" if certain else f"{noun} in place {place} of {where}"

    return label


def placed(noun: str) -> Callable[[object, int], str]:
    return lambda _, place: f"{noun} {place}"
