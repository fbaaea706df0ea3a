"""docs/security.md: what it names exists, and every requirement of ASVS 5.0.0 at levels 1 and 2 has its verdict, once."""

import re
from collections import Counter

import pytest
from places import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(
    set(re.findall(r"`((?:tests|docs|actions|tracker)/[\w./-]+|requirements\.txt|package-lock\.json)`", PAGE))
)
VERDICTS = ("holds", "in part", "no", "is not here")
ROW = re.compile(r"^\| ((?:\d+\.\d+\.\d+(?:, )?)+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
# The requirements of levels 1 and 2 in each section, as version 5.0.0 of the standard numbers them.
REQUIRED = {
    "1.1": range(1, 3),
    "1.2": range(1, 10),
    "1.3": range(1, 12),
    "1.4": range(1, 4),
    "1.5": range(1, 3),
    "2.1": range(1, 4),
    "2.2": range(1, 4),
    "2.3": range(1, 5),
    "2.4": range(1, 2),
    "3.2": range(1, 3),
    "3.3": range(1, 5),
    "3.4": range(1, 7),
    "3.5": range(1, 6),
    "3.7": range(1, 3),
    "4.1": range(1, 4),
    "4.2": range(1, 2),
    "4.3": range(1, 3),
    "4.4": range(1, 5),
    "5.1": range(1, 2),
    "5.2": range(1, 4),
    "5.3": range(1, 3),
    "5.4": range(1, 4),
    "6.1": range(1, 4),
    "6.2": range(1, 13),
    "6.3": range(1, 5),
    "6.4": range(1, 5),
    "6.5": range(1, 6),
    "6.6": range(1, 4),
    "6.8": range(1, 5),
    "7.1": range(1, 4),
    "7.2": range(1, 5),
    "7.3": range(1, 3),
    "7.4": range(1, 6),
    "7.5": range(1, 3),
    "7.6": range(1, 3),
    "8.1": range(1, 3),
    "8.2": range(1, 4),
    "8.3": range(1, 2),
    "8.4": range(1, 2),
    "9.1": range(1, 4),
    "9.2": range(1, 5),
    "10.1": range(1, 3),
    "10.2": range(1, 3),
    "10.3": range(1, 5),
    "10.4": range(1, 12),
    "10.5": range(1, 6),
    "10.6": range(1, 3),
    "10.7": range(1, 4),
    "11.1": range(1, 3),
    "11.2": range(1, 4),
    "11.3": range(1, 4),
    "11.4": range(1, 5),
    "11.5": range(1, 2),
    "11.6": range(1, 2),
    "12.1": range(1, 4),
    "12.2": range(1, 3),
    "12.3": range(1, 5),
    "13.1": range(1, 2),
    "13.2": range(1, 6),
    "13.3": range(1, 3),
    "13.4": range(1, 6),
    "14.1": range(1, 3),
    "14.2": range(1, 5),
    "14.3": range(1, 4),
    "15.1": range(1, 4),
    "15.2": range(1, 4),
    "15.3": range(1, 8),
    "16.1": range(1, 2),
    "16.2": range(1, 6),
    "16.3": range(1, 5),
    "16.4": range(1, 4),
    "16.5": range(1, 4),
    "17.1": range(1, 2),
    "17.2": range(1, 5),
    "17.3": range(1, 3),
}


def expected() -> set[str]:
    return {f"{section}.{number}" for section, numbers in REQUIRED.items() for number in numbers}


def given() -> Counter:
    return Counter(number for numbers, _, _ in ROW.findall(PAGE) for number in numbers.split(", "))


@pytest.mark.parametrize("path", NAMED)
def test_what_the_page_names_exists(path):
    assert (ROOT / path).is_file()


def test_it_names_tests_enough_to_be_worth_reading():
    assert sum(path.startswith("tests/") for path in NAMED) > 40


def test_every_requirement_of_the_two_levels_has_one_verdict_and_no_other_number_stands_there():
    assert len(expected()) == 253
    assert {number for number, times in given().items() if times > 1} == set()
    assert set(given()) == expected()


def test_a_verdict_is_one_of_four_and_says_why():
    rows = ROW.findall(PAGE)
    assert {verdict for _, verdict, _ in rows} == set(VERDICTS)
    assert all(why.strip() for _, _, why in rows)


def test_what_does_not_hold_is_said():
    assert "no penetration test" in PAGE
    assert [verdict for _, verdict, _ in ROW.findall(PAGE)].count("no") >= 1
