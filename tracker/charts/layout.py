"""Where the parts of a stacked bar chart go, from the top down.

Segments are told apart without colour: by lightness, a white gap between neighbours, and lines drawn
over a colour that is used a second time.
"""

from tracker.charts.drawing import INK, LINE_HEIGHT, MUTED, TONES, Line, Rect, Text, text_width, wrapped

BAR, GAP, TOTAL_ROOM, SWATCH = 18, 9, 26, 9
BASELINE = 12.5  # of text beside a bar, from the top of the bar
HATCHES = ((), (1,), (-1,), (1, -1))  # slopes of the lines drawn over a segment


class Bars:
    """Collects shapes; `y` is the lower edge of what has been laid out so far."""

    def __init__(self, rows, order, width):
        self.order, self.width = order, width
        self.hatches = _hatches(order)
        widest = max((text_width(label) for label, _ in rows), default=0)
        self.left = min(widest + 10, width * 0.38) if widest else 0
        longest = max((_total(segments) for _, segments in rows), default=0)
        self.scale = (width - self.left - TOTAL_ROOM) / max(longest, 1)
        self.shapes, self.y = [], 0

    def title(self, text):
        for line in wrapped(text, self.width / 1.08):
            self.y += LINE_HEIGHT
            self.shapes.append(Text(0, self.y - 2.5, line, bold=True))
        self.y += 5

    def row(self, label, segments):
        placed, end = self._placed(segments)
        outside = [(s.value, x + wide / 2) for s, x, wide in placed if not _fits(s.value, wide) and len(placed) > 1]
        self.y += LINE_HEIGHT if outside else 0
        lines = wrapped(label, self.left - 8) if label else []
        for number, line in enumerate(lines):
            self.shapes.append(Text(0, self.y + BASELINE + number * LINE_HEIGHT, line))
        for segment, x, wide in placed:
            self._segment(segment, x, wide)
        self._outside(outside)
        self.shapes.append(Text(end + 5, self.y + BASELINE, str(_total(segments)), bold=True))
        self.y += max(BAR, 4 + len(lines) * LINE_HEIGHT) + GAP

    def _placed(self, segments):
        placed, x = [], self.left
        for segment in sorted(segments, key=lambda s: self.order.index(s.key)):
            if segment.value:
                placed.append((segment, x, segment.value * self.scale))
                x += segment.value * self.scale
        return placed, x

    def _segment(self, segment, x, wide):
        tone, drawn = TONES[segment.colour], max(wide - 1, wide * 0.6)
        self._swatch(segment.key, x, self.y, drawn, BAR)
        if not _fits(segment.value, wide):
            return
        text, middle = str(segment.value), x + drawn / 2
        half = text_width(text, bold=True) / 2 + 2
        if HATCHES[self.hatches[segment.key]]:
            self.shapes.append(Rect(middle - half, self.y + 3, half * 2, BAR - 6, tone.fill))
        self.shapes.append(Text(middle, self.y + BASELINE, text, "middle", True, tone.ink))

    def _swatch(self, key, x, y, wide, high):
        tone = TONES[key[0]]
        edge = 0.6 if tone.ink == INK else 0
        if edge:
            self.shapes.append(Rect(x, y, wide, high, tone.lines))
        if wide > 2 * edge:
            box = (x + edge, y + edge, wide - 2 * edge, high - 2 * edge)
            self.shapes.append(Rect(*box, tone.fill))
            for slope in HATCHES[self.hatches[key]]:
                self.shapes += _hatch(box, slope, tone.lines)

    def _outside(self, numbers):
        """Numbers too wide for their segment stand above it, side by side, each with a short lead."""
        for (value, centre), x in zip(numbers, _spread(numbers, self.width), strict=True):
            self.shapes.append(Line(centre, self.y, x, self.y - 3, MUTED, 0.5))
            self.shapes.append(Text(x, self.y - 4, str(value), "middle", True))

    def legend(self, counts=None):
        x = 0
        for key in self.order:
            text = f"{key[1]} {counts[key]}" if counts else key[1]
            lines = wrapped(text, self.width - SWATCH - 4)
            wide = SWATCH + 15 + max(map(text_width, lines))
            if x and x + wide - 11 > self.width:
                x, self.y = 0, self.y + LINE_HEIGHT + 2
            self._swatch(key, x, self.y, SWATCH, SWATCH)
            self.shapes += [
                Text(x + SWATCH + 4, self.y + 8 + number * LINE_HEIGHT, line) for number, line in enumerate(lines)
            ]
            self.y += (len(lines) - 1) * LINE_HEIGHT
            x += wide
        self.y += LINE_HEIGHT + 1


def _fits(value, wide):
    return text_width(str(value), bold=True) + 4 <= wide


def _total(segments):
    return sum(segment.value for segment in segments)


def _spread(numbers, width):
    """The middles at which the numbers stand without touching each other or leaving the drawing."""
    spots, free = [], 0
    for value, centre in numbers:
        half = text_width(str(value), bold=True) / 2 + 2
        spots.append((max(centre, free + half), half))
        free = spots[-1][0] + half
    limit, middles = width, []
    for middle, half in reversed(spots):
        middles.append(min(middle, limit - half))
        limit = middles[-1] - half
    return middles[::-1]


def _hatches(order):
    """Which pattern each (colour, word) carries: a colour used again gets the next one."""
    seen, chosen = {}, {}
    for key in order:
        number = seen.get(key[0], TONES[key[0]].hatch)
        chosen[key], seen[key[0]] = number % len(HATCHES), number + 1
    return chosen


def _hatch(box, slope, stroke, step=5):
    """Lines at 45 degrees, cut to the rectangle."""
    x, y, wide, high = box
    lines, offset = [], step / 2 - high
    while offset < wide:
        start, end = max(0, offset), min(wide, offset + high)
        first, last = start - offset, end - offset
        if slope > 0:
            first, last = high - first, high - last
        if end - start > 0.3:
            lines.append(Line(x + start, y + first, x + end, y + last, stroke, 0.8))
        offset += step
    return lines
