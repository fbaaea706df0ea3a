"""Eight people at once, each going through the pages without a pause: what one worker stands."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle, islice
from time import monotonic

from bench.addresses import PAGES, PEOPLE
from bench.taking_turns import Took
from bench.visitor import Visitor

CLIENTS = 8


@dataclass
class Crowd:
    """What every page took, and for how long they all asked."""

    took: Took = field(default_factory=Took)
    seconds: float = 0.0

    @property
    def a_second(self) -> float:
        """Pages answered in a second."""
        return len(self.took.times) / self.seconds


def measure(world, rounds: int) -> Crowd:
    """Each asks for all the pages so many times, beginning at another."""
    visitors = [_everybody(world) for _ in range(CLIENTS)]
    crowd, begun = Crowd(), monotonic()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for times in pool.map(lambda place: _ask(world, visitors[place], place, rounds), range(CLIENTS)):
            crowd.took.times += times
    crowd.seconds = monotonic() - begun
    return crowd


def _everybody(world) -> dict:
    """Connections of their own for the roles that a client plays."""
    passwords, at = world.place.passwords, world.served.address
    return {who: Visitor(at).signed_in(PEOPLE[who], passwords[PEOPLE[who]]) for who in {page.who for page in PAGES}}


def _ask(world, visitors, place, rounds) -> list[float]:
    asked = islice(cycle(PAGES), place * 2, place * 2 + rounds * len(PAGES))
    return [visitors[page.who].gets(world.address(page)).took for page in asked]
