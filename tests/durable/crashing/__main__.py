"""python -m crashing: every point of every operation, failing in every way; writes docs/durability.md. Exit code 1 if one
thing did not hold."""

import sys
import tempfile
from pathlib import Path

from bench.machine import described

from crashing.operations import OPERATIONS
from crashing.points import HOWS
from crashing.trying import Boards

PAGE = Path(__file__).parents[3] / "docs" / "durability.md"
MACHINE = ("Date", "System", "Python", "SQLite")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        boards = Boards(Path(folder))
        points = {operation: boards.points_of(operation) for operation in OPERATIONS}
        outcomes = list(_all(boards, points))
    PAGE.write_text(told(points, outcomes, described()), encoding="utf-8")
    wrong = [each for each in outcomes if each.violations]
    print(f"{len(outcomes)} tries, {len(wrong)} violations: {PAGE.name} is written.")
    return 1 if wrong else 0


def _all(boards, points):
    for operation, names in points.items():
        for how in HOWS:
            for at, name in enumerate(names, 1):
                outcome = boards.try_at(operation, how, at)
                if outcome.violations:
                    print(f"{operation}, {how} at {at} ({name}): {'; '.join(outcome.violations)}", flush=True)
                yield outcome


def told(points, outcomes, machine) -> str:
    """The page."""
    rows = [
        f"| {operation} | {how} | {len(names)} | {_wrong(outcomes, operation, how)} |"
        for operation, names in points.items()
        for how in HOWS
    ]
    listed = [f"- **{operation}**: {', '.join(names)}" for operation, names in points.items()]
    on = ", ".join(f"{name} {machine[name]}" if name != "Date" else machine[name] for name in MACHINE)
    return TEXT.format(on=on, rows="\n".join(rows), listed="\n".join(listed), tries=len(outcomes))


def _wrong(outcomes, operation, how) -> int:
    return sum(bool(each.violations) for each in outcomes if (each.operation, each.how) == (operation, how))


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

| What | How | Points | Violations |
|---|---|---|---|
{rows}

The points, in order:

{listed}

What SQLite itself writes during a commit is not broken into: that a commit happens whole or not at all is taken from SQLite
(it runs with `synchronous = EXTRA`, so that a power cut just after a commit does not undo it).
`tests/journeys/test_killed.py` kills a served worker at moments of a save, whatever it is doing then.
"""


if __name__ == "__main__":
    sys.exit(main())
