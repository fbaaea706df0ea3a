"""A world as it is drawn: its day, who answers for what, and what happens when. The numbers choose among what is possible
when their time comes."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

FIRST = date(2015, 3, 2)
AGENCIES = ("police", "ncc", "health", "schools", "voluntary", "corby")
NOBODY = None
LINES = 100
# How often each thing happens, of a hundred.
HAPPENS = {
    "says": 26,
    "claims": 15,
    "accepts": 14,
    "considers": 10,
    "asks": 8,
    "agrees": 8,
    "assigns": 4,
    "sends_back": 2,
    "declines": 2,
    "sets_a_date": 2,
    "stops": 2,
    "reopens": 4,
    "ends_a_duty": 1,
    "spares": 2,
    "asks_each_agency": 1,
    "challenges": 1,
    "escalates": 1,
    "sets_aside": 1,
}


@dataclass(frozen=True)
class Event:
    """Something that is tried on the day `after` so many days, by whoever may; `which` chooses on what, `how` the rest."""

    after: int
    verb: str
    which: int
    how: int


@dataclass(frozen=True)
class World:
    """`frozen`: how many days after its period the report before was frozen; none: there is no earlier report."""

    day: date
    owners: tuple
    silent: str | None
    frozen: int | None
    events: tuple[Event, ...]


def _days():
    """Any day, and often one around the end of a month, when things fall due."""
    months = [date(year, month, 1) for year in (2015, 2016, 2017) for month in range(1, 13)]
    ends = [first + timedelta(days=by) for first in months[7:30] for by in (-1, 0, 1)]
    return st.one_of(st.dates(date(2015, 7, 1), date(2017, 6, 30)), st.sampled_from(ends))


EVENTS = st.builds(
    Event,
    after=st.integers(0, 1000),
    verb=st.sampled_from([verb for verb, often in HAPPENS.items() for _ in range(often)]),
    which=st.integers(0, 999),
    how=st.integers(0, 999),
)
WORLDS = st.builds(
    World,
    day=_days(),
    owners=st.lists(st.sampled_from([*AGENCIES, *AGENCIES, NOBODY]), min_size=LINES, max_size=LINES).map(tuple),
    silent=st.sampled_from([NOBODY, *AGENCIES[1:]]),
    frozen=st.one_of(st.none(), st.integers(1, 60), st.integers(1, 60)),
    events=st.lists(EVENTS, min_size=40, max_size=90).map(tuple),
)


def eventful() -> World:
    """A world in which much happens, always the same: for what a broken surface is tried on."""
    by_lot = random.Random(20170116)
    verbs, often = zip(*HAPPENS.items(), strict=True)
    drawn = by_lot.choices(verbs, often, k=140)
    events = [Event(by_lot.randint(0, 1000), verb, by_lot.randrange(1000), by_lot.randrange(1000)) for verb in drawn]
    owners = tuple(by_lot.choice([*AGENCIES, *AGENCIES, NOBODY]) for _ in range(LINES))
    return World(date(2017, 5, 5), owners, "voluntary", 20, tuple(events))
