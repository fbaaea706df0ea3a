"""What a run found, and which of it has a budget."""

from dataclasses import dataclass, field
from typing import NamedTuple

from bench import budgets
from bench.addresses import PAGES
from bench.crowd import Crowd
from bench.doing import DECIDING, DOWNLOADING, FIRST_OPENED, FREEZING, READING_BACK, SAVING
from bench.load import Loaded
from bench.opening import AGAIN_304, API_304, API_READ, STATIC_304, STATIC_FETCHED
from bench.paper import A_PACK, TO_FACTS, TO_HTML, TO_PDF
from bench.starting import TO_FIRST_PAGE
from bench.taking_turns import Key, Took


@dataclass
class Results:
    """`took` holds everything that was timed, floors included. `grown`: by the number of items, the pages' times."""

    machine: dict[str, str]
    took: dict[Key, Took]
    queries: dict[str, int]
    commits: int
    waits: int
    memory: list[tuple[str, float]]
    requests: int
    load: tuple[float, float] = (0, 0)
    seconds: float = 0
    grown: dict[int, dict[Key, Took]] = field(default_factory=dict)
    grown_queries: dict[int, dict[str, int]] = field(default_factory=dict)
    grown_memory: dict[int, float] = field(default_factory=dict)
    engines: dict[int, dict[str, dict[Key, Took]]] = field(default_factory=dict)
    curve: dict[int, dict[Key, Took]] = field(default_factory=dict)
    curve_memory: float = 0
    crowd: Crowd | None = None
    load_of_last_hour: Loaded | None = None

    @property
    def floors(self) -> dict[str, float]:
        """What each floor took, in ms."""
        return {name: self.took[Key(name)].middle for name in budgets.FLOORS}


class Line(NamedTuple):
    """A line of a table: what was timed, beside which floor, and whether that is a budget or only a measure."""

    key: Key
    budget: budgets.Budget
    is_budget: bool = True

    def ratio(self, results: Results) -> float:
        return self.budget.ratio(results.took[self.key].middle, results.floors)

    def met(self, results: Results) -> bool:
        return not self.is_budget or self.ratio(results) <= self.budget.times


def of_pages(heat: str) -> list[Line]:
    at = ("warm", "cold").index(heat)
    return [Line(Key(page.name, heat), budgets.OF_PAGES[page.kind][at]) for page in PAGES]


BESIDE = {floor: budgets.Budget(1, floor) for floor in budgets.FLOORS}
SECTIONS = {
    "Pages, asked again (warm)": of_pages("warm"),
    "Pages, after the record has grown (cold)": of_pages("cold"),
    "Files, opened and asked again with their ETag (304)": [
        Line(FIRST_OPENED, budgets.FIRST_OPENED),
        Line(AGAIN_304, budgets.NOT_CHANGED),
        Line(STATIC_FETCHED, BESIDE["F"], is_budget=False),
        Line(STATIC_304, budgets.NOT_CHANGED),
        Line(API_READ, BESIDE["F"], is_budget=False),
        Line(API_304, budgets.NOT_CHANGED),
    ],
    "Saving, deciding, freezing, drawing, starting": [
        Line(SAVING, BESIDE["C"], is_budget=False),
        Line(DECIDING, BESIDE["C"], is_budget=False),
        Line(FREEZING, BESIDE["R"], is_budget=False),
        Line(DOWNLOADING, BESIDE["Q"], is_budget=False),
        Line(READING_BACK, BESIDE["Q"], is_budget=False),
        Line(TO_PDF, budgets.DRAWN),
        Line(TO_HTML, BESIDE["R"], is_budget=False),
        Line(TO_FACTS, BESIDE["R"], is_budget=False),
        Line(A_PACK, BESIDE["R"], is_budget=False),
        Line(TO_FIRST_PAGE, budgets.STARTED),
    ],
}
LINES = [line for lines in SECTIONS.values() for line in lines]


class Counted(NamedTuple):
    """Something that is counted, not timed; `met` None where the run was too small to say."""

    what: str
    found: str
    budget: str
    met: bool | None


def counted(results: Results) -> list[Counted]:
    most = max(results.queries.values())
    held = max(mb for _, mb in results.memory)
    whole = results.requests >= budgets.ALL_REQUESTS
    grew = results.memory[-1][1] - results.memory[len(results.memory) // 2][1]
    return [
        Counted(
            "Queries of a page, the most", f"{most}", f"at most {budgets.MOST_QUERIES}", most <= budgets.MOST_QUERIES
        ),
        Counted(
            "Durable commits of an update with evidence",
            f"{results.commits}, and {results.waits} waits for the file and its folders",
            f"at most {budgets.MOST_COMMITS}, and the file's",
            results.commits <= budgets.MOST_COMMITS,
        ),
        Counted(
            f"Memory of a worker, the most in {results.requests:,} requests",
            f"{held:.0f} MB",
            f"under {budgets.MOST_MEMORY} MB after {budgets.ALL_REQUESTS:,}",
            held < budgets.MOST_MEMORY if whole or held >= budgets.MOST_MEMORY else None,
        ),
        Counted(
            "Growth of its memory in the second half of them",
            f"{grew:+.1f} MB",
            f"flat (at most {budgets.FLAT} MB) after {budgets.ALL_REQUESTS:,}",
            grew <= budgets.FLAT if whole else None,
        ),
    ]


class Grown(NamedTuple):
    """A page at several sizes: (items, ms, times the page at the example's size)."""

    key: Key
    sizes: list[tuple[int, float, float]]
    most: float

    @property
    def met(self) -> bool | None:
        """Whether it holds at the size that the budget speaks of; None if that was not measured."""
        return next((ratio <= self.most for items, _, ratio in self.sizes if items == budgets.LARGE), None)


def grown(sizes: dict[int, dict[Key, Took]]) -> list[Grown]:
    """How pages grow with the plan; the first of the sizes is the example's own."""
    first = min(sizes, default=None)
    found = []
    for key in sizes.get(first, ()):
        times = {items: took[key].middle for items, took in sizes.items()}
        shown = [(items, ms, ms / times[first]) for items, ms in sorted(times.items())]
        found.append(Grown(key, shown, budgets.GROWTH[key.heat]))
    return found


class OnBoth(NamedTuple):
    """A page on both engines: ms."""

    items: int
    key: Key
    sqlite: float
    postgresql: float

    @property
    def ratio(self) -> float:
        return self.postgresql / self.sqlite

    @property
    def met(self) -> bool:
        return self.ratio <= budgets.ON_POSTGRESQL


def on_both(results: Results) -> list[OnBoth]:
    return [
        OnBoth(items, key, took["SQLite"][key].middle, took["PostgreSQL"][key].middle)
        for items, took in sorted(results.engines.items())
        for key in took["SQLite"]
    ]


def not_measured(results: Results) -> list[str]:
    """What the budgets speak of and this run did not measure."""
    items = [f"{size:,} items" for size in budgets.SIZES if size not in results.grown | results.curve]
    requests = (
        [f"the memory after {budgets.ALL_REQUESTS:,} requests"] if results.requests < budgets.ALL_REQUESTS else []
    )
    rest = {"PostgreSQL": results.engines, "eight clients at once": results.crowd}
    rest["the last hour of a quarter"] = results.load_of_last_hour
    return [*items, *requests, *(name for name, found in rest.items() if not found)]
