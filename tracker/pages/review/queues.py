"""What waits for the chair, in groups, and which line comes next."""

from dataclasses import dataclass
from datetime import date

from actions import queries
from actions.handover import left_behind
from actions.permissions import Permission, Viewer, may
from actions.standing import Standing, plan_on
from tracker import everybody, lists
from tracker.words import waiting as words

TITLES = {**words.TITLES, "left_behind": "The officer has left"}


@dataclass(frozen=True)
class Group:
    """Lines that wait for the same reason."""

    key: str
    title: str
    lines: list[Standing]

    def holds(self, key) -> bool:
        return any(each.facts.key == key for each in self.lines)


def of(day: date, wanted: dict | None = None) -> list[Group]:
    """The groups that hold anything of what is wanted (values of lists.FILTERS), in order."""
    plan = plan_on(day)
    waiting = {**queries.waiting_for_chair(day), "left_behind": left_behind(plan.answerable(), everybody.on(day))}
    shown = {name: lists.narrowed(found, plan, wanted or {}) for name, found in waiting.items()}
    return [Group(name, title, shown[name]) for name, title in TITLES.items() if shown[name]]


def in_order(groups) -> list[Standing]:
    """Every line that waits, once, where it first comes."""
    return list({each.facts.key: each for group in groups for each in group.lines}.values())


def for_viewer(viewer: Viewer, waiting) -> list[Standing]:
    """Those on which this person may decide, or record the board's answer."""
    records = may(viewer, Permission.RECORD_FOR_BOARD)
    return [each for each in waiting if records or may(viewer, Permission.DECIDE, each)]


def following(before, after, key) -> Standing | None:
    """What waits next after the line `key`: in the order before the decision, of those that wait after it."""
    keys = [each.facts.key for each in before]
    later = keys[keys.index(key) + 1 :] if key in keys else []
    wait = {each.facts.key: each for each in after if each.facts.key != key}
    return next((wait[each] for each in (*later, *keys) if each in wait), None)
