"""A picture as neutral shapes: the page shows it as SVG, the PDF draws the same shapes.

Sizes are points, y grows downwards.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from typing import NamedTuple

from markupsafe import Markup, escape

TEXT_SIZE, LINE_HEIGHT = 9, 11.5
INK, MUTED, RULE, WHITE = "#1a1f24", "#505b66", "#c3cad1", "#ffffff"


class Tone(NamedTuple):
    """How one colour key is painted; `hatch` is the first pattern it may use."""

    fill: str
    ink: str
    lines: str
    hatch: int = 0


TONES = {
    "blue": Tone("#1d3f72", WHITE, "#7f9cc8"),
    "purple": Tone("#c3aee0", INK, "#8f74b8", 3),
    "green": Tone("#4f9d6e", INK, "#2c6b46"),
    "amber": Tone("#f2b134", INK, "#a86f00"),
    "red": Tone("#8f1d24", WHITE, "#d98a8f", 1),
    "grey": Tone("#d3d8dd", INK, "#7d8791"),
    "closed": Tone("#f4f5f6", INK, "#7d8791", 2),
    # For what is no status: one hue, told apart by lightness.
    "tint1": Tone("#22303f", WHITE, "#7f95a8"),
    "tint2": Tone("#b9c7d3", INK, "#6b7f92"),
    "tint3": Tone("#4f667c", WHITE, "#a9bac8"),
    "tint4": Tone("#e6ebf0", INK, "#74879a"),
    "tint5": Tone("#8ba0b3", INK, "#5b7186"),
}


class Rect(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    fill: str


class Line(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    width: float = 0.6


class Text(NamedTuple):
    x: float
    y: float
    text: str
    anchor: str = "start"
    bold: bool = False
    fill: str = INK
    size: float = TEXT_SIZE


class Table(NamedTuple):
    """The figures of a chart: column heads, and rows as long as the heads."""

    columns: tuple
    rows: tuple


@dataclass(frozen=True)
class Drawing:
    """A finished picture with its alternative text and its table."""

    title: str
    alternative: str
    width: float
    height: float
    shapes: tuple
    table: Table

    def svg(self, name=None) -> Markup:
        """The drawing as inline SVG; `name` makes its ids unique where one chart is shown twice."""
        return self._as_svg(name) if name else self._svg

    @cached_property
    def _svg(self) -> Markup:
        return self._as_svg(None)

    def _as_svg(self, name):
        said = f"{self.title} {self.alternative} {self.width} {self.height}"
        name = name or "chart-" + hashlib.sha256(said.encode()).hexdigest()[:12]
        runs = groupby(self.shapes, key=lambda shape: shape[4:] if type(shape) is Line else type(shape))
        return Markup(
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {_number(self.width)}'
            f' {_number(self.height)}" role="img" aria-labelledby="{name}-title {name}-desc">'
            f'<title id="{name}-title">{escape(self.title)}</title>'
            f'<desc id="{name}-desc">{escape(self.alternative)}</desc>'
            f"{''.join(_svg(kind, shapes) for kind, shapes in runs)}</svg>"
        )


def _number(value):
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _svg(kind, shapes) -> str:
    """Shapes of a kind that follow each other; lines of one pen are one path."""
    if kind is Rect:
        return "".join(map(_svg_rect, shapes))
    if kind is Text:
        return "".join(map(_svg_text, shapes))
    stroke, width = kind
    path = "".join(f"M{_number(x1)} {_number(y1)}L{_number(x2)} {_number(y2)}" for x1, y1, x2, y2, *_ in shapes)
    return f'<path d="{path}" stroke="{stroke}" stroke-width="{_number(width)}"/>'


def _svg_rect(shape) -> str:
    x, y, width, height = map(_number, shape[:4])
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{shape.fill}"/>'


def _svg_text(shape) -> str:
    weight = "bold" if shape.bold else "normal"
    return (
        f'<text x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(shape.size)}"'
        f' text-anchor="{shape.anchor}" font-weight="{weight}" fill="{shape.fill}">{escape(shape.text)}</text>'
    )


def visible(text):
    """Text in which control characters and lone surrogates show as their code point, [U+0007]."""
    return _UNPRINTABLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", str(text))


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_EMS = {
    character: width / 1000
    for width, characters in {
        191: "'",
        222: "ijl",
        260: "|",
        278: " !,./:;I[\\]ft",
        333: "()-`r",
        334: "{}",
        355: '"',
        389: "*",
        469: "^",
        500: "Jckvsxyz",
        556: "0123456789abdeghnopquL#$?_",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1015: "@",
    }.items()
    for character in characters
}  # of Liberation Sans, Arial and Helvetica


def text_width(text, size=TEXT_SIZE, bold=False):
    """How wide `text` is in points, nearly; other letters and bold ones are taken as wide."""
    ems = sum(_EMS.get(character, 1 if ord(character) > 0x2E7F else 0.75) for character in text)
    return ems * size * (1.08 if bold else 1)


def wrapped(text, width):
    """The lines of `text` no wider than `width` points; long words are cut."""
    lines = [""]
    for word in chain.from_iterable(_chopped(word, width) for word in text.split()):
        joined = f"{lines[-1]} {word}".strip()
        if text_width(joined) > width:
            lines.append(word)
        else:
            lines[-1] = joined
    return [line for line in lines if line] or [""]


def _chopped(word, width):
    while text_width(word) > width and len(word) > 1:
        room = max(1, int(len(word) * width / text_width(word)))
        yield word[:room]
        word = word[room:]
    yield word


def checked_count(value):
    """`value` as an int. Raises ValueError unless it is a whole number from 0."""
    if value != int(value) or value < 0:
        raise ValueError(f"not a count: {value!r}")
    return int(value)
