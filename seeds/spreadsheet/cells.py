"""A cell as words, and what words say of an owner, a status, a number or a heading."""

import re
from datetime import date

COLUMN_NAMES = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
COMPLETE, NO_POSITION = "complete", "none"
STATUSES = {
    "green": ("green", "g", "on track", "on target"),
    "amber": ("amber", "a", "yellow", "at risk"),
    "red": ("red", "r", "off track", "overdue"),
    COMPLETE: ("complete", "completed", "done", "blue", "b", "achieved", "action complete", "reported complete"),
    NO_POSITION: ("", "-", "n/a", "grey", "not started", "not yet started", "not due"),
}
NUMBER = re.compile(r"[1-9]\d{0,2}(?:\.[1-9]\d{0,2})?[a-z]?")
BEFORE_A_NUMBER = re.compile(r"^(?:action|no\.?|ref\.?)?\s*")
HEADING = re.compile(
    r"(?:(?:strategic\s+)?(?:priority|objective|theme|outcome|aim|goal|strand|section)\s*(?:no\.?\s*)?(?P<said>\d{1,2})\b"
    r"|(?P<first>\d{1,2})(?=[.:)\s–-]+[^\W\d]))[\s.:)–-]*(?P<name>.*)",
    re.IGNORECASE,
)


def words_of(cell) -> str:
    """What stands in a cell, on one line, as a person would read it."""
    if cell is None:
        return ""
    if isinstance(cell, dict):
        day = date.fromisoformat(cell["day"])
        return f"{day.day:02}/{day.month:02}/{day.year}"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return " ".join(str(cell).split())


def plain(text: str) -> str:
    """Words to compare: small letters and figures alone."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def column_name(place: int) -> str:
    """A, B ... Z, AA, AB: how people call a column."""
    first, second = divmod(place, 26)
    return (COLUMN_NAMES[first - 1] if first else "") + COLUMN_NAMES[second]


def number_of(text: str) -> str | None:
    """2.10, from "Action 2.10." or "2.10"; None where that is no number."""
    found = BEFORE_A_NUMBER.sub("", text.lower()).replace(" ", "").rstrip(".):")
    return found if NUMBER.fullmatch(found) else None


def status_of(text: str) -> str | None:
    """green, amber, red, complete or none; None where it is none of these words."""
    said = text.lower().strip(" .")
    return next((status for status, words in STATUSES.items() if said in words), None)


def heading_of(text: str) -> tuple[int, str] | None:
    """The number and name of a priority, from "Priority 2: Prevention" or "2. Prevention"."""
    found = HEADING.fullmatch(text)
    number = found and int(found["said"] or found["first"])
    return (number, found["name"].strip() or text) if number else None


def owner_of(text: str, agencies: dict) -> tuple[str, bool]:
    """The key of the agency that the words name ("" for none), and whether they name it and nothing else.

    `agencies`: each key with the names by which the agency is called.
    """
    said = plain(text)
    called = {plain(name): key for key, names in agencies.items() for name in (key, *names)}
    if said in called:
        return called[said], True
    inside = [
        (f" {said} ".find(f" {name} "), key) for name, key in called.items() if name and f" {name} " in f" {said} "
    ]
    return (min(inside)[1] if inside else ""), False
