"""Whether text looks as if it told who a child is: an NHS number, a pupil number, a date of birth beside a name.

It answers with kinds alone, never with the text. Check digits: NHS Data Dictionary (NHS number) and the Department for
Education's guide to unique pupil numbers.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import chain

NHS_NUMBER = re.compile(r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.]\d|\d)")
PUPIL_NUMBER = re.compile(r"(?<!\w)[A-Z]\d{11}[\dA-Z](?!\w)", re.IGNORECASE)
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAY = re.compile(
    r"(?<![\d-])(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:[./-]| (?:of )?)(?P<month>\d{1,2}|[A-Za-z]{3,9})(?:[./-]| )"
    r"(?P<year>\d{4}|\d{2})(?!\d)"
)
ISO_DAY = re.compile(r"(?<![\d-])(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d-])")
BIRTH = re.compile(r"(?:\bborn\b|\bd\.?\s?o\.?\s?b\b\.?|\bdate of birth\b|\bbirthday\b)[^.;\n]{0,20}$", re.IGNORECASE)
NAME = r"[^\W\d_a-z][^\W\d_]+ (?:[^\W\d_a-z]\.? )?[^\W\d_a-z][\w'-]+"
NAME_BEFORE = re.compile(rf"(?P<name>{NAME})[,:;(\s-]{{1,3}}$")
NAME_AFTER = re.compile(rf"[,:;)\s-]{{1,3}}(?P<name>{NAME})")
# Words of a body, a paper or a place: two capital letters beside a day that are no person's name.
NO_NAMES = frozenset(
    "act action agency authority board borough case cell centre chair children committee conference council county court "
    "deputy director district document executive force forum group guidance guide health hospital house inspection "
    "inspector inspectorate item lead letter local manager meeting minute minutes national officer panel partnership plan "
    "police policy priority probation profile programme project protocol quarter recommendation report review safeguarding "
    "school section service services social strategy sub team the this trust unit university version voluntary week "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
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
    return any(_beside(text, start, end, day, today) for start, end, day in _days(text))


def _beside(text: str, start: int, end: int, day: date, today: date) -> bool:
    """A day that is said to be of birth, or that stands beside a name and lies as long ago as a child's."""
    before = text[max(0, start - NEAR) : start]
    if BIRTH.search(before):
        return True
    if today.year - day.year not in YEARS_OF_CHILDHOOD:
        return False
    return _is_name(NAME_BEFORE.search(before)) or _is_name(NAME_AFTER.match(text, end, end + NEAR))


def _is_name(found: re.Match | None) -> bool:
    return found is not None and NO_NAMES.isdisjoint(re.findall(r"[\w'-]+", found["name"].lower()))


def _days(text) -> Iterator[tuple[int, int, date]]:
    """Each day written in the text, with where it begins and ends."""
    for match in chain(DAY.finditer(text), ISO_DAY.finditer(text)):
        month = match["month"][:3].lower()
        number = MONTHS.index(month) + 1 if month in MONTHS else match["month"]
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        with suppress(ValueError):
            yield match.start(), match.end(), date(year, int(number), int(match["day"]))


LOOKS_LIKE = {"nhs_number": _nhs_number, "pupil_number": _pupil_number, "date_of_birth": _date_of_birth}
