"""python -m bench: build, serve, measure, write. See `--help`."""

import argparse
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import monotonic

from actions.db import db
from actions.models import Action
from bench import asking, larger, machine, memory, opening, paper, starting, telling, worlds
from bench.results import Results

ROOT = Path(__file__).parents[2]
BEGUN = monotonic()


def asked_for():
    parser = argparse.ArgumentParser("bench", description="Measure how fast the tracker is, and write it down.")
    parser.add_argument("--rounds", type=int, default=20, help="how often everything is asked in turn")
    parser.add_argument("--requests", type=int, default=1_000, help="after how many the memory is looked at")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "performance.md", help="where it is written")
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="larger plans, such as 1000 10000")
    parser.add_argument("--larger-rounds", type=int, default=2, help="how often the pages of larger plans are asked")
    return parser.parse_args()


def main():
    asked, before = asked_for(), machine.load()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        example, results = measured(asked, Path(folder))
        write(results, before, asked.to)
        if asked.sizes:
            grown = larger_plans(example, Path(folder), asked.sizes, asked.larger_rounds)
            write(replace(results, **grown), before, asked.to)


def write(results: Results, load_before: float, to: Path):
    results.load, results.seconds = (load_before, machine.load()), monotonic() - BEGUN
    to.write_text(telling.told(results), encoding="utf-8")
    say(f"Written to {to.name}")


def measured(asked, folder: Path) -> tuple:
    """The example, and what was found of it."""
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
    return example, Results(machine.described(), took, *counted(example, folder), held, asked.requests)


def say(what: str):
    print(f"{monotonic() - BEGUN:4.0f} s  {what}", flush=True)


def pages(example, folder, rounds) -> dict:
    world = worlds.World(worlds.copy_of(example, folder / "pages"))
    with world, worlds.served_floors(folder / "floors") as floors:
        return opening.measure(world, opening.of_floors(floors.address, floors.place.folder), rounds)


def remembered(example, folder, requests) -> list:
    with worlds.World(worlds.copy_of(example, folder / "memory")) as world:
        return memory.measure(world, requests)


def counted(example, folder) -> tuple:
    """Queries by page, commits, waits for a file."""
    world = worlds.World(worlds.copy_of(example, folder / "counting"))
    return asking.queries(world), *asking.commits_of_saving(world.place)


def larger_plans(example, folder, sizes, rounds) -> dict:
    """The pages at several sizes, the example's first; their queries; and what each worker held in the end."""
    plans = {lines_of(example): worlds.World(worlds.copy_of(example, folder / "small"))}
    for items in sizes:
        say(f"Loading a plan of {items:,} actions")
        plans[items] = larger.beside_the_example(example, folder / f"of-{items}", items)
    say("Opening the pages of each in turn")
    with ExitStack() as stack:
        served = {items: stack.enter_context(world) for items, world in plans.items()}
        took = opening.measure_growth(served, rounds)
        held = {items: memory.held(world) for items, world in served.items()}
    queries = {items: asking.queries(world) for items, world in plans.items()}
    return {"grown": took, "grown_queries": queries, "grown_memory": held}


def lines_of(place) -> int:
    """How many lines the record of a place has."""
    with worlds.app_in(place):
        return db.session.query(Action).count()


if __name__ == "__main__":
    main()
