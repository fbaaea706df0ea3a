"""The pictures of the pages and the reports, drawn from counts by status."""

from collections import Counter

from actions.standing import RULE_FOR, STATUSES
from tracker import charts
from tracker.words import STATUS

ORDER = tuple(STATUS[status] for status in STATUSES)


def segments(counts: dict) -> list:
    """The parts of a bar, in the order of the rules."""
    return [charts.Segment(RULE_FOR[s].colour, STATUS[s], counts[s]) for s in STATUSES if counts.get(s)]


def bars(title: str, rows, head: str = "Priority") -> charts.Drawing:
    """A bar for each row. rows: (label, counts by status); head: what the labels are."""
    return charts.stacked_bars(title, [(label, segments(counts)) for label, counts in rows], order=ORDER, head=head)


def one_bar(title: str, counts: dict) -> charts.Drawing:
    """A document's lines by status, in one bar."""
    return charts.single_bar(title, segments(counts), order=ORDER)


def counted(standings) -> Counter:
    """How many stand where."""
    return Counter(each.status for each in standings)
