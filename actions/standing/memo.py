"""What was worked out is kept in each process until the record says something else."""

from collections import OrderedDict
from datetime import date

from actions import journal
from actions.standing import gather
from actions.standing.plan import Plan
from actions.standing.working_out import work_out

MEMO_LENGTH = 12
_memo: OrderedDict = OrderedDict()


def plan_on(day: date) -> Plan:
    """Where everything stands at the end of `day`. Kept by the last row that bears on it and the day, since rows are only
    added: its line's hash holds all that came before it, so that it is the same in every process, and another one after
    a rollback."""
    key = (journal.kept("standing", gather.last_row).line_hash, day)
    if key not in _memo:
        _memo[key] = work_out(day)
        while len(_memo) > MEMO_LENGTH:
            _memo.popitem(last=False)
    _memo.move_to_end(key)
    return _memo[key]


def forget() -> None:
    """Keep nothing: the next question is worked out from the record."""
    _memo.clear()
