"""How people write when something is due, and what is read from it."""

from datetime import date

import pytest

from seeds.spreadsheet.dates import Period, read_due, said

PLAN = Period(date(2015, 2, 1), date(2016, 3, 31))
APRIL, MAY = date(2015, 4, 30), date(2015, 5, 31)
FIFTEENTH = date(2015, 4, 15)

CERTAIN = {
    "Apr-15": APRIL,
    "Apr -15": APRIL,
    "apr 15": APRIL,
    "Apr '15": APRIL,
    "Apr.15": APRIL,
    "APRIL 2015": APRIL,
    "April, 2015": APRIL,
    "by end of April 2015": APRIL,
    "By the end of Apr 2015.": APRIL,
    "Sept 15": date(2015, 9, 30),
    "04/2015": APRIL,
    "2015-04": APRIL,
    "30/04/2015": APRIL,
    "15/04/2015": FIFTEENTH,
    "15.4.15": FIFTEENTH,
    "15-04-2015": FIFTEENTH,
    "2015-04-15": FIFTEENTH,
    "15th April 2015": FIFTEENTH,
    "15 Apr 15": FIFTEENTH,
    "15-Apr-15": FIFTEENTH,
    "April 15, 2015": FIFTEENTH,
    "Feb-16": date(2016, 2, 29),
    "tbc": None,
    "TBC": None,
    "T.B.C.": None,
    "to be confirmed": None,
    "Date to be set": None,
}
DOUBTFUL = {
    "": (None, "No date stands here"),
    "-": (None, "No date stands here"),
    "n/a": (None, "No date stands here"),
    "ongoing": (None, "goes on without a last day"),
    "On-going": (None, "goes on without a last day"),
    "Quarterly": (None, "goes on without a last day"),
    "April": (APRIL, "No year"),
    "15 April": (APRIL, "may have been typed as Apr-15"),
    "15-Apr": (APRIL, "may have been typed as Apr-15"),
    "30 April": (APRIL, "No year"),
    "Apr-15 (revised May-15)": (APRIL, "More stands here than one date"),
    "Apr 15 - May 15": (APRIL, "More stands here than one date"),
    "April 2015 or sooner": (APRIL, "More stands here than one date"),
    "Q1": (date(2015, 6, 30), "A quarter"),
    "Q4 2015/16": (date(2016, 3, 31), "A quarter"),
    "04/15/2015": (FIFTEENTH, "as in the United States"),
    "31/04/2015": (None, "no such day"),
    "13/2015": (None, "no such day"),
    "soon": (None, "cannot be read"),
    "Foo-15": (None, "cannot be read"),
    "2nd meeting": (None, "cannot be read"),
}


def excel(day, shown):
    return {"day": day, "shown": shown}


EXCEL = [
    (excel("2015-04-01", "mmm-yy"), APRIL, ""),
    (excel("2015-04-30", "dd/mm/yyyy"), APRIL, ""),
    (excel("2015-04-15", "mm-dd-yy"), FIFTEENTH, ""),
    (excel("2015-04-15", "General"), FIFTEENTH, ""),
    (excel("2015-04-01", '[$-809]mmmm" day "yyyy'), APRIL, ""),
    (excel("2026-04-15", "d-mmm"), APRIL, "may have been typed as Apr-15"),
    (excel("2014-04-30", "d-mmm"), APRIL, "shows no year"),
    (excel("1915-04-15", "dd/mm/yyyy"), None, "the year 1915"),
    (42109, FIFTEENTH, "A number stands here"),
    (2015, None, "not a date"),
    (4.15, None, "not a date"),
]


@pytest.mark.parametrize(("written", "day"), CERTAIN.items())
def test_what_is_certain(written, day):
    assert read_due(written, PLAN) == (day, "")


@pytest.mark.parametrize(("written", "read"), DOUBTFUL.items())
def test_what_is_doubtful_says_why(written, read):
    day, why = read_due(written, PLAN)
    assert day == read[0]
    assert read[1] in why


@pytest.mark.parametrize(("cell", "day", "why"), EXCEL)
def test_days_that_excel_keeps_are_read_as_it_shows_them(cell, day, why):
    found = read_due(cell, PLAN)
    assert found.day == day
    assert why in found.why if why else found.why == ""


@pytest.mark.parametrize("day", [None, APRIL, FIFTEENTH, date(2016, 2, 29), date(2016, 2, 28), MAY])
def test_a_date_as_it_is_offered_is_read_again_as_the_same(day):
    assert read_due(said(day), PLAN) == (day, "")


@pytest.mark.parametrize(
    "written", ["99/99/9999", "0/0/00", "00/2015", "٣/٤/٢٠١٥", "²/4/2015", "Apr-99999", "q5", "1" * 400, "0 April 2015"]
)
def test_nothing_that_is_written_fails(written):
    assert read_due(written, PLAN).why
