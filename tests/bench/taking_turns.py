"""Measuring many things in turn, so that whatever else the machine does falls on all of them alike."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple


class Key(NamedTuple):
    """What was measured, and whether it was warm or cold; floors are neither."""

    name: str
    heat: str = ""


@dataclass
class Took:
    """How long something took, each time, in ms."""

    times: list[float] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return median(self.times)

    @property
    def slow(self) -> float:
        """The 95th percentile."""
        return quantiles(self.times, n=20, method="inclusive")[-1] if len(self.times) > 1 else self.times[0]


@dataclass
class Turn:
    """Something to be measured: `do` gives how long it took, in ms; `before` is no part of it."""

    do: Callable[[], float]
    before: Callable[[], None] = lambda: None


def timed(work: Callable) -> float:
    """How long it takes, in ms."""
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def in_turn(turns: dict, rounds: int) -> dict:
    """Each of them once, then each once more, and so on: what each took."""
    found = {key: Took() for key in turns}
    for _ in range(rounds):
        for key, turn in turns.items():
            turn.before()
            found[key].times.append(turn.do())
    return found


def together(*parts: dict) -> dict:
    """The times of the same things from several runs of turns, as one."""
    found = {}
    for part in parts:
        for key, took in part.items():
            found.setdefault(key, Took()).times.extend(took.times)
    return found
