"""Whether text looks as if it told who a child is: an NHS number, a pupil number, a date of birth beside a name.

It answers with kinds alone, never with the text. Check digits: NHS Data Dictionary (NHS number) and the Department for
Education's guide to unique pupil numbers.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

NHS_NUMBER = re.compile(r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.]\d|\d)")
PUPIL_NUMBER = re.compile(r"(?<!\w)[A-Z]\d{11}[\dA-Z](?!\w)", re.IGNORECASE)
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAY = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:[./-]| (?:of )?)(?P<month>\d{1,2}|[A-Za-z]{3,9})(?:[./-]| )"
    r"(?P<year>\d{4}|\d{2})(?!\d)"
)
BIRTH = re.compile(r"(?:\bborn\b|\bd\.?\s?o\.?\s?b\b\.?|\bdate of birth\b|\bbirthday\b)[^.;\n]{0,20}$", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+ (?:[^\W\d_a-z]\.? )?[^\W\d_a-z][\w'-]+[,:;(\s-]{1,3}$")
NEAR = 60
YEARS_OF_CHILDHOOD = range(3, 19)


def kinds(text: str, today: date) -> tuple[str, ...]:
    """What the text seems to hold: any of `nhs_number`, `pupil_number`, `date_of_birth`. `today` tells who is a child."""
    return tuple(kind for kind, found in LOOKS_LIKE.items() if found(text, today))


def _nhs_number(text, _today) -> bool:
    return any(_nhs_fits(re.sub(r"\D", "", match[0])) for match in NHS_NUMBER.finditer(text))


def _nhs_fits(digits: str) -> bool:
    """Modulus 11: the tenth digit checks the nine before it."""
    if len(set(digits)) == 1:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits[:9], strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def _pupil_number(text, _today) -> bool:
    return any(_pupil_fits(match[0].upper()) for match in PUPIL_NUMBER.finditer(text))


def _pupil_fits(number: str) -> bool:
    """The first letter checks the twelve characters after it; the last of a temporary number is a letter too."""
    values = [int(each) if each.isdecimal() else LETTERS.find(each) for each in number[1:]]
    total = sum(weight * value for weight, value in zip(range(2, 14), values, strict=True))
    return min(values) >= 0 and LETTERS[total % len(LETTERS)] == number[0]


def _date_of_birth(text, today) -> bool:
    return any(_beside(text[max(0, start - NEAR) : start], day, today) for start, day in _days(text))


def _beside(before: str, day: date, today: date) -> bool:
    """A day that is said to be of birth, or that follows a name and lies as long ago as a child's."""
    if BIRTH.search(before):
        return True
    return today.year - day.year in YEARS_OF_CHILDHOOD and NAME.search(before) is not None


def _days(text) -> Iterator[tuple[int, date]]:
    for match in DAY.finditer(text):
        month = match["month"][:3].lower()
        number = MONTHS.index(month) + 1 if month in MONTHS else match["month"]
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        with suppress(ValueError):
            yield match.start(), date(year, int(number), int(match["day"]))


LOOKS_LIKE = {"nhs_number": _nhs_number, "pupil_number": _pupil_number, "date_of_birth": _date_of_birth}
