"""Where the example stands: today's counts, and every status and flag on some day."""

from datetime import date, timedelta

from the_example import PROFILE, STRATEGY, TODAY
from the_story import counts

from actions.periods import complete_months, month_end
from actions.standing import STATUSES, plan_on
from actions.standing.rules import FLAGS

FIRST_DAY = date(2015, 2, 1)
TURNING_DAYS = (
    date(2015, 4, 28),
    date(2016, 3, 31),
    date(2016, 4, 1),
    date(2016, 4, 3),
    date(2016, 4, 4),
    date(2016, 12, 8),
    date(2016, 12, 15),
    TODAY,
)


def test_the_plan_today():
    assert counts(STRATEGY) == {
        "complete": 26,
        "reported_complete": 3,
        "on_track": 5,
        "at_risk": 3,
        "overdue": 5,
        "stopped": 1,
    }


def test_the_recommendations_today():
    assert counts(PROFILE) == {
        "to_be_considered": 24,
        "not_started": 9,
        "on_track": 3,
        "at_risk": 1,
        "off_track": 1,
        "merged": 3,
        "not_accepted": 1,
    }


def test_what_is_overdue_today_and_since_when():
    overdue = {each.number: each.due for each in plan_on(TODAY).of(STRATEGY) if each.status == "overdue"}
    assert overdue == {
        "2.3": date(2016, 12, 31),
        "2.14": date(2016, 12, 31),
        "2.16": date(2015, 5, 31),
        "5.3": date(2016, 10, 31),
        "7.6": date(2016, 11, 30),
    }
    assert complete_months(overdue["2.16"], TODAY) == 19


def days_walked() -> list[date]:
    """The end of each month of the story, and the days on which it turns."""
    ends = {month_end(FIRST_DAY + timedelta(days=29 * count)) for count in range(25)}
    return sorted({FIRST_DAY, *TURNING_DAYS, *(day for day in ends if day <= TODAY)})


def test_every_status_occurs_on_some_day_and_every_flag():
    statuses, flags = set(), set()
    for day in days_walked():
        for each in plan_on(day).standings:
            leaves = (each, *each.cells)
            statuses |= {leaf.status for leaf in leaves}
            flags |= {flag for leaf in leaves for flag in leaf.flags}
    assert statuses == set(STATUSES)
    assert flags == {flag.key for flag in FLAGS}


def test_totals_are_those_of_the_documents_on_every_day_walked():
    for day in days_walked():
        assert sum(counts(STRATEGY, day).values()) == 43
        assert sum(counts(PROFILE, day).values()) == (42 if day >= date(2016, 10, 26) else 0)
