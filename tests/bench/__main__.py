"""python -m bench: build, serve, measure, write. See `--help`."""

import argparse
import tempfile
from pathlib import Path
from time import monotonic

from bench import asking, machine, memory, opening, paper, starting, telling, worlds
from bench.results import Results

ROOT = Path(__file__).parents[2]


def asked_for():
    parser = argparse.ArgumentParser("bench", description="Measure how fast the tracker is, and write it down.")
    parser.add_argument("--rounds", type=int, default=15, help="how often everything is asked in turn")
    parser.add_argument("--requests", type=int, default=1_000, help="after how many the memory is looked at")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "performance.md", help="where it is written")
    return parser.parse_args()


def main():
    asked, begun, before = asked_for(), monotonic(), machine.load()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        results = measured(asked, Path(folder))
    results.load, results.seconds = (before, machine.load()), monotonic() - begun
    asked.to.write_text(telling.told(results), encoding="utf-8")
    print(f"Written to {asked.to.name} after {results.seconds:.0f} seconds")


def measured(asked, folder: Path) -> Results:
    say("Building the worked example")
    example = worlds.example_in(folder / "example")
    say("Starting the server, again and again")
    took = starting.measure(example, rounds=5)
    say("Drawing the quarterly report")
    took |= paper.measure(example, rounds=10)
    say("Opening pages and files in turn")
    took |= pages(example, folder, asked.rounds)
    say(f"Looking at a worker's memory over {asked.requests:,} requests")
    held = remembered(example, folder, asked.requests)
    say("Counting queries and commits")
    counts = counted(example, folder)
    return Results(machine.described(), took, *counts, held, asked.requests)


def say(what: str):
    print(what, flush=True)


def pages(example, folder, rounds) -> dict:
    world, floors = worlds.World(worlds.copy_of(example, folder / "pages")), worlds.serve_floors(folder / "floors")
    took = opening.measure(world, opening.of_floors(floors.address, floors.place.folder), rounds)
    world.end()
    floors.stop()
    return took


def remembered(example, folder, requests) -> list:
    world = worlds.World(worlds.copy_of(example, folder / "memory"))
    held = memory.measure(world, requests)
    world.end()
    return held


def counted(example, folder) -> tuple:
    """Queries by page, commits, waits for a file."""
    world = worlds.World(worlds.copy_of(example, folder / "counting"))
    return asking.queries(world), *asking.commits_of_saving(world.place)


if __name__ == "__main__":
    main()
