"""What the files of a pack are called: safe on every system, whatever people typed. Numbers lead, words follow."""

import re
import unicodedata
from pathlib import PurePath

from tracker.kept_files import ENDINGS

LONGEST_WORDS = 48
RESERVED = frozenset("con prn aux nul conin$ conout$".split()) | {
    f"{name}{n}" for name in ("com", "lpt") for n in range(10)
}
PLAIN = "evidence"


def folded(text: str | None, most: int = LONGEST_WORDS, kept: str = "") -> str:
    """The text in small ASCII letters, figures and hyphens (and what is `kept`), `most` at most; it may be nothing."""
    ascii_only = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    hyphened = re.sub(f"[^a-z0-9{re.escape(kept)}]+", "-", ascii_only)
    return hyphened[:most].strip("-.")


def folder(place: int, name: str) -> str:
    """A numbered folder: 1-strategy-2015-16."""
    return f"{place}-{folded(name, 24)}".rstrip("-")


def line_folder(number: str) -> str:
    """The folder of a line, by its number: 2.14. A number that Windows keeps for itself is told apart from it."""
    name = folded(number, 16, kept=".") or "line"
    return f"line-{name}" if name.partition(".")[0] in RESERVED else name


def evidence(document: str, line: str, number: int, name: str | None, media_type: str) -> str:
    """evidence/1-strategy-2015-16/2.14/00123-minutes-of-may.pdf; by its number no two are the same."""
    endings = ENDINGS.get(media_type, (".bin",))
    suffix = PurePath(name or "").suffix.lower()
    stem = (name or "")[: -len(suffix)] if suffix in endings else name
    ending = suffix if suffix in endings else endings[0]
    return f"evidence/{document}/{line}/{number:05d}-{folded(stem) or PLAIN}{ending}"


def report(place: int, report, form: str) -> str:
    """reports/01-quarterly-2016-17-q2-edition-1.pdf"""
    ending = {"facts": "json"}.get(form, form)
    return f"reports/{place:02d}-{report.kind}-{report.period.lower()}-edition-{report.edition}.{ending}"
