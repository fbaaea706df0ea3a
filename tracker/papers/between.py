"""What changed between two editions of a period's report: figures, the chair's words, and each line's facts."""

from typing import NamedTuple

from tracker.papers.parts import NOTHING
from tracker.papers.report import day_of, decision, figures
from tracker.words import RATING, STATUS, days, listed

SAID = {"verdict": "The chair's verdict", "worries": "What worries us", "successes": "What worked"}
# What is told of a line's facts, and how.
TOLD = {
    "status": ("status", lambda value: STATUS[value]),
    "due": ("due", lambda value: days.short_day(day_of(value))),
    "owner": ("owner", str),
    "moves": ("times moved", str),
    "rating": ("rating", lambda value: RATING[value]),
    "last_update": ("last said", lambda value: days.short_day(day_of(value))),
}


class Difference(NamedTuple):
    """What it is of, as the earlier edition said it and as the later one does."""

    what: str
    was: str
    now: str


def editions(before, after) -> list[Difference]:
    """Two editions' facts, as drawn from: the differences in the order of the report."""
    found = [*_head(before, after), *_figures(before, after), *_lines(before, after)]
    return [each for each in found if each.was != each.now]


def _head(before, after):
    yield Difference("Stands as at", *(days.day(day_of(each.cut_off)) for each in (before, after)))
    for name, what in SAID.items():
        yield Difference(what, *(_said(getattr(each.words, name)) for each in (before, after)))
    yield Difference("Decisions asked of the board", *(_put(each.words) for each in (before, after)))
    was, now = (_verdicts(each.words) for each in (before, after))
    for number in dict.fromkeys([*was, *now]):
        yield Difference(f"Verdict on priority {number}", was.get(number, NOTHING), now.get(number, NOTHING))


def _put(words) -> str:
    return _said([decision(each) for each in words.decisions or []])


def _verdicts(words) -> dict:
    return vars(words.priorities) if words.priorities else {}


def _said(words) -> str:
    return (listed(words) if isinstance(words, list) else words) or NOTHING


def _figures(before, after):
    was, now = dict(figures(before)), dict(figures(after))
    for name in dict.fromkeys([*was, *now]):
        yield Difference(name, was.get(name, NOTHING), now.get(name, NOTHING))


def _lines(before, after):
    was, now = _rows(before), _rows(after)
    for key in dict.fromkeys([*was, *now]):
        for name, (what, say) in TOLD.items():
            yield Difference(f"{key[1]}, {what}", *(_told(each.get(key), name, say) for each in (was, now)))


def _rows(facts) -> dict:
    """Every line of a quarterly report, by document and number; a six-monthly one has none."""
    return {(each.reference, row.number): row for each in facts.documents for row in each.rows or []}


def _told(row, name, say) -> str:
    value = getattr(row, name) if row else None
    return NOTHING if value is None else say(value)
