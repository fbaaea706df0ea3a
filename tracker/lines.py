"""A line between pages: where it is found, and what of it this person may know by today's rights."""

from actions.permissions import Permission, may
from actions.standing import Standing, plan_on
from tracker import clock, guard


def where(standing: Standing, agencies: dict) -> dict:
    """The parts of a line's address; `agencies` are the plan's, by number."""
    taking = agencies.get(standing.cell)
    return {"document": standing.line.document, "number": standing.number, "agency": taking and taking.key}


def today(standing: Standing) -> Standing:
    """The same line (or cell) as it stands today: rights are judged on this, whatever day is shown. A cell that is not
    asked for any more: as it stood on that day."""
    if standing.facts.day == clock.today():
        return standing
    return plan_on(clock.today()).leaf(*standing.facts.key) or standing


def flags(standing: Standing) -> list[str]:
    """The line's flags, without "restricted" for those who may not know today that such evidence exists."""
    if "restricted" not in standing.flags:
        return list(standing.flags)
    known = may(guard.viewer(), Permission.KNOW_RESTRICTED, today(standing))
    return [flag for flag in standing.flags if known or flag != "restricted"]
