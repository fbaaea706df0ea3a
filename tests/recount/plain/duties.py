"""Duties, and which of their submissions are answered, late or to come."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from .days import last_day_of_month, month_end
from .decided import original_due
from .lines import rows_of


@dataclass(frozen=True)
class Duty:
    """A recurring commitment. `answers` are pairs: the submission's due day, and the day of the answer."""

    every: int
    first: date | None
    is_the_action: bool
    ended: date | None
    answers: tuple[tuple[date, date], ...]


def duties_of(line) -> list[Duty]:
    """The document's duties, in its order, and those that an acceptance brought."""
    adopted = zip(rows_of(line, "adopt_duty"), line.duties, strict=True) if rows_of(line, "adopt_duty") else ()
    duties = []
    for row, said in adopted:
        first = last_day_of_month(said["first"]) or one_step_after_the_first_date_set(line, months(said))
        duties.append(duty_of(line, row["number"], months(said), first, said.get("is_the_action", False)))
    for row in rows_of(line, "owe_duty"):
        duties.append(duty_of(line, row["number"], row["every"], row["first"], row["is_the_action"]))
    return duties


def months(said) -> int:
    """ "3 months" is 3."""
    return int(said["every"].split()[0])


def duty_of(line, number, every, first, is_the_action) -> Duty:
    ends = [row["counts_from"] for row in rows_of(line, "end_duty") if row["duty"] == number]
    answers = [(row["due"], row["counts_from"]) for row in rows_of(line, "answer") if row["duty"] == number]
    return Duty(every, first, is_the_action, ends[0] if ends else None, tuple(answers))


def one_step_after_the_first_date_set(line, every) -> date | None:
    first = original_due(line)
    return step_after(first, every) if first else None


def step_after(due, count) -> date:
    return month_end(due + relativedelta(day=1, months=count))


def running_duties(line) -> list[Duty]:
    return [duty for duty in duties_of(line) if duty.ended is None]


def nothing_but_its_duty(line) -> bool:
    """What was reopened has a date of its own."""
    return any(duty.is_the_action for duty in duties_of(line)) and not rows_of(line, "reopen")


def submissions_of(duty, day) -> list[date]:
    """The due days from the first to beyond the day and every answer; none after the day on which the duty ended."""
    if duty.first is None:
        return []
    until = max([day, *(due for due, _ in duty.answers)])
    due_days = [duty.first]
    while due_days[-1] <= until:
        due_days.append(step_after(duty.first, duty.every * len(due_days)))
    return [due for due in due_days if duty.ended is None or due <= duty.ended]


def is_answered(duty, due, day) -> bool:
    """An answer counts until the day on which the next submission falls due."""
    later = [each for each in submissions_of(duty, day) if each > due]
    return any(answered == due and (not later or answered_on <= later[0]) for answered, answered_on in duty.answers)


def fallen_due(duty, day) -> list[date]:
    """A submission is due from the day after its due day."""
    return [due for due in submissions_of(duty, day) if due < day]


def latest_is_unanswered(duty, day) -> bool:
    past = fallen_due(duty, day)
    return bool(past) and not is_answered(duty, past[-1], day)


def is_behind(duty, day) -> bool:
    """The latest submission due is not answered; of a monthly duty: the latest two."""
    count = 2 if duty.every == 1 else 1
    latest = fallen_due(duty, day)[-count:]
    return len(latest) == count and not any(is_answered(duty, due, day) for due in latest)


def duty_behind(line) -> bool:
    return any(is_behind(duty, line.day) for duty in running_duties(line))


def submission_shown(duty, day) -> date | None:
    """The latest that fell due, if unanswered; else the next unanswered one."""
    if latest_is_unanswered(duty, day):
        return fallen_due(duty, day)[-1]
    to_come = [due for due in submissions_of(duty, day) if due >= day and not is_answered(duty, due, day)]
    return to_come[0] if to_come else None
