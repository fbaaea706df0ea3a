"""python -m crashing: every point of every operation, failing in every way; writes docs/durability.md. Exit code 1 if one
thing did not hold."""

import sys
import tempfile
from pathlib import Path

from bench.machine import described
from places import Databases
from postgres import a_server
from sqlalchemy import create_engine, text

from crashing.operations import OPERATIONS
from crashing.points import HOWS, KILLED
from crashing.trying import Boards

PAGE = Path(__file__).parents[3] / "docs" / "durability.md"
MACHINE = ("Date", "System", "Python", "SQLite", "PostgreSQL")
ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
# What a power cut takes and a full disk refuses is another process's matter there.
WAYS = {"sqlite": HOWS, "postgresql": (KILLED,)}


def main() -> int:
    points, outcomes = {}, []
    with tempfile.TemporaryDirectory() as folder, a_server() as server:
        databases = Databases(server)
        machine = described() | {"PostgreSQL": _version(server)}
        for engine, known in (("sqlite", None), ("postgresql", databases)):
            boards = Boards(Path(folder) / engine, known)
            points[engine] = {operation: boards.points_of(operation) for operation in OPERATIONS}
            outcomes += _all(boards, points[engine])
        databases.drop_all()
    PAGE.write_text(told(points, outcomes, machine), encoding="utf-8")
    wrong = [each for each in outcomes if each.violations]
    print(f"{len(outcomes)} tries, {len(wrong)} violations: {PAGE.name} is written.")
    return 1 if wrong else 0


def _version(server) -> str:
    engine = create_engine(server)
    with engine.connect() as connection:
        told = connection.execute(text("SHOW server_version")).scalar_one()
    engine.dispose()
    return told.partition(" ")[0]


def _all(boards, points):
    for operation, names in points.items():
        for how in WAYS[boards.engine]:
            for at, name in enumerate(names, 1):
                outcome = boards.try_at(operation, how, at)
                if outcome.violations:
                    where = f"{boards.engine}, {operation}, {how} at {at} ({name})"
                    print(f"{where}: {'; '.join(outcome.violations)}", flush=True)
                yield outcome


def told(points, outcomes, machine) -> str:
    """The page."""
    rows = [
        f"| {ENGINES[engine]} | {operation} | {how} | {len(names)} | {_wrong(outcomes, engine, operation, how)} |"
        for engine, operations in points.items()
        for operation, names in operations.items()
        for how in WAYS[engine]
    ]
    listed = [
        f"- **{operation}**, {ENGINES[engine]}: {', '.join(names)}"
        for engine, operations in points.items()
        for operation, names in operations.items()
    ]
    on = ", ".join(f"{name} {machine[name]}" if name != "Date" else machine[name] for name in MACHINE)
    return TEXT.format(on=on, rows="\n".join(rows), listed="\n".join(listed), tries=len(outcomes))


def _wrong(outcomes, *of) -> int:
    return sum(bool(each.violations) for each in outcomes if (each.engine, each.operation, each.how) == of)


TEXT = """# What a crash leaves

Written by `make exhaustive`; run it to write it anew. Last run: {on}. {tries} tries.

An update with a file, a decision, and a report being frozen were each broken off at every point at which they write: each
call by which the evidence store makes, writes, syncs, names or removes a file or folder (a write also when half of it is
written), each statement that adds to the record, and just before and after each commit. Three ways:

- *killed*: the process gets SIGKILL.
- *power cut*: the same, and what was not synced is lost: the content of files, names, folders.
- *disk full*: the call fails for want of room, and the process goes on.

Each time, on a copy of its own, it was then looked at whether
`flask verify` finds no fault; every row has its file, unaltered; what was acknowledged is there, whole; what was not is there
whole or not at all; what was there before is there still; the next request does what it says.

| Engine | What | How | Points | Violations |
|---|---|---|---|---|
{rows}

The points, in order:

{listed}

What the engine itself writes during a commit is not broken into: that a commit happens whole or not at all is taken from
SQLite (it runs with `synchronous = EXTRA`, so that a power cut just after a commit does not undo it) and from PostgreSQL.
There the process of the website is killed and the server lives on; its power cuts and full disks are its own matter.
`tests/journeys/test_killed.py` kills a served worker at moments of a save, whatever it is doing then.
"""


if __name__ == "__main__":
    sys.exit(main())
