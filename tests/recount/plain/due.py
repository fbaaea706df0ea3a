"""Which date of a line passes, and which is shown."""

from datetime import date

from .claims import delivered
from .decided import current_due
from .duties import duties_of, nothing_but_its_duty, submission_shown


def date_passed(line) -> bool:
    """Nothing passes once it is delivered, nor for a line that is nothing but its duty."""
    due = current_due(line)
    owed = not delivered(line) and not nothing_but_its_duty(line)
    return owed and due is not None and due < line.day


def plan_over(line) -> bool:
    return line.document_ends is not None and line.document_ends < line.day


def plan_over_without_a_date(line) -> bool:
    return current_due(line) is None and not delivered(line) and plan_over(line)


def due_shown(line) -> date | None:
    """The deliverable's until it is accepted, then that of the latest unanswered submission, or the next one."""
    if delivered(line) or nothing_but_its_duty(line):
        submissions = [due for duty in duties_of(line) if (due := submission_shown(duty, line.day))]
        if submissions:
            return min(submissions)
    return current_due(line)
