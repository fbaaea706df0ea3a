"""Stacked bars: one a row, and the single bar across page 1 of a report."""

from typing import NamedTuple

from tracker.charts.drawing import TONES, Drawing, Table, checked_count, visible
from tracker.charts.layout import Bars


class Segment(NamedTuple):
    """A part of a bar: its colour key, its word, its count."""

    colour: str
    word: str
    value: int

    @property
    def key(self):
        return self[:2]


def stacked_bars(title, rows, *, order=(), head="", width=480):
    """One bar a row, its length proportional to its total.

    rows: (label, segments), a segment being (colour key, word, count). order: the words of the
    segments in the order to draw them; others follow as met. head: what the labels are, for the table.
    Raises ValueError for an unknown colour key or a count that is not a whole number from 0.
    """
    rows, title = _cleaned(rows), visible(title)
    order = _in_order(rows, order)
    bars = Bars(rows, order, width)
    bars.title(title)
    for label, segments in rows:
        bars.row(label, segments)
    bars.legend()
    alternative = " ".join([f"{title}.", *(_said(*row) for row in rows)])
    return Drawing(title, alternative, width, bars.y, tuple(bars.shapes), _table(head, rows, order))


def single_bar(title, segments, *, order=(), head="Status", width=480):
    """One bar across the width with its counts in the legend; its table has a row for each segment.

    segments, order, errors: as for stacked_bars.
    """
    rows, title = _cleaned([("", segments)]), visible(title)
    order, counts = _in_order(rows, order), _counts(rows[0][1])
    bars = Bars(rows, order, width)
    bars.title(title)
    bars.row(*rows[0])
    bars.legend(counts)
    total = sum(counts.values())
    lines = (*((key[1], counts[key]) for key in order), ("Total", total))
    figures = ", ".join(f"{counts[key]} {key[1]}" for key in order) or "none"
    return Drawing(
        title, f"{title}: {figures}. Total {total}.", width, bars.y, tuple(bars.shapes), Table((head, "Count"), lines)
    )


def _cleaned(rows):
    return [(visible(label), [_segment(*segment) for segment in segments]) for label, segments in rows]


def _segment(colour, word, value):
    if colour not in TONES:
        raise ValueError(f"unknown colour key {colour!r}")
    return Segment(colour, visible(word), checked_count(value))


def _in_order(rows, words):
    rank = {visible(word): number for number, word in enumerate(words)}
    keys = dict.fromkeys(segment.key for _, segments in rows for segment in segments)
    return sorted(keys, key=lambda key: rank.get(key[1], len(rank)))


def _counts(segments):
    counts = {}
    for segment in segments:
        counts[segment.key] = counts.get(segment.key, 0) + segment.value
    return counts


def _said(label, segments):
    figures = ", ".join(f"{s.value} {s.word}" for s in segments)
    total = sum(s.value for s in segments)
    return f"{label}: {total} in all ({figures})." if figures else f"{label}: 0."


def _table(head, rows, order):
    counted = [(label, _counts(segments)) for label, segments in rows]
    lines = tuple((label, *(counts.get(key, 0) for key in order), sum(counts.values())) for label, counts in counted)
    return Table((head, *(word for _, word in order), "Total"), lines)
