"""Due dates as people write them. A month means its last day; what can be read in more than one way says why."""

import re
from calendar import month_name, monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Due(NamedTuple):
    """A date, or None for none yet; `why` it is doubtful, "" if it is certain."""

    day: date | None
    why: str = ""


class Period(NamedTuple):
    """From which day to which day the dates of the plan may be expected."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


NO_DATE_YET = frozenset(
    ("tbc", "tba", "tbd", "no date", "no date yet", "not set", "to be set", "date to be set")
    + ("to be confirmed", "to be agreed", "to be decided")
)
NOTHING = frozenset(("", "-", "–", "—", "n/a", "na", "none", "?"))
NO_END = re.compile(r"on-?\s?going|continu|rolling|annual|monthly|quarterly|regular|each |every ")
BEFORE = re.compile(r"^(?:due\s+)?(?:by\s+)?(?:the\s+)?(?:end\s+(?:of\s+)?)?")
MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
EXCEL_BEGINS = date(1899, 12, 30)
SERIALS = range(36_526, 73_051)  # the years 2000 to 2099
YEARS = range(2000, 2100)
GAP = r"[\s./,'’–-]*"
MONTH = r"(?P<month>[a-z]{3,9})\.?"
YEAR = r"(?P<year>20\d\d|\d\d)"
CERTAIN = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[ t]00:00(?::00)?)?",
        r"(?P<day>\d{1,2})\s*[./-]\s*(?P<month>\d{1,2})\s*[./-]\s*" + YEAR,
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?" + GAP + r"(?:of\s+)?" + MONTH + GAP + YEAR,
        MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>20\d\d)",
        MONTH + GAP + YEAR,
        r"(?P<month>\d{1,2})\s*[./-]\s*(?P<year>20\d\d)",
        r"(?P<year>20\d\d)\s*[./-]\s*(?P<month>\d{1,2})",
    )
)
AMONG_WORDS = re.compile(r"(?<![a-z\d])(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?" + MONTH + GAP + YEAR + r"(?!\d)")
DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?" + GAP + MONTH)
QUARTER = re.compile(r"q(?:uarter\s*|tr\s*)?(?P<quarter>[1-4])\D*(?P<year>20\d\d)?.*")
CANNOT = "This cannot be read as a date."


def read_due(cell, period: Period) -> Due:
    """What a cell says of when something is due."""
    if isinstance(cell, dict):
        return _of_excel(date.fromisoformat(cell["day"]), cell["shown"].lower(), period)
    if isinstance(cell, int | float):
        return _of_number(cell)
    return _of_words(" ".join((cell or "").lower().split()).rstrip(" .;,"), period)


def said(day: date | None) -> str:
    """A date as a person would write it; read again it is the same."""
    if day is None:
        return "tbc"
    month = f"{month_name[day.month]} {day.year}"
    return month if day == end_of(day.year, day.month) else f"{day.day} {month}"


def end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _of_excel(day, shown, period) -> Due:
    """Excel keeps a whole day whatever it shows of it: "Apr-15" may be 1 April 2015, or 15 April of the year of typing."""
    if day.year not in YEARS:
        return Due(None, f"Excel holds the year {day.year} here.")
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", shown)
    if "d" not in letters and "y" in letters:
        return Due(end_of(day.year, day.month))
    if "d" in letters and "y" not in letters:
        return _without_year(day.day, day.month, period, f"Excel holds {said_in_full(day)}, and shows no year.")
    return Due(day)


def said_in_full(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def _of_number(number) -> Due:
    if number in SERIALS:
        day = EXCEL_BEGINS + timedelta(days=int(number))
        return Due(day, f"A number stands here, which Excel would show as the day {said_in_full(day)}.")
    return Due(None, "A number stands here, not a date.")


def _of_words(text, period) -> Due:
    if text.replace(".", "") in NO_DATE_YET:
        return Due(None)
    if text in NOTHING:
        return Due(None, "No date stands here.")
    text = BEFORE.sub("", text)
    for pattern in CERTAIN:
        found = pattern.fullmatch(text)
        if found:
            return _of_parts(**found.groupdict())
    return _doubtful(text, period)


def _of_parts(year, month, day=None) -> Due:
    number, year = _month(month), int(year) % 100 + 2000
    if number is None:
        return Due(None, CANNOT)
    if number > 12 and int(day or 0) in range(1, 13):
        return _swapped(year, int(day), number)
    try:
        return Due(date(year, number, int(day)) if day else end_of(year, number))
    except ValueError:
        return Due(None, "There is no such day.")


def _swapped(year, month, day) -> Due:
    try:
        return Due(date(year, month, day), "The month stands before the day here, as in the United States.")
    except ValueError:
        return Due(None, "There is no such day.")


def _month(typed: str) -> int | None:
    """04, apr, sept, april; None for other words."""
    if typed.isdecimal():
        return int(typed) or None
    return next((number for name, number in MONTHS.items() if name.startswith(typed)), None)


def _doubtful(text, period) -> Due:
    found = [_of_parts(**each.groupdict()).day for each in AMONG_WORDS.finditer(text)]
    found = [day for day in found if day]
    if found:
        return Due(found[0], "More stands here than one date.")
    found = DAY_AND_MONTH.fullmatch(text)
    if found and _month(found["month"]):
        return _without_year(int(found["day"]), _month(found["month"]), period, "No year stands here.")
    if len(text) >= 3 and text.isalpha() and _month(text):
        return Due(_in_period(_month(text), period), "No year stands here.")
    found = QUARTER.fullmatch(text)
    if found:
        return _of_quarter(int(found["quarter"]), found["year"], period)
    return Due(None, "This goes on without a last day." if NO_END.search(text) else CANNOT)


def _without_year(day, month, period, why) -> Due:
    """15-Apr was often typed as Apr-15, April 2015; or it is the 15th of an April that the plan runs through."""
    year = 2000 + day
    if period.first.year <= year <= period.last.year and period.holds(end_of(year, month)):
        return Due(end_of(year, month), f"{why} It may have been typed as {month_name[month][:3]}-{day}.")
    end = _in_period(month, period)
    fits = end is not None and 1 <= day <= end.day
    return Due(end.replace(day=day) if fits else None, why)


def _in_period(month, period) -> date | None:
    """The end of that month in the first year of the plan in which it lies within the plan."""
    ends = (end_of(year, month) for year in range(period.first.year, period.last.year + 1))
    return next((end for end in ends if period.holds(end)), None)


def _of_quarter(quarter, year, period) -> Due:
    """Quarters are financial: Q1 is April to June, Q4 January to March of the next year."""
    month = quarter * 3 + 3 if quarter < 4 else 3
    day = end_of(int(year) + (quarter == 4), month) if year else _in_period(month, period)
    return Due(day, "A quarter stands here; it is read as its last day.")
