"""What one worker holds for itself (USS, in MB) as it goes on: after it froze a report, and after many requests."""

from itertools import cycle

from bench.addresses import FREEZE, PAGES
from bench.doing import a_freeze, send
from bench.worlds import World

A_LINE_EVERY = 50  # requests, after which the record grows


def measure(world: World, requests: int) -> list[tuple[str, float]]:
    """(when, MB), in order."""
    world.visitor("manager").gets("/people/missing")
    found = [("after its first page", held(world))]
    freeze(world)
    found.append(("after it froze a report", held(world)))
    for part in range(4):
        ask(world, requests // 4)
        found.append((f"after {requests // 4 * (part + 1):,} requests more", held(world)))
    return found


def held(world: World) -> float:
    (worker,) = world.served.workers
    return worker.memory_full_info().uss / 1_000_000


def freeze(world: World):
    """The newest quarter's report once more, as a new edition."""
    manager = world.visitor("manager")
    send(manager, FREEZE, a_freeze(world, manager))


def ask(world: World, requests: int):
    for number, page in zip(range(requests), cycle(PAGES)):
        if number % A_LINE_EVERY == 0:
            world.grow()
        world.visitor(page.who).gets(world.address(page))
