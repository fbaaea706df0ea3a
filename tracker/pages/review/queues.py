"""What waits for the chair, in groups, and which line comes next."""

from dataclasses import dataclass
from datetime import date

from actions import queries
from actions.handover import left_behind
from actions.permissions import Permission, Viewer, allowing, may
from actions.standing import Standing, plan_on
from tracker import everybody, lists
from tracker.paging import AT_ONCE
from tracker.words import waiting as words

TITLES = {**words.TITLES, "left_behind": "The officer has left"}


@dataclass(frozen=True)
class Group:
    """Lines that wait for the same reason."""

    key: str
    title: str
    lines: list[Standing]

    def around(self, standing) -> tuple[bool, list[Standing]]:
        """Whether a line is among them; and of a long group, those around it, or the first."""
        holds = id(standing) in (known := list(map(id, self.lines)))
        first = max(known.index(id(standing)) - AT_ONCE // 2, 0) if holds else 0
        return holds, self.lines[first : first + AT_ONCE]


def of(day: date, wanted: dict | None = None) -> list[Group]:
    """The groups that hold anything of what is wanted (values of lists.FILTERS), in order."""
    plan = plan_on(day)
    waiting = {**queries.waiting_for_chair(day), "left_behind": left_behind(plan, everybody.on(day))}
    shown = {name: lists.narrowed(found, plan, wanted or {}) for name, found in waiting.items()}
    return [Group(name, title, shown[name]) for name, title in TITLES.items() if shown[name]]


def in_order(groups) -> list[Standing]:
    """Every line that waits, once, where it first comes."""
    return list({each.facts.key: each for group in groups for each in group.lines}.values())


def for_viewer(viewer: Viewer, waiting) -> list[Standing]:
    """Those on which this person may decide, or record the board's answer."""
    decides = _decides(viewer)
    return [each for each in waiting if decides(each)]


def _decides(viewer):
    """Whether this person may decide on a line, or record the board's answer."""
    if may(viewer, Permission.RECORD_FOR_BOARD):
        return lambda standing: True
    return allowing(viewer, Permission.DECIDE)


def first_for(viewer: Viewer, groups) -> Standing | None:
    """The first of what waits on which this person may decide, or record the board's answer."""
    decides = _decides(viewer)
    return next((each for group in groups for each in group.lines if decides(each)), None)


def following(before, after, key) -> Standing | None:
    """What waits next after the line `key`: in the order before the decision, of those that wait after it."""
    keys = [each.facts.key for each in before]
    later = keys[keys.index(key) + 1 :] if key in keys else []
    wait = {each.facts.key: each for each in after if each.facts.key != key}
    return next((wait[each] for each in (*later, *keys) if each in wait), None)
