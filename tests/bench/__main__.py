"""python -m bench: build, serve, measure, write. See `--help`."""

import argparse
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import monotonic

from actions.db import db
from actions.models import Action
from bench import (
    asking,
    budgets,
    crowd,
    doing,
    engines,
    larger,
    load,
    machine,
    memory,
    opening,
    paper,
    starting,
    telling,
    worlds,
)
from bench.addresses import CURVE
from bench.results import Results

ROOT = Path(__file__).parents[2]
BEGUN = monotonic()


def asked_for():
    parser = argparse.ArgumentParser("bench", description="Measure how fast the tracker is, and write it down.")
    parser.add_argument("--rounds", type=int, default=20, help="how often everything is asked in turn")
    parser.add_argument("--requests", type=int, default=1_000, help="after how many the memory is looked at")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "performance.md", help="where it is written")
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="larger plans, such as 1000 10000")
    parser.add_argument(
        "--curve", type=int, default=0, help="a plan such as 100000, for the shape of the curve; no budget"
    )
    parser.add_argument("--load", type=int, default=60, help="for how many seconds officers save; 0: not at all")
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL beside SQLite, up to 10,000 of --sizes")
    parser.add_argument("--larger-rounds", type=int, default=2, help="how often the pages of larger plans are asked")
    return parser.parse_args()


def main():
    asked, before = asked_for(), machine.load()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        example, results = measured(asked, Path(folder))
        write(results, before, asked.to)
        for measure in (at_once, larger_plans, the_curve, on_postgres):
            results = replace(results, **measure(example, Path(folder), asked))
            write(results, before, asked.to)


def write(results: Results, load_before: float, to: Path):
    results.load, results.seconds = (load_before, machine.load()), monotonic() - BEGUN
    to.write_text(telling.told(results), encoding="utf-8")
    for name, picture in telling.pictures(results).items():
        to.with_name(name).write_text(picture, encoding="utf-8")
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
    world, busy = (worlds.World(worlds.copy_of(example, folder / name)) for name in ("pages", "busy"))
    with world, busy, worlds.served_floors(folder / "floors") as served:
        floors = opening.of_floors(served.address, served.place.folder)
        return opening.measure(world, floors, rounds, written=doing.turns(busy))


def remembered(example, folder, requests) -> list:
    with worlds.World(worlds.copy_of(example, folder / "memory")) as world:
        return memory.measure(world, requests)


def counted(example, folder) -> tuple:
    """Queries by page, commits, waits for a file."""
    world = worlds.World(worlds.copy_of(example, folder / "counting"))
    return asking.queries(world), *asking.commits_of_saving(world.place)


def at_once(example, folder, asked) -> dict:
    """Eight clients, and the last hour of a quarter."""
    say(f"{crowd.CLIENTS} clients at once")
    with worlds.World(worlds.copy_of(example, folder / "crowd")) as world:
        found = {"crowd": crowd.measure(world, rounds=max(asked.rounds // 4, 1))}
    if asked.load:
        say(f"The last hour of a quarter, for {asked.load} seconds")
        with worlds.World(worlds.copy_of(example, folder / "load")) as world:
            found["load_of_last_hour"] = load.measure(world, asked.load)
    return found


def larger_plans(example, folder, asked) -> dict:
    """The pages at several sizes, the example's first; their queries; and what each worker held in the end."""
    if not asked.sizes:
        return {}
    plans = {lines_of(example): worlds.World(worlds.copy_of(example, folder / "small"))}
    for items in asked.sizes:
        say(f"Loading a plan of {items:,} actions")
        plans[items] = larger.beside_the_example(example, folder / f"of-{items}", items)
    say("Opening the pages of each in turn")
    with ExitStack() as stack:
        served = {items: stack.enter_context(world) for items, world in plans.items()}
        took = opening.measure_growth(served, asked.larger_rounds)
        held = {items: memory.held(world) for items, world in served.items()}
    queries = {items: asking.queries(world) for items, world in plans.items()}
    return {"grown": took, "grown_queries": queries, "grown_memory": held}


def the_curve(example, folder, asked) -> dict:
    """A few pages of one far larger plan, in turn with the same at the example's size."""
    if not asked.curve:
        return {}
    say(f"Loading a plan of {asked.curve:,} actions")
    large = larger.beside_the_example(example, folder / "curve", asked.curve)
    small = worlds.World(worlds.copy_of(example, folder / "beside-curve"))
    say("Opening a few of its pages")
    with small, large:
        plans = {lines_of(example): small, asked.curve: large}
        took = opening.measure_growth(plans, asked.larger_rounds, pages=CURVE)
        return {"curve": took, "curve_memory": memory.held(large)}


def on_postgres(example, folder, asked) -> dict:
    """The pages on both engines in turn, at the example's size and at larger ones."""
    if not asked.postgres:
        return {}
    say("Building the worked example on PostgreSQL")
    with engines.on_postgres() as databases:
        there, copy_of = engines.example_on(databases, folder / "there"), engines.copier(databases)
        found = {
            lines_of(example): _on_both(worlds.World(worlds.copy_of(example, folder / "here")), _world(there), asked)
        }
        for items in (size for size in asked.sizes if size <= budgets.LARGE):
            say(f"Loading a plan of {items:,} actions on both")
            here = larger.beside_the_example(example, folder / f"here-{items}", items)
            found[items] = _on_both(here, _larger_there(there, folder, items, copy_of), asked)
    return {"engines": found}


def _world(place):
    engines.settle(place)
    return worlds.World(place)


def _larger_there(there, folder, items, copy_of):
    world = larger.beside_the_example(there, folder / f"there-{items}", items, copy_of)
    engines.settle(world.place)
    return world


def _on_both(here, there, asked) -> dict:
    say("Opening the pages on both in turn")
    with here, there:
        return opening.measure_growth({"SQLite": here, "PostgreSQL": there}, asked.larger_rounds)


def lines_of(place) -> int:
    """How many lines the record of a place has."""
    with worlds.app_in(place):
        return db.session.query(Action).count()


if __name__ == "__main__":
    main()
