"""What falls due when: columns, one a month."""

from typing import NamedTuple

from tracker.charts import drawing
from tracker.charts.drawing import INK, LINE_HEIGHT, MUTED, TONES, Line, Rect, Table, Text

_LABEL_ROOM = 30


class _Month(NamedTuple):
    label: str
    count: int
    colour: str


def timeline_of_due(title, months, *, colour="blue", head="Month", width=480, height=72):
    """Columns in the order given, their numbers above them.

    months: (label, count) or (label, count, colour key). height: of the highest column, in points.
    Where months stand too close for their labels, only every second, third ... is labelled.
    Raises ValueError for an unknown colour key or a count that is not a whole number from 0.
    """
    months = [
        _Month(drawing.visible(label), drawing.checked_count(count), (*rest, colour)[0])
        for label, count, *rest in months
    ]
    title, base = drawing.visible(title), 2 * LINE_HEIGHT + 8 + height
    labels, depth = _labels(months, width, base)
    shapes = (
        Text(0, LINE_HEIGHT - 2.5, title, bold=True),
        *_columns(months, width, base, height),
        *labels,
        Line(0, base, width, base, MUTED, 0.8),
    )
    said = ", ".join(f"{month.label} {month.count}" for month in months) or "nothing falls due"
    table = Table((head, "Count"), tuple(month[:2] for month in months))
    return drawing.Drawing(title, f"{title}: {said}.", width, base + depth * LINE_HEIGHT + 6, shapes, table)


def _columns(months, width, base, height):
    pitch = width / max(len(months), 1)
    highest = max((month.count for month in months), default=0) or 1
    for number, month in enumerate(months):
        centre, wide, high = (number + 0.5) * pitch, min(pitch * 0.7, 30), height * month.count / highest
        if month.count:
            yield Rect(centre - wide / 2, base - high, wide, high, TONES[month.colour].fill)
        yield Text(
            centre, base - high - 3, str(month.count), "middle", bool(month.count), INK if month.count else MUTED
        )


def _labels(months, width, base):
    """The texts under the columns, and how many lines the longest has."""
    pitch = width / max(len(months), 1)
    every = int(-(-_LABEL_ROOM // pitch))
    shapes, depth = [], 1
    for number in range(0, len(months), every):
        lines = drawing.wrapped(months[number].label, max(pitch * every - 3, _LABEL_ROOM - 3))
        depth = max(depth, len(lines))
        half = max(map(drawing.text_width, lines)) / 2
        centre = min(max((number + 0.5) * pitch, half), width - half)
        shapes += [Text(centre, base + (n + 1) * LINE_HEIGHT, line, "middle") for n, line in enumerate(lines)]
    return shapes, depth
