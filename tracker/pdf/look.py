"""How a report looks: one family, three sizes and a smaller one for tables, thin rules. Lengths in points, A4 portrait."""

from typing import NamedTuple

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN = 45
WIDTH = PAGE_WIDTH - 2 * MARGIN
TOP, BOTTOM = PAGE_HEIGHT - 65, 64
BODY_HEIGHT = TOP - BOTTOM
GUTTER = 24
LARGE, MEDIUM, SMALL, DENSE = 20, 12, 9, 8
INK, MUTED, RULE, STRONG_RULE = "#1a1f24", "#505b66", "#c3cad1", "#1a1f24"


class Style(NamedTuple):
    """How a text is set; `before` and `after` are the least space to its neighbours."""

    size: float = SMALL
    leading: float = 13
    face: str = "regular"
    colour: str = INK
    align: str = "left"
    before: float = 0
    after: float = 5


STYLES = {
    "h1": Style(LARGE, 25, "bold", before=6, after=8),
    "h2": Style(MEDIUM, 16, "bold", before=12, after=4),
    "h3": Style(face="bold", before=11, after=3),
    "text": Style(),
    "lead": Style(MEDIUM, 17, after=10),
    "muted": Style(colour=MUTED),
    "quote": Style(face="italic", after=6),
    "item": Style(after=3),
    "small item": Style(DENSE, 10.5, after=2),
    "figure": Style(LARGE, 23, "bold", after=0),
    "caption": Style(face="bold", before=5, after=3),
    "head": Style(leading=11, face="bold", colour=MUTED, after=0),
    "cell": Style(leading=12.5, after=0),
    "compact": Style(DENSE, 9.8, after=0),
    "compact head": Style(DENSE, 9.8, "bold", colour=MUTED, after=0),
    "furniture": Style(colour=MUTED),
}

# What stands in front of a coloured word: a shape of its own for each colour, in a unit square, y upwards.
MARKS = {
    "red": ((0, 0), (1, 0), (1, 1), (0, 1)),
    "amber": ((0, 0), (1, 0), (0.5, 1)),
    "green": ((0.5, 0), (0.85, 0.15), (1, 0.5), (0.85, 0.85), (0.5, 1), (0.15, 0.85), (0, 0.5), (0.15, 0.15)),
    "blue": ((0, 0.45), (0.2, 0.65), (0.4, 0.4), (0.82, 0.95), (1, 0.75), (0.4, 0)),
    "purple": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "grey": ((0, 0.35), (1, 0.35), (1, 0.65), (0, 0.65)),
    "closed": (
        (0.15, 0),
        (0.5, 0.35),
        (0.85, 0),
        (1, 0.15),
        (0.65, 0.5),
        (1, 0.85),
        (0.85, 1),
        (0.5, 0.65),
        (0.15, 1),
        (0, 0.85),
        (0.35, 0.5),
        (0, 0.15),
    ),
}
MARK_SIZE, MARK_ROOM = 6, 10
MARK_COLOURS = {
    "red": "#8f1d24",
    "amber": "#b87700",
    "green": "#357a4e",
    "blue": "#1d3f72",
    "purple": "#7a5aa8",
    "grey": "#6d7883",
    "closed": "#6d7883",
}
