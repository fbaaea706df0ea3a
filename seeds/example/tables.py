"""The tables of data/: what happened, in YAML. A table is one file, or several (updates-1 to updates-7)."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from actions.periods import month_end

FOLDER = Path(__file__).parent / "data"


@cache
def rows(table: str) -> tuple[dict, ...]:
    """The rows of a table. A file that is a mapping has its rows by line: each gets that as `line`."""
    files = sorted({*FOLDER.glob(f"{table}.yaml"), *FOLDER.glob(f"{table}-*.yaml")})
    return tuple(row for file in files for row in _rows(yaml.safe_load(file.read_text(encoding="utf-8"))))


def _rows(content):
    if isinstance(content, list):
        return content
    return [{"line": line, **row} for line, its_rows in content.items() for row in its_rows]


def month(text: str | None) -> date | None:
    """The last day of a month written 2015-04."""
    return month_end(date.fromisoformat(f"{text}-01")) if text else None
