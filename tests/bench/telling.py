"""docs/performance.md, made from what was measured: no number in it is typed by hand."""

from bench import budgets, capacity, curves
from bench.results import LINES, SECTIONS, Line, Results, counted, grown, not_measured, on_both

MET = {True: "yes", False: "**no**", None: "not said"}
HEAD = ("What", "Times", "Median, ms", "95th percentile, ms", "Ratio", "Budget", "Met")


def told(results: Results) -> str:
    """The whole page."""
    parts = [_opening(results), _floors(results)]
    parts += [
        f"## {title}\n\n{_table(HEAD, [_row(line, results) for line in lines])}" for title, lines in SECTIONS.items()
    ]
    parts += [_counts(results), _memory(results), *_growth(results), *_engines(results)]
    parts += [capacity.told(results), _gaps(results)]
    return "\n\n".join(parts) + "\n"


def _opening(results) -> str:
    machine = _table(("Measured on", ""), results.machine.items())
    before, after = results.load
    return (
        "# How fast it is\n\n"
        "Written by `make bench`; run it to write it anew. The worked example is served by gunicorn with everything on: "
        "sign-in, journal, content policy. Everything was asked in turn with the floors, in one run of "
        f"{results.seconds / 60:.1f} minutes on one machine, on which other programs ran too (load {before:.1f} before, "
        f"{after:.1f} after). So compare ratios, not milliseconds. Whether a budget is met is judged by the median.\n\n"
        f"{machine}\n\n{_verdict(results)}"
    )


def _verdict(results) -> str:
    with_budget = [line for line in LINES if line.is_budget]
    missed = [line for line in with_budget if not line.met(results)]
    found = f"Of {len(with_budget)} budgets of time {len(with_budget) - len(missed)} are met"
    return f"{found}, and {len(missed)} are missed." if missed else f"{found}."


def _floors(results) -> str:
    rows = []
    for name, meaning in budgets.FLOORS.items():
        took = _took(results, name)
        rows.append((name, meaning, len(took.times), f"{took.middle:.2f}", f"{took.slow:.2f}"))
    return "## The floors\n\n" + _table(("Floor", "Is", "Times", "Median, ms", "95th percentile, ms"), rows)


def _took(results, floor):
    return next(took for key, took in results.took.items() if key.name == floor)


def _row(line: Line, results) -> tuple:
    took = results.took[line.key]
    ratio = f"{line.ratio(results):.1f} {line.budget.floor}"
    budget = (f"at most {line.budget}", MET[line.met(results)]) if line.is_budget else ("", "")
    return (line.key.name, len(took.times), f"{took.middle:.2f}", f"{took.slow:.2f}", ratio, *budget)


def _counts(results) -> str:
    rows = [(each.what, each.found, each.budget, MET[each.met]) for each in counted(results)]
    return "## Counted\n\n" + _table(("What", "Found", "Budget", "Met"), rows)


def _memory(results) -> str:
    rows = [(when, f"{held:.1f}") for when, held in results.memory]
    return "What one worker holds for itself (USS):\n\n" + _table(("When", "MB"), rows)


def _growth(results) -> list[str]:
    """Larger plans beside the example; nothing if none was measured."""
    found = grown(results.grown)
    if not found:
        return []
    items = [size for size, _, _ in found[0].sizes]
    head = ("Page", "", *(f"{size:,} items, ms" for size in items), f"Budget at {budgets.LARGE:,}", "Met")
    rows = [_grown(each) for each in found]
    said = (
        "Ten rows of history each, loaded so that `flask verify` passes; all sizes asked in turn, in one run. "
        f"The first, {items[0]:,} lines, is the worked example."
    )
    pictures = "\n".join(f"![{title}]({name})" for name, (title, _) in _curves(results).items())
    return [f"## Larger plans\n\n{said}\n\n{pictures}\n\n" + _table(head, rows), _by_size(results), *_curve(results)]


def _curve(results) -> list[str]:
    """One far larger plan, which has no budget; nothing if it was not measured."""
    found = grown(results.curve)
    if not found:
        return []
    small, large = (items for items, _, _ in found[0].sizes)
    said = (
        f"And {large:,} items once, for the shape of the curve: no budget, a few pages, in turn with the example's. "
        f"Its worker held {results.curve_memory:.0f} MB in the end (USS)."
    )
    rows = [_grown(each)[:-2] for each in found]
    return [f"{said}\n\n" + _table(("Page", "", f"{small:,} items, ms", f"{large:,} items, ms"), rows)]


def pictures(results) -> dict[str, str]:
    """The pictures beside the page, by their file's name."""
    return {name: curves.drawn(title, lines) for name, (title, lines) in _curves(results).items() if lines}


def _curves(results) -> dict:
    said = {
        "warm": "Pages asked again, by the size of the plan",
        "cold": "Pages after the record has grown, by its size",
    }
    return {
        f"performance-{heat}.svg": (
            title,
            {each.key.name: _points(each, results.curve) for each in grown(results.grown) if each.key.heat == heat},
        )
        for heat, title in said.items()
    }


def _points(page, curve) -> dict[int, float]:
    """ms by size; the far larger plan last."""
    far = {items: took[page.key].middle for items, took in curve.items() if page.key in took}
    return far | {items: ms for items, ms, _ in page.sizes}


def _engines(results) -> list[str]:
    """PostgreSQL beside SQLite; nothing if it was not measured."""
    found = on_both(results)
    if not found:
        return []
    most = f"at most {budgets.ON_POSTGRESQL:g} times"
    rows = [
        (f"{each.items:,}", each.key.name, each.key.heat, f"{each.sqlite:.1f}", f"{each.postgresql:.1f}")
        + (f"{each.ratio:.1f} times", most, MET[each.met])
        for each in found
    ]
    head = ("Items", "Page", "", "SQLite, ms", "PostgreSQL, ms", "Ratio", "Budget", "Met")
    said = "The same pages of the same record, asked in turn on both, in one run."
    return [f"## PostgreSQL beside SQLite\n\n{said}\n\n" + _table(head, rows)]


def _grown(each) -> tuple:
    (_, first, _), *larger = each.sizes
    times = (f"{first:.1f}", *(f"{ms:.1f} ({ratio:.1f} times)" for _, ms, ratio in larger))
    return (each.key.name, each.key.heat, *times, f"at most {each.most:g} times", MET[each.met])


def _by_size(results) -> str:
    """What was counted at each size."""
    rows = [
        (f"{items:,}", max(results.grown_queries[items].values()), f"{held:.0f}")
        for items, held in sorted(results.grown_memory.items())
    ]
    return _table(("Items", "Queries of a page, the most", "Memory of its worker in the end (USS), MB"), rows)


def _gaps(results) -> str:
    return "## Not measured yet\n\n" + "\n".join(f"- {each}" for each in not_measured(results))


def _table(head, rows) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, cells))} |" for cells in lines)
