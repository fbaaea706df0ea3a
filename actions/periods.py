"""Days, months, quarters and halves as values. A day means its end; days are London days (rules.md section 3)."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
LAST_OF_THE_MONTH = "last"


def london_day(moment: datetime) -> date:
    """The London day in which an aware moment falls."""
    return moment.astimezone(LONDON).date()


def london_moment(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """A London wall-clock time on that day, in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def month_end(day: date) -> date:
    """The last day of the month that holds `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_start(anchor: date, months: int) -> date:
    """The first day of the month that lies `months` after the anchor's month."""
    years, month = divmod(anchor.month - 1 + months, 12)
    return date(anchor.year + years, month + 1, 1)


def months_after(anchor: date, months: int) -> date:
    """The last day of the month that lies `months` after the anchor's month."""
    return month_end(month_start(anchor, months))


def complete_months(first: date, last: date) -> int:
    """Complete months from `first` to `last`; never below 0. From a month's last day to another's counts as whole."""
    if last <= first:
        return 0
    whole = (last.year - first.year) * 12 + last.month - first.month
    if last.day < first.day and last != month_end(last):
        whole -= 1
    return max(whole, 0)


@dataclass(frozen=True, order=True)
class Period:
    """A financial quarter or half: `first` and `last` days."""

    first: date
    MONTHS = 0
    LETTER = ""

    @classmethod
    def containing(cls, day: date):
        """The period of this kind in which a day falls."""
        into = (day.month - 4) % 12 % cls.MONTHS
        return cls(month_start(day, -into))

    @classmethod
    def parse(cls, label: str):
        """`2016-17-Q3` or `2016-17-H1`; ValueError otherwise."""
        year, _, rest = label.partition("-")
        number = int(rest[-1]) if rest[-1:].isdecimal() else 0
        if not (year.isdecimal() and len(year) == 4 and 1 <= number <= 12 // cls.MONTHS):
            raise ValueError(label)
        period = cls(month_start(date(int(year), 4, 1), cls.MONTHS * (number - 1)))
        if period.label != label:
            raise ValueError(label)
        return period

    @property
    def last(self) -> date:
        return months_after(self.first, self.MONTHS - 1)

    @property
    def year_starts(self) -> int:
        return self.first.year - (self.first.month < 4)

    @property
    def ordinal(self) -> int:
        return (self.first.month - 4) % 12 // self.MONTHS + 1

    @property
    def label(self) -> str:
        return f"{self.year_starts}-{(self.year_starts + 1) % 100:02d}-{self.LETTER}{self.ordinal}"

    def shifted(self, count: int):
        return type(self)(month_start(self.first, self.MONTHS * count))

    @property
    def following(self):
        return self.shifted(1)

    @property
    def previous(self):
        return self.shifted(-1)


class Quarter(Period):
    """Q1 April to June ... Q4 January to March."""

    MONTHS = 3
    LETTER = "Q"


class Half(Period):
    """H1 April to September, H2 October to March."""

    MONTHS = 6
    LETTER = "H"


def update_day(period: Period, on: str = LAST_OF_THE_MONTH) -> date:
    """The day until which a quarter stays open: of the month after it the day `on`, its last day unless the board set
    another (actions/settings)."""
    last = months_after(period.last, 1)
    return last if on == LAST_OF_THE_MONTH else last.replace(day=int(on))


def latest_closed_quarter(day: date, closes: Callable[[Quarter], date] = update_day) -> Quarter:
    """The latest quarter whose update day has passed on `day`. `closes`: a quarter's update day."""
    quarter = Quarter.containing(day).previous
    return quarter if closes(quarter) < day else quarter.previous


def open_quarters(day: date, closes: Callable[[Quarter], date] = update_day) -> tuple[Quarter, ...]:
    """The quarters for which an update is welcome on `day`: those whose update day has not passed, earliest first."""
    first = latest_closed_quarter(day, closes).following
    return (first,) if first.last >= day else (first, first.following)


def due_days(first: date, every: int, until: date) -> list[date]:
    """The days on which a duty's submissions fall due, from its first, up to and including the first after `until`."""
    days = [first]
    while days[-1] <= until:
        days.append(months_after(first, every * len(days)))
    return days


def reported_period(due: date, every: int) -> tuple[date, date]:
    """First and last day of the months on which the submission due that day reports: those that end before its month."""
    last = due.replace(day=1) - timedelta(days=1)
    return month_start(last, 1 - every), last
