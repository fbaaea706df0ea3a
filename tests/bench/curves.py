"""How pages grow with the plan, as pictures: both axes double by equal steps, one line a page."""

from html import escape
from math import log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 60, 240, 40, 50
INK, RULE = "#1a1f24", "#c3cad1"
TINTS = ("#1d3f72", "#8f1d24", "#4f9d6e", "#a86f00", "#8f74b8", "#505b66")
DASHES = ("none", "6 3", "2 3")


def drawn(title: str, lines: dict[str, dict[int, float]]) -> str:
    """An SVG of lines: by name, ms by the number of items."""
    sizes = sorted({items for line in lines.values() for items in line})
    highest = max(ms for line in lines.values() for ms in line.values())
    x, y = _scale(sizes[0], sizes[-1], LEFT, WIDTH - RIGHT), _scale(1, highest, HEIGHT - BOTTOM, TOP)
    marks = [_mark_across(x(items), f"{items:,}") for items in sizes]
    marks += [_mark_up(y(ms), f"{ms:,} ms") for ms in (1, 10, 100, 1_000, 10_000) if ms <= highest * 1.2]
    shown = [_line(place, name, line, x, y) for place, (name, line) in enumerate(lines.items())]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif">'
        f"<title>{escape(title)}</title><desc>{escape(_said(lines))}</desc>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        f'<text x="{LEFT}" y="22" font-size="14" font-weight="bold" fill="{INK}">{escape(title)}</text>'
        f"{''.join(marks)}{''.join(shown)}</svg>\n"
    )


def _scale(low, high, first, last):
    span = log10(max(high, low * 1.01) / low)
    return lambda value: first + (last - first) * log10(max(value, low) / low) / span


def _mark_across(x, text):
    return (
        f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="{RULE}"/>'
        f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" font-size="11" text-anchor="middle" fill="{INK}">{text}</text>'
    )


def _mark_up(y, text):
    return (
        f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{RULE}"/>'
        f'<text x="{LEFT - 6}" y="{y + 4:.1f}" font-size="11" text-anchor="end" fill="{INK}">{text}</text>'
    )


def _line(place, name, line, x, y):
    tint, dash = TINTS[place % len(TINTS)], DASHES[place // len(TINTS) % len(DASHES)]
    points = " ".join(f"{x(items):.1f},{y(ms):.1f}" for items, ms in sorted(line.items()))
    at = TOP + 10 + place * 19
    return (
        f'<polyline points="{points}" fill="none" stroke="{tint}" stroke-width="2" stroke-dasharray="{dash}"/>'
        f'<path d="M{WIDTH - RIGHT + 14} {at - 4}h22" stroke="{tint}" stroke-width="2" stroke-dasharray="{dash}"/>'
        f'<text x="{WIDTH - RIGHT + 42}" y="{at}" font-size="10" fill="{INK}">{escape(name)}</text>'
    )


def _said(lines) -> str:
    return " ".join(
        f"{name}: {', '.join(f'{ms:.1f} ms at {items:,}' for items, ms in sorted(line.items()))}."
        for name, line in lines.items()
    )
