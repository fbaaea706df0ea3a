"""The documents that the board adopted, read from YAML and checked. No database in here: what the files say, as values.

A text that a document does not have is "". A date or a number that it does not have is None. A month is its last day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from seeds import keys
from seeds.strict import BadSeed, BadSeeds, Faults, each, load, named, placed, shown, take

__all__ = [
    "AdoptedAgency",
    "AdoptedDocument",
    "AdoptedDuty",
    "AdoptedLine",
    "AdoptedPriority",
    "AdoptedTeam",
    "BadSeed",
    "BadSeeds",
    "read",
    "read_all",
]

# What a document is


@dataclass(frozen=True, kw_only=True)
class AdoptedDuty:
    every: int  # months
    first: date | None  # None: one step after the action's date, once that is set
    what: str
    is_the_action: bool = False


@dataclass(frozen=True, kw_only=True)
class AdoptedLine:
    """A numbered commitment: an action, a recommendation, a part of one, or a national recommendation."""

    number: str
    parent: str | None = None  # the number of the recommendation that this is a part of
    priority: int | None = None
    title: str = ""  # a part has none
    statement: str
    due: date | None = None
    each_agency: bool = False
    national: bool = False
    recurring: bool = False  # "regularly" or "periodically", without a rhythm
    example: bool = False  # a part that the document gives as an example
    found_in: str = ""
    differs: str = ""
    source: str = ""
    bodies: tuple[str, ...] = ()
    duties: tuple[AdoptedDuty, ...] = ()
    position: int = 0  # from 1, in the order of the document; a part follows its parent


@dataclass(frozen=True, kw_only=True)
class AdoptedPriority:
    number: int
    name: str
    commitment: str


@dataclass(frozen=True, kw_only=True)
class AdoptedAgency:
    key: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AdoptedTeam:
    name: str
    of: tuple[str, ...]  # keys of agencies


@dataclass(frozen=True, kw_only=True)
class AdoptedDocument:
    reference: str
    title: str
    kind: str  # plan, profile
    owner: str
    in_force_from: date
    period_from: date | None
    period_to: date | None
    aim: str
    handling: str
    facts: dict  # everything else that the header says, ready for JSON
    readings: list[dict[str, str]]  # about, reading
    priorities: tuple[AdoptedPriority, ...]
    lines: tuple[AdoptedLine, ...]
    agencies: tuple[AdoptedAgency, ...]
    teams: tuple[AdoptedTeam, ...]


# Reading


def read(path: Path) -> AdoptedDocument:
    """One document. BadSeeds, with everything that is wrong with the file, if anything is."""
    path = Path(path)
    faults = Faults(path.name)
    document = _examine(path, faults)
    if faults.found:
        raise BadSeeds(faults.found)
    return document


def read_all(folder: Path) -> list[AdoptedDocument]:
    """Every *.yaml of a folder, the earliest in force first. BadSeeds, with all their faults, if there is one."""
    found, documents, file_of = [], [], {}
    for path in _files(Path(folder)):
        faults = Faults(path.name)
        document = _examine(path, faults)
        if document and document.reference:
            first = file_of.setdefault(document.reference, path.name)
            if first != path.name:
                faults.add("document", f"reference {shown(document.reference)} is already that of {first}")
        documents.append(document)
        found += faults.found
    if found:
        raise BadSeeds(found)
    return sorted(documents, key=lambda document: (document.in_force_from, document.reference))


def _files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise BadSeeds([BadSeed(folder.name, "the folder", "has no file that ends in .yaml")])
    return files


def _examine(path: Path, faults: Faults) -> AdoptedDocument | None:
    """The document as far as it can be made out; worth having only if there are no faults."""
    raw = load(path, faults)
    if raw is None:
        return None
    header = raw.get("document") if isinstance(raw, dict) else None
    if not isinstance(header, dict):
        faults.add("the file", "must have a mapping called document")
        return None
    kind = header.get("kind")
    if not isinstance(kind, str) or kind not in keys.FILES:
        faults.add("document", f"kind must be {' or '.join(keys.FILES)}, not {shown(kind)}")
        return None
    return _document(raw, kind, faults)


def _document(raw: dict, kind: str, faults: Faults) -> AdoptedDocument:
    top = take(raw, keys.FILES[kind], "the file", faults)
    header = take(top["document"], keys.HEADERS[kind], "document", faults)
    said = _header(header, faults)
    agencies = tuple(_agencies(top.get("agencies", ()), faults))
    teams = tuple(_teams(top.get("teams", ()), {agency.key for agency in agencies}, faults))
    priorities, lines = _plan(top, faults) if kind == "plan" else ((), tuple(_profile(top, faults)))
    _check_counts(header["counts"] or {}, priorities, lines, faults)
    lines = tuple(replace(line, position=place) for place, line in enumerate(lines, 1))
    return AdoptedDocument(**said, priorities=priorities, lines=lines, agencies=agencies, teams=teams)


def _header(header: dict, faults: Faults) -> dict:
    first, last = _period(header, faults)
    return {
        **{name: header.get(name) or "" for name in ("reference", "title", "kind", "owner", "aim", "handling")},
        "in_force_from": header["in_force_from"],
        "period_from": first,
        "period_to": last,
        "facts": _facts(header),
        "readings": [said for _, said in each(header["readings"], keys.READING, placed("document, reading"), faults)],
    }


def _facts(header: dict) -> dict:
    own = {field.name for field in fields(AdoptedDocument)} | {"period"}
    facts = {name: value for name, value in header.items() if name not in own and value is not None}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}


def _period(header: dict, faults: Faults) -> tuple[date | None, date | None]:
    if header.get("period") is None:
        return None, None
    period = take(header["period"], keys.PERIOD, "document, period", faults)
    first, last = period["from"], period["to"]
    if first and last and last < first:
        faults.add("document, period", "ends before it begins")
    return first and first.replace(day=1), last


def _check_counts(counts: dict, priorities: tuple, lines: tuple, faults: Faults) -> None:
    """What the document says that it comes to, against what is in the file."""
    parts = [line for line in lines if line.parent is not None]
    national = [line for line in lines if line.national]
    numbered = len(lines) - len(parts) - len(national)
    counted = {
        "priorities": len(priorities),
        "actions": numbered,
        "recommendations": numbered,
        "parts": len(parts),
        "national_recommendations": len(national),
    }
    for name, said in take(counts, keys.COUNTS, "document, counts", faults).items():
        if said is not None and said != counted[name]:
            faults.add("document, counts", f"says {said} {name}, and the file has {counted[name]}")


# Agencies and teams


def _agencies(raw: list, faults: Faults) -> Iterator[AdoptedAgency]:
    for item, values in each(raw, keys.AGENCY, named("agency", "key"), faults):
        faults.once(item, "key", values["key"])
        for name in (values["name"], *values["also"]):
            faults.once(item, "name", name)
        yield AdoptedAgency(**values)


def _teams(raw: list, known: set[str], faults: Faults) -> Iterator[AdoptedTeam]:
    for item, values in each(raw, keys.TEAM, named("team", "name"), faults):
        faults.once(item, "name", values["name"])
        for key in values["of"]:
            if key not in known:
                faults.add(item, f"of names {shown(key)}, which is not the key of an agency")
        yield AdoptedTeam(**values)


# Priorities and actions


def _plan(top: dict, faults: Faults) -> tuple[tuple[AdoptedPriority, ...], tuple[AdoptedLine, ...]]:
    priorities, lines = [], []
    for item, values in each(top["priorities"], keys.PRIORITY, named("priority", "number"), faults):
        faults.once(item, "the priority number", values["number"])
        lines += _actions(values.pop("actions"), values["number"], item, faults)
        priorities.append(AdoptedPriority(**values))
    return tuple(priorities), tuple(lines)


def _actions(raw: list, priority: int | None, where: str, faults: Faults) -> Iterator[AdoptedLine]:
    for item, values in each(raw, keys.ACTION, named("action", "number", where), faults):
        faults.once(item, "number", values["number"])
        if priority and values["number"] and not values["number"].startswith(f"{priority}."):
            faults.add(item, f"number must begin with that of its priority, {priority}")
        duties = tuple(_duties(values.pop("duties"), values["due"], item, faults))
        yield AdoptedLine(**values, priority=priority, duties=duties)


def _duties(raw: list, due: date | None, where: str, faults: Faults) -> Iterator[AdoptedDuty]:
    allowed = keys.DUTY_OF_A_DATED_ACTION if due else keys.DUTY
    for _, values in each(raw, allowed, placed(f"{where}, duty"), faults):
        yield AdoptedDuty(**values)


# Recommendations


def _profile(top: dict, faults: Faults) -> Iterator[AdoptedLine]:
    for item, values in each(top["recommendations"], keys.RECOMMENDATION, named("recommendation", "number"), faults):
        yield from _recommendation(item, values, faults)
    for item, values in each(
        top["national_recommendations"], keys.NATIONAL, named("national recommendation", "number"), faults
    ):
        faults.once(item, "number", values["number"])
        yield AdoptedLine(**values, national=True)


def _recommendation(item: str, values: dict, faults: Faults) -> Iterator[AdoptedLine]:
    faults.once(item, "number", values["number"])
    parts, examples = values.pop("parts"), values.pop("parts_are_examples")
    if examples and not parts:
        faults.add(item, "parts_are_examples is true, and there are no parts")
    yield AdoptedLine(**values)
    for at, part in each(parts, keys.PART, named("part", "number", item), faults):
        faults.once(at, "number", part["number"])
        if values["number"] and part["number"] and part["number"][:-1] != values["number"]:
            faults.add(at, f"number must be that of its recommendation, {values['number']}, and a letter")
        yield AdoptedLine(**part, parent=values["number"] or "", example=examples)
