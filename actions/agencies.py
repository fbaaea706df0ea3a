"""The agencies as they are on a day: who takes part and under what name, and what became of those that take part no more."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from sqlalchemy import select

from actions import journal
from actions.db import db
from actions.models import Agency, AgencyChange

ENDINGS = ("leave_agency", "merge_agency", "split_agency")


@dataclass(frozen=True)
class Known:
    """An agency that took part by a day, or still does. `names`: from which day it was called what, in the order in which
    that was recorded; `ended`: the verb by which it ended, from the day `until` on; `into`: the keys of those that took its
    place."""

    id: int
    key: str
    name: str
    short: str
    also: tuple[str, ...]
    since: date
    names: tuple[tuple[date, str], ...]
    until: date | None = None
    ended: str | None = None
    into: tuple[str, ...] = ()

    def called(self, day: date) -> str:
        """What it was called on a day; of a day before its first, by its first name."""
        counted = [name for first, name in self.names if first <= day]
        return counted[-1] if counted else self.names[0][1]


def known(day: date) -> dict[int, Known]:
    """Every agency that took part by the end of `day`, by number, in the adopted order."""
    found = {number: _known(rows, day) for number, rows in journal.kept("agencies", _read).items()}
    return {number: each for number, each in found.items() if each}


def taking_part(every: dict[int, Known]) -> dict[int, Known]:
    """Of those the ones that take part on that day."""
    return {number: each for number, each in every.items() if each.ended is None}


def in_its_place(every: dict[int, Known], number: int) -> int:
    """Who answers for an agency: what it was merged into, and what that was merged into; otherwise itself."""
    keys = {each.key: each.id for each in every.values()}
    while number in every and every[number].ended == "merge_agency":
        number = keys[every[number].into[0]]
    return number


def _read() -> dict[int, list]:
    """Of each agency the rows about it, its own columns on each."""
    rows = db.session.execute(_rows()).all()
    return {number: list(found) for number, found in groupby(rows, key=lambda row: row.id)}


@cache
def _rows():
    """One question, whatever happened to how many."""
    own = (Agency.id, Agency.key, Agency.name, Agency.also, Agency.counts_from)
    change = (AgencyChange.verb, AgencyChange.name.label("new"), AgencyChange.short, AgencyChange.into)
    query = select(*own, *change, AgencyChange.counts_from.label("from_day"))
    joined = query.outerjoin(AgencyChange, AgencyChange.agency_id == Agency.id)
    return joined.order_by(Agency.position, Agency.id, AgencyChange.id)


def _known(rows, day: date) -> Known | None:
    first = rows[0]
    if first.counts_from > day:
        return None
    counted = [row for row in rows if row.verb and row.from_day <= day]
    renamed = [row for row in counted if row.verb == "rename_agency"]
    ended = next((row for row in counted if row.verb in ENDINGS), None)
    name = renamed[-1].new if renamed else first.name
    earlier = [each for each in dict.fromkeys((first.name, *(row.new for row in renamed))) if each != name]
    return Known(
        id=first.id,
        key=first.key,
        name=name,
        short=(renamed[-1].short or name) if renamed else (first.also or [first.name])[0],
        also=(*first.also, *earlier),
        since=first.counts_from,
        names=((first.counts_from, first.name), *((row.from_day, row.new) for row in renamed)),
        until=ended and ended.from_day,
        ended=ended and ended.verb,
        into=tuple(ended.into) if ended else (),
    )
