"""How a line changed between two days: every line is of exactly one kind, and the order of the rules says what is better."""

from types import SimpleNamespace

import pytest

from actions.comparing import BACK, FORWARD, KINDS, NEITHER, Change, compared
from actions.standing import CLOSED, STATUSES, WORST_FIRST


def line(status, moves=0, number=1):
    return status and SimpleNamespace(status=status, moves=moves, line=SimpleNamespace(id=number))


# What it was, what it is, whether its date was moved: how it changed.
TABLE = [
    # What was not there is new, wherever it stands.
    (None, "overdue", 0, "new"),
    (None, "stopped", 0, "new"),
    # What is there no more, or was closed in between, left; it is neither better nor worse.
    ("on_track", None, 0, "left"),
    ("overdue", "stopped", 0, "left"),
    ("to_be_considered", "merged", 0, "left"),
    ("merged", "stopped", 0, "left"),
    ("complete", "stopped", 0, "left"),
    # What was complete or closed and is not any more was reopened, however it stands.
    ("complete", "overdue", 0, "reopened"),
    ("complete", "on_track", 1, "reopened"),
    ("not_accepted", "to_be_considered", 0, "reopened"),
    # Complete is complete, also when a date was moved on the way, and from closed.
    ("overdue", "complete", 1, "completed"),
    ("stopped", "complete", 0, "completed"),
    # Overdue has a kind of its own, whatever came before.
    ("off_track", "overdue", 0, "newly_overdue"),
    ("on_track", "overdue", 1, "newly_overdue"),
    # The order of the rules, worst first; a moved date lifts nothing.
    ("on_track", "no_update", 0, "worse"),
    ("to_be_considered", "at_risk", 0, "worse"),
    ("reported_complete", "on_track", 0, "worse"),
    ("on_track", "off_track", 1, "worse"),
    ("no_update", "at_risk", 0, "better"),
    ("overdue", "off_track", 0, "better"),
    # A later date alone makes nothing better.
    ("overdue", "on_track", 1, "re_dated"),
    ("on_track", "on_track", 1, "re_dated"),
    ("on_track", "on_track", 0, "unchanged"),
    ("stopped", "stopped", 0, "unchanged"),
]


@pytest.mark.parametrize(("then", "now", "moves", "kind"), TABLE)
def test_how_a_line_changed(then, now, moves, kind):
    assert Change(line(then, 1), line(now, 1 + moves)).kind == kind


@pytest.mark.parametrize("then", [None, *STATUSES])
@pytest.mark.parametrize("now", STATUSES)
def test_every_change_has_a_kind_and_the_way_back_leads_the_other_way(then, now):
    there = Change(line(then), line(now))
    assert there.kind in {kind.key for kind in KINDS}
    if then and not {then, now} & CLOSED:
        assert there.direction == -Change(line(now), line(then)).direction
        expected = WORST_FIRST.index(now) - WORST_FIRST.index(then)
        assert there.direction == (FORWARD if expected > 0 else BACK if expected < 0 else NEITHER)


def test_each_kind_is_met():
    assert {row[-1] for row in TABLE} == {kind.key for kind in KINDS}


def test_a_date_moved_is_seen_whatever_else_changed():
    assert Change(line("overdue"), line("complete", 1)).moved
    assert not Change(line("overdue", 1), line("on_track", 1)).moved
    assert not Change(None, line("on_track", 2)).moved


def test_every_line_of_either_day_is_there_once():
    before = [line("on_track", number=1), line("on_track", number=2)]
    after = [line("overdue", number=3), line("complete", number=2)]
    found = [(change.line.id, change.kind) for change in compared(before, after)]
    assert found == [(3, "new"), (2, "completed"), (1, "left")]
