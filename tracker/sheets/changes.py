"""What changed between two days as a sheet: a row for each line, how it stood on both and what that makes."""

from datetime import date

from actions.comparing import Change
from actions.standing import Plan
from tracker import leaving
from tracker.sheets import Column, Sheet, marked
from tracker.words import CHANGE, STATUS, day, how_it_changed

COLUMNS = (
    Column("Document", 22),
    Column("Number", 9),
    Column("Title", 45),
    Column("Owner", 24),
    Column("What changed", 18),
    Column("How", 45),
    Column("Stood before", 18),
    Column("Stands", 18),
    Column("Was due", 13),
    Column("Due", 13),
    Column("Later date agreed", 10),
)
NOT_THERE = "Not in the plan"


def sheet(found: list[Change], first: date, plan: Plan) -> Sheet:
    """`first`: the first of the two days; the second is the plan's."""
    named = leaving.titles((each.after or each.before for each in found), plan.day)
    return marked.sheet(
        f"What changed since {day(first)}", plan.day, COLUMNS, [_row(each, plan, named) for each in found]
    )


def _row(change, plan, named) -> list:
    """The cells of a line, in the order of COLUMNS."""
    before, after = change.before, change.after
    line = after or before
    owner = plan.known.get(line.owner_id)
    return [
        line.line.document,
        line.number,
        named[line.facts.key],
        owner and owner.name,
        CHANGE[change.kind],
        how_it_changed(change),
        STATUS[before.status] if before else NOT_THERE,
        STATUS[after.status] if after else NOT_THERE,
        before and before.due,
        after and after.due,
        "Yes" if change.moved else "No",
    ]
