"""What was worked out is kept in each process until the record says something else, and then brought up to date.

It is kept by the journal's line of the last row that bears on standing. That line's hash holds all that came before it:
it is the same in every process, and another one after a rollback. Rows are only added, so what is kept holds but for
the lines that later rows are about.
"""

from collections import OrderedDict
from datetime import date
from functools import partial
from threading import Lock
from typing import NamedTuple

from actions import journal
from actions.standing import gather
from actions.standing.plan import Plan
from actions.standing.working_out import work_out, work_out_again

DAYS, HEADS = 12, 3  # how many days are kept, and of each how many states of the record
MANY = 200  # lines touched, from which on everything is worked out at once


class Kept(NamedTuple):
    """A plan, and the last row with which it reckons."""

    head: journal.Head
    plan: Plan


_memo: OrderedDict[date, tuple[Kept, ...]] = OrderedDict()
_lock = Lock()


def plan_on(day: date) -> Plan:
    """Where everything stands at the end of `day`."""
    head = journal.kept("standing", gather.last_row)
    known = _memo.get(day, ())
    plan = next((each.plan for each in known if each.head == head), None)
    if plan is None:
        plan = _brought_up(known, head, day) or work_out(day)
    _keep(day, Kept(head, plan))
    return plan


def _brought_up(known, head: journal.Head, day: date) -> Plan | None:
    """A plan that is kept, with the rows added since; None if there is none to go on from, or too much was added."""
    for before, plan in known:
        if before.number < head.number:
            since = journal.kept(f"since {before.line_hash}", partial(gather.touched, before))
            if since is not None:
                return _with(plan, since, day)
    return None


def _with(plan, since, day) -> Plan | None:
    rows = [row for row in since if row.counts_from <= day and row.action_id]
    numbers = {row.action_id for row in rows}
    if len(numbers) > MANY or any(row.everything for row in since):
        return None
    return work_out_again(plan, numbers, any(row.decided for row in rows))


def _keep(day, kept: Kept) -> None:
    """The latest asked for first, of days and of each day's states."""
    with _lock:
        others = tuple(each for each in _memo.get(day, ()) if each.head != kept.head)
        _memo[day] = (kept, *others)[:HEADS]
        _memo.move_to_end(day)
        while len(_memo) > DAYS:
            _memo.popitem(last=False)


def forget() -> None:
    """Keep nothing: the next question is worked out from the record."""
    with _lock:
        _memo.clear()
