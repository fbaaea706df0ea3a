"""What looks as if it told who a child is. The numbers are made up; their check digits are right where they must be."""

from datetime import date

import pytest

from actions.identifiers import LETTERS, kinds

TODAY = date(2017, 1, 16)


def upn(twelve: str) -> str:
    """A pupil number with the check letter that its digits call for."""
    values = [int(each) if each.isdecimal() else LETTERS.index(each) for each in twelve]
    return LETTERS[sum(weight * value for weight, value in enumerate(values, 2)) % 23] + twelve


TABLE = [
    # Nothing there
    ("", ()),
    ("Every return interview was held within 72 hours.", ()),
    # An NHS number: ten digits whose last checks the others, spaced or not
    ("See 943 476 5919 for the rest", ("nhs_number",)),
    ("9434765919", ("nhs_number",)),
    ("943-476-5919.", ("nhs_number",)),
    ("943 476 5918", ()),
    ("9434765919123", ()),
    ("01604 123 4567", ()),
    ("0000000000", ()),
    ("1,234,567 visits; 2016-17", ()),
    # A unique pupil number: a letter that checks eleven digits and a last character
    (f"Pupil {upn('820001234567')}", ("pupil_number",)),
    (upn("82000123456A").lower(), ("pupil_number",)),
    (("A" if upn("820001234567")[0] != "A" else "B") + "820001234567", ()),
    # A date of birth: said to be one, or beside a name and as long ago as a child's
    ("born on 3 March 2004", ("date_of_birth",)),
    ("DOB: 03/03/2004", ("date_of_birth",)),
    ("d.o.b. 3.3.04", ("date_of_birth",)),
    ("Jo Bloggs (03/03/2004) was seen", ("date_of_birth",)),
    ("Łucja Żak, 3rd March 2004", ("date_of_birth",)),
    ("Jo Bloggs 2003-04-03", ("date_of_birth",)),
    ("Jo Bloggs, 2003/4/3", ("date_of_birth",)),
    ("born 2003-04-03", ("date_of_birth",)),
    ("3 April 2003, Jo Bloggs", ("date_of_birth",)),
    ("(03/04/2003) Łucja Żak was seen", ("date_of_birth",)),
    ("2003-04-03: Jo B Bloggs", ("date_of_birth",)),
    # Days of meetings, minutes and papers, however long ago
    ("Sub Group 3 April 2016", ()),
    ("Sub Group 3 April 2006", ()),
    ("Sub Group, 2006-04-03", ()),
    ("3 April 2006 Sub Group", ()),
    ("2006-04-03, Northamptonshire Police", ()),
    ("On 3 April 2006 Kettering Borough Council agreed.", ()),
    ("Action Plan 3 April 2006", ()),
    ("3 April 2006. Jo Bloggs was not there.", ()),
    ("2003-04-31 Jo Bloggs", ()),
    ("Jo Bloggs read 2003-04-03-17", ()),
    ("Jo Bloggs saw the profile of 2016-17-18", ()),
    ("Sub Group, 12 January 2016", ()),
    ("NSCB, 24 March 2016, minute 8", ()),
    ("The protocol of 3 March 2004 was read.", ()),
    ("Jo Bloggs (31/02/2004)", ()),
    # Several at once
    ("Jo Bloggs, 3 March 2004, 943 476 5919", ("nhs_number", "date_of_birth")),
]


@pytest.mark.parametrize(("text", "found"), TABLE)
def test_what_text_looks_like(text, found):
    assert kinds(text, TODAY) == found


def test_a_wrong_digit_anywhere_is_no_nhs_number():
    right = "9434765919"
    changed = [right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :] for place in range(10)]
    assert [number for number in changed if kinds(number, TODAY)] == []


def test_long_text_is_read_in_a_moment():
    assert kinds("Aa Bb " * 200_000 + "1 2 3 4 5 6 7 8 9 0 " * 50_000, TODAY) == ()
    assert kinds("2006-04-03 Sub Group " * 50_000, TODAY) == ()
