"""Days, months, quarters and halves (rules.md section 3). A day means its end; days are London days."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from actions.periods import (
    Half,
    Quarter,
    complete_months,
    due_days,
    latest_closed_quarter,
    london_day,
    london_moment,
    month_end,
    months_after,
    open_quarters,
    reported_period,
    update_day,
)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))

QUARTERS = [
    # a day              its quarter    first             last
    (date(2015, 4, 1), "2015-16-Q1", date(2015, 4, 1), date(2015, 6, 30)),
    (date(2015, 6, 30), "2015-16-Q1", date(2015, 4, 1), date(2015, 6, 30)),
    (date(2015, 9, 30), "2015-16-Q2", date(2015, 7, 1), date(2015, 9, 30)),
    (date(2015, 12, 31), "2015-16-Q3", date(2015, 10, 1), date(2015, 12, 31)),
    (date(2016, 1, 1), "2015-16-Q4", date(2016, 1, 1), date(2016, 3, 31)),
    (date(2015, 3, 31), "2014-15-Q4", date(2015, 1, 1), date(2015, 3, 31)),
    (date(2000, 2, 29), "1999-00-Q4", date(2000, 1, 1), date(2000, 3, 31)),
]


@pytest.mark.parametrize(("day", "label", "first", "last"), QUARTERS)
def test_quarters_are_financial(day, label, first, last):
    quarter = Quarter.containing(day)
    assert (quarter.label, quarter.first, quarter.last) == (label, first, last)


@pytest.mark.parametrize(
    ("day", "label", "first", "last"),
    [
        (date(2015, 4, 1), "2015-16-H1", date(2015, 4, 1), date(2015, 9, 30)),
        (date(2015, 9, 30), "2015-16-H1", date(2015, 4, 1), date(2015, 9, 30)),
        (date(2015, 10, 1), "2015-16-H2", date(2015, 10, 1), date(2016, 3, 31)),
        (date(2016, 2, 29), "2015-16-H2", date(2015, 10, 1), date(2016, 3, 31)),
    ],
)
def test_halves_begin_in_april_and_october(day, label, first, last):
    half = Half.containing(day)
    assert (half.label, half.first, half.last) == (label, first, last)


@given(days)
def test_a_label_names_its_period_and_no_other(day):
    for kind in (Quarter, Half):
        period = kind.containing(day)
        assert period.first <= day <= period.last
        assert kind.parse(period.label) == period
        assert period.following.first == period.last + timedelta(days=1)
        assert period.following.previous == period


@pytest.mark.parametrize(
    "label",
    [
        "",
        "2016",
        "2016-17",
        "2016-17-Q0",
        "2016-17-Q5",
        "2016-18-Q1",
        "2016-17-H1",
        "16-17-Q1",
        "2016-17-Q33",
        "2016-17-Q٣",
    ],
)
def test_what_is_no_quarter_is_refused(label):
    with pytest.raises(ValueError, match=f"^{re.escape(label)}$"):
        Quarter.parse(label)


# The update day


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("2014-15-Q4", date(2015, 4, 30)),
        ("2015-16-Q1", date(2015, 7, 31)),
        ("2015-16-Q2", date(2015, 10, 31)),
        ("2015-16-Q3", date(2016, 1, 31)),
    ],
)
def test_a_quarters_update_day_is_the_last_day_of_the_month_after_it(label, day):
    assert update_day(Quarter.parse(label)) == day


OPEN_QUARTERS = [
    # on this day         an update is welcome for
    (date(2015, 3, 31), ["2014-15-Q4"]),  # on its last day a quarter is complete, the next has not begun
    (date(2015, 4, 1), ["2014-15-Q4", "2015-16-Q1"]),  # the one before stays open
    (date(2015, 4, 30), ["2014-15-Q4", "2015-16-Q1"]),  # until its update day, which means that day's end
    (date(2015, 5, 1), ["2015-16-Q1"]),  # and closes the day after
    (date(2015, 7, 31), ["2015-16-Q1", "2015-16-Q2"]),
    (date(2015, 8, 1), ["2015-16-Q2"]),
]


@pytest.mark.parametrize(("day", "labels"), OPEN_QUARTERS)
def test_a_quarter_stays_open_until_its_update_day(day, labels):
    assert [quarter.label for quarter in open_quarters(day)] == labels


@given(days)
def test_quarters_close_one_after_another_and_never_open_again(day):
    closed, following = latest_closed_quarter(day), latest_closed_quarter(day + timedelta(days=1))
    assert update_day(closed) < day <= update_day(closed.following)
    assert following in (closed, closed.following)
    assert open_quarters(day)[0] == closed.following
    assert Quarter.containing(day) in open_quarters(day)


# Months


@pytest.mark.parametrize(
    ("anchor", "months", "expected"),
    [
        (date(2015, 5, 31), 1, date(2015, 6, 30)),  # from a month of 31 days to one of 30
        (date(2015, 6, 30), 1, date(2015, 7, 31)),  # and back to the last day, not the thirtieth
        (date(2015, 11, 30), 3, date(2016, 2, 29)),  # a leap year
        (date(2016, 11, 30), 3, date(2017, 2, 28)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(2015, 2, 28), 12, date(2016, 2, 29)),
    ],
)
def test_months_go_from_last_day_to_last_day(anchor, months, expected):
    assert months_after(anchor, months) == expected


MONTHS_LATE = [
    # due               today             complete months
    (date(2015, 4, 30), date(2015, 4, 30), 0),  # not late on the day itself
    (date(2015, 4, 30), date(2015, 5, 29), 0),  # under one month
    (date(2015, 4, 30), date(2015, 5, 30), 1),
    (date(2015, 4, 30), date(2015, 6, 29), 1),  # complete months only
    (date(2015, 4, 30), date(2016, 4, 30), 12),
    (date(2015, 1, 31), date(2015, 2, 28), 1),  # last day to last day is a month
    (date(2016, 1, 31), date(2016, 2, 28), 0),  # but the 28th is not the last day of a leap February
    (date(2016, 2, 29), date(2016, 3, 28), 0),
    (date(2016, 2, 29), date(2016, 3, 29), 1),
    (date(2015, 5, 1), date(2015, 4, 1), 0),  # never below nothing
]


@pytest.mark.parametrize(("due", "today", "months"), MONTHS_LATE)
def test_months_late_are_complete_months(due, today, months):
    assert complete_months(due, today) == months


@given(days, st.integers(min_value=0, max_value=2000))
def test_complete_months_are_as_many_as_fit(first, later):
    last = first + timedelta(days=later)
    months = complete_months(first, last)
    assert first + relativedelta(months=months) <= last < first + relativedelta(months=months + 1)


# A duty's submissions


@pytest.mark.parametrize(
    ("first", "every", "until", "expected"),
    [
        # monthly, through a leap February
        (date(2015, 12, 31), 1, date(2016, 2, 28), ["2015-12-31", "2016-01-31", "2016-02-29"]),
        # on the day itself the next one is still to be listed
        (date(2015, 7, 31), 3, date(2015, 10, 31), ["2015-07-31", "2015-10-31", "2016-01-31"]),
        # before the first: the first alone
        (date(2015, 10, 31), 6, date(2015, 3, 1), ["2015-10-31"]),
        (date(2016, 2, 29), 12, date(2017, 1, 1), ["2016-02-29", "2017-02-28"]),
    ],
)
def test_submissions_fall_due_on_last_days_up_to_the_first_to_come(first, every, until, expected):
    assert [day.isoformat() for day in due_days(first, every, until)] == expected


@given(days.map(month_end), st.sampled_from((1, 3, 6, 12)), st.integers(0, 2000))
def test_due_days_are_last_days_of_months_that_many_apart(first, every, later):
    found = due_days(first, every, first + timedelta(days=later))
    months = [day.year * 12 + day.month for day in found]
    assert all(day == month_end(day) for day in found)
    assert all(after - before == every for before, after in zip(months, months[1:], strict=False))
    assert found[-1] > first + timedelta(days=later)


@pytest.mark.parametrize(
    ("due", "every", "first", "last"),
    [
        (date(2015, 7, 31), 3, date(2015, 4, 1), date(2015, 6, 30)),  # due Jul-15: reports on April to June
        (date(2015, 5, 31), 1, date(2015, 4, 1), date(2015, 4, 30)),
        (date(2015, 10, 31), 6, date(2015, 4, 1), date(2015, 9, 30)),
        (date(2016, 3, 31), 1, date(2016, 2, 1), date(2016, 2, 29)),
        (date(2016, 5, 31), 12, date(2015, 5, 1), date(2016, 4, 30)),
    ],
)
def test_a_submission_reports_on_the_months_before_its_due_month(due, every, first, last):
    assert reported_period(due, every) == (first, last)


# London


LONDON_DAYS = [
    # UTC                                     the London day
    (datetime(2016, 3, 26, 23, 59, tzinfo=UTC), date(2016, 3, 26)),  # winter: London is UTC
    (datetime(2016, 3, 27, 0, 59, tzinfo=UTC), date(2016, 3, 27)),  # the clocks go forward at 01:00
    (datetime(2016, 3, 27, 22, 59, tzinfo=UTC), date(2016, 3, 27)),
    (datetime(2016, 3, 27, 23, 0, tzinfo=UTC), date(2016, 3, 28)),  # summer: an hour later
    (datetime(2016, 10, 29, 23, 0, tzinfo=UTC), date(2016, 10, 30)),  # the last summer midnight
    (datetime(2016, 10, 30, 23, 0, tzinfo=UTC), date(2016, 10, 30)),  # and winter again
]


@pytest.mark.parametrize(("moment", "day"), LONDON_DAYS)
def test_a_moment_falls_in_a_london_day(moment, day):
    assert london_day(moment) == day


@given(days, st.integers(min_value=3, max_value=23), st.integers(min_value=0, max_value=59))
def test_a_london_hour_falls_on_its_own_day(day, hour, minute):
    assert london_day(london_moment(day, hour, minute)) == day
