"""After files were saved: that the same bytes are evidence already, as far as the person may see that."""

from flask import flash

from actions import evidence
from actions.standing import plan_on
from tracker import clock, guard
from tracker.words.evidence import same_file


def tell(numbers) -> None:
    """Say of each new file (by the number of its evidence) where it is evidence already. Names no file."""
    numbers = list(numbers)
    plan = plan_on(clock.today()) if numbers else None
    for same in evidence.same_files(numbers, plan, guard.viewer()) if numbers else ():
        taking = plan.agencies.get(same.row.cell_id)
        place = numbers.index(same.number) + 1, len(numbers)
        flash(same_file(same.standing.number, taking and taking.name, same.row.counts_from, place), "note")
