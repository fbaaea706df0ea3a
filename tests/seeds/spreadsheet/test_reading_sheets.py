"""A sheet read as a plan: what is certain is read, what is doubtful is listed with its row, and answers settle it."""

import random
from datetime import date

import pytest

from seeds.spreadsheet.columns import Match, guess
from seeds.spreadsheet.dates import Period
from seeds.spreadsheet.reading import read

PLAN = Period(date(2015, 2, 1), date(2016, 3, 31))
AGENCIES = {"police": ("Northamptonshire Police",), "ncc": ("Northamptonshire County Council", "NCC")}
HEADINGS = ["No.", "Action", "Lead", "By when", "RAG"]
MATCH = Match(1, {"number": 0, "action": 1, "owner": 2, "due": 3, "status": 4})
ALL_SURE = ("police", "Apr-15", "G")


def sheet(*rows, match=MATCH, answers=()):
    return read([HEADINGS, *rows], match, PLAN, AGENCIES, dict(answers))


def line(number, text="Do it", owner="Police", due="Apr-15", status="G"):
    return [number, text, owner, due, status]


def numbered(*numbers):
    """A sheet of priority 2 with these numbers."""
    return sheet(["Priority 2: Prevention"], *(line(number, owner="police") for number in numbers))


def kinds(found):
    return [(each.row, each.kind) for each in found.doubts]


# What is certain


def test_a_tidy_sheet_leaves_no_doubt():
    found = sheet(
        ["Priority 1: Prevention"], ["1.1", "Write it", "NCC", "Apr-15", "Complete"], ["1.2", "Read it", *ALL_SURE]
    )
    assert found.doubts == []
    assert found.priorities == {1: ("Prevention", "Priority 1: Prevention")}
    told = [(each.row, each.number, each.text, each.priority, each.owner, each.status) for each in found.actions]
    assert told == [(3, "1.1", "Write it", 1, "ncc", "complete"), (4, "1.2", "Read it", 1, "police", "green")]


def test_empty_rows_and_rows_above_the_headings_are_passed_over():
    rows = [["Plan of the board"], [], HEADINGS, ["1: One"], [None, "", " "], line("1.1", owner="police")]
    found = read(rows, Match(3, MATCH.columns), PLAN, AGENCIES, {})
    assert [each.row for each in found.actions] == [6]
    assert found.doubts == []


def test_headings_that_are_repeated_on_the_next_page_are_passed_over():
    found = sheet(["Priority 1: One"], line("1.1", owner="police"), HEADINGS, line("1.2", owner="police"))
    assert [each.number for each in found.actions] == ["1.1", "1.2"]


# Numbers

NUMBERS = [
    (["2.1", "2.2"], ["2.1", "2.2"], []),
    ([2.1, 2.2], ["2.1", "2.2"], []),
    (["2.9", "2.10", "2.11"], ["2.9", "2.10", "2.11"], []),
    (["2.9", 2.1, 2.11], ["2.9", "2.10", "2.11"], [4]),
    ([*(f"2.{n}" for n in range(1, 10)), 2.1], [f"2.{n}" for n in range(1, 11)], [12]),
    (["2.18", "2.19", 2.2], ["2.18", "2.19", "2.20"], [5]),
    (["2.14", "2.16"], ["2.14", "2.16"], []),
    (["2.4", "2.4"], ["2.4", "2.5"], [4]),
    (["2.4", ""], ["2.4", "2.5"], [4]),
    (["", "2.2"], ["2.1", "2.2"], [3]),
    (["Action 2.4.", " 2. 5"], ["2.4", "2.5"], []),
    (["2.4", "see above"], ["2.4", "2.5"], [4]),
    (["2.1", "3.2"], ["2.1", "3.2"], [4]),
    (["2.4", {"day": "2015-05-02", "shown": "d.m"}], ["2.4", "2.5"], [4]),
    (["1", "2"], ["1", "2"], []),
]


@pytest.mark.parametrize(("written", "read_as", "doubtful"), NUMBERS)
def test_numbers_are_read_as_they_must_have_stood(written, read_as, doubtful):
    found = numbered(*written)
    assert [each.number for each in found.actions] == read_as
    assert [each.row for each in found.doubts] == doubtful


def test_a_number_lost_to_excel_is_settled_by_what_somebody_says():
    found = sheet(["Priority 2: P"], line("2.9"), line(2.1), answers={"row-4-number": "2.12"})
    assert [each.number for each in found.actions] == ["2.9", "2.12"]
    assert (found.open_doubts, found.problems) == ([], {})


@pytest.mark.parametrize("answer", ["2.9", "", "many", "0.1", "2.9.9.9"])
def test_no_number_is_given_twice_nor_made_up(answer):
    found = sheet(["Priority 2: P"], line("2.9"), line("?"), answers={"row-4-number": answer})
    assert found.problems == {"row-4-number": "Row 4: enter a number such as 2.10, and each only once"}


# Headings

HEADS = [
    ("Priority 2: Prevention", 2, "Prevention"),
    ("PRIORITY 2 – Prevention", 2, "Prevention"),
    ("Strategic objective 2. Prevention", 2, "Prevention"),
    ("2. Prevention", 2, "Prevention"),
    ("Priority 2", 2, "Priority 2"),
]


@pytest.mark.parametrize(("text", "number", "name"), HEADS)
def test_a_heading_with_a_number_is_certain(text, number, name):
    found = sheet([text], line("2.1", owner="police"))
    assert found.priorities == {number: (name, text)}
    assert found.doubts == []


def test_a_row_with_a_few_words_alone_may_be_a_heading_or_not():
    rows = (["Prevention"], line("4.1", owner="police"))
    found = sheet(*rows)
    assert [(each.row, each.kind, each.read) for each in found.doubts] == [(2, "heading", "heading")]
    assert found.priorities == {4: ("Prevention", "Prevention")}
    left = sheet(*rows, answers={"row-2-heading": "leave"})
    assert kinds(left) == [(2, "heading"), (3, "name")]
    assert left.left_out == ["Row 2: “Prevention”."]
    assert left.priorities == {4: ("Priority 4", "Priority 4")}


def test_an_action_that_says_nothing_else_is_not_lost():
    found = sheet(["Priority 1: One"], line("1.1", owner="police"), [None, "Tell the schools"])
    assert [(each.number, each.text, each.due, each.owner) for each in found.actions][1:] == [
        ("1.2", "Tell the schools", None, "")
    ]
    assert kinds(found) == [(4, "heading"), (4, "number"), (4, "due"), (4, "owner")]


def test_a_heading_beside_the_actions_holds_until_the_next():
    columns = {**MATCH.columns, "priority": 5}
    rows = [
        [*line("1.1", owner="police"), "Prevention"],
        [*line("1.2", owner="police"), None],
        [*line("2.1", owner="police"), "Protection"],
    ]
    found = read([HEADINGS, *rows], Match(1, columns), PLAN, AGENCIES, {})
    assert [each.priority for each in found.actions] == [1, 1, 2]
    assert found.priorities == {1: ("Prevention", "Prevention"), 2: ("Protection", "Protection")}
    assert found.doubts == []


def test_an_action_under_another_heading_than_its_own_is_doubtful():
    rows = (["1. One"], line("1.1"), line("2.1"), ["2. Two"], line("2.2"), line("1.2"))
    found = sheet(*rows)
    assert kinds(found) == [(4, "number"), (7, "number")]
    assert [each.priority for each in found.actions] == [1, 2, 2, 1]


def test_numbers_without_a_heading_of_their_own_ask_once_what_it_is_called():
    found = sheet(["1. One"], line("1.1"), line("2.1"), line("2.2"))
    assert kinds(found) == [(4, "name")]
    assert sheet(["1. One"], line("1.1"), line("2.1"), answers={"row-4-name": "Two"}).priorities[2] == ("Two", "Two")
    assert "row-4-name" in sheet(["1. One"], line("1.1"), line("2.1"), answers={"row-4-name": " "}).problems


def test_a_heading_without_actions_is_told_and_left_out():
    found = sheet(["Priority 1: One"], ["Priority 2: Two"], line("2.1", owner="police"))
    assert found.left_out == ["Row 2: “Priority 1: One”, under which there is no action."]


# Owners and statuses

OWNERS = [
    ("police", "police", False),
    ("NORTHAMPTONSHIRE POLICE", "police", False),
    ("ncc", "ncc", False),
    ("", "", True),
    ("Police / NCC", "police", True),
    ("NCC (youth services) and police", "ncc", True),
    ("Somebody", "", True),
]


@pytest.mark.parametrize(("text", "key", "doubtful"), OWNERS)
def test_an_owner_is_an_agency_or_nobody(text, key, doubtful):
    found = sheet(["Priority 1: One"], line("1.1", owner=text))
    assert (found.actions[0].owner, kinds(found)) == (key, [(3, "owner")] if doubtful else [])


def test_an_owner_is_settled_by_choosing_an_agency_that_takes_part():
    rows = ["Priority 1: One"], line("1.1", owner="Somebody")
    assert sheet(*rows, answers={"row-3-owner": "ncc"}).actions[0].owner == "ncc"
    assert sheet(*rows, answers={"row-3-owner": "nobody else"}).problems == {
        "row-3-owner": "Row 3: choose an agency, or nobody"
    }


STATUSES = [
    ("G", "green"),
    ("Amber", "amber"),
    ("RED", "red"),
    ("Completed", "complete"),
    ("", "none"),
    ("Not started", "none"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_statuses_by_their_usual_words_are_certain(text, status):
    found = sheet(["Priority 1: One"], line("1.1", owner="police", status=text))
    assert (found.actions[0].status, found.doubts) == (status, [])


def test_any_other_status_is_asked_for():
    rows = ["Priority 1: One"], line("1.1", owner="police", status="In progress")
    assert (sheet(*rows).actions[0].status, kinds(sheet(*rows))) == ("none", [(3, "status")])
    assert sheet(*rows, answers={"row-3-status": "amber"}).actions[0].status == "amber"


# Dates


def test_a_date_outside_the_plan_is_doubtful():
    found = sheet(["Priority 1: One"], line("1.1", owner="police", due="Apr-19"))
    assert (found.actions[0].due, kinds(found)) == (date(2019, 4, 30), [(3, "due")])


def test_a_date_is_settled_as_people_write_it():
    rows = ["Priority 1: One"], line("1.1", owner="police", due="ongoing")
    assert sheet(*rows, answers={"row-3-due": "Dec-15"}).actions[0].due == date(2015, 12, 31)
    assert sheet(*rows, answers={"row-3-due": "TBC"}).problems == {}
    assert "row-3-due" in sheet(*rows, answers={"row-3-due": "ongoing"}).problems


# No words


def test_a_row_without_words_is_asked_for_and_left_out_unless_somebody_says_what():
    rows = ["Priority 1: One"], line("1.1", text="", owner="police")
    assert (sheet(*rows).actions, sheet(*rows).left_out[0]) == ([], "Row 3: it has no words.")
    assert sheet(*rows, answers={"row-3-text": "Write it"}).actions[0].text == "Write it"


# Columns

GUESSES = [
    (HEADINGS, MATCH.columns),
    (["Ref", "Action required", "Responsible", "Deadline", "RAG rating"], MATCH.columns),
    (["Action No", "What will be done?", "Lead agency", "Timescale", "Status"], MATCH.columns),
    (["Priority", "Action", "Due date"], {"priority": 0, "action": 1, "due": 2}),
]


@pytest.mark.parametrize(("headings", "columns"), GUESSES)
def test_columns_are_guessed_by_their_headings(headings, columns):
    rows = [["Action plan of the board"], [], headings, line("1.1")]
    assert guess(rows) == Match(3, columns)


@pytest.mark.parametrize("rows", [[], [[]], [["Something"], ["else"]], [["Action"]]])
def test_where_no_row_looks_like_headings_none_is_guessed(rows):
    assert guess(rows) == Match(0, {})


# Anything

CELLS = [
    "",
    "1.1",
    1.1,
    2.1,
    "2.10",
    {"day": "2015-05-01", "shown": "d-mmm"},
    {"day": "1900-01-01", "shown": "General"},
]
CELLS += [
    "Priority 1: x",
    "Priority 1",
    "2. y",
    "Police",
    "ongoing",
    "²",
    "0.0",
    -1,
    1e300,
    0.5,
    "Priority ٣",
    "x\ny",
    42109,
]
SAID = ["", "x", "1.1", "2.10", "leave", "heading", "action", "Apr-15", "²", "٣", "99", "police", "green"]
KINDS = ["number", "due", "owner", "status", "heading", "priority", "text", "name"]


@pytest.mark.parametrize("seed", range(400))
def test_whatever_a_sheet_holds_each_number_is_there_once_and_each_doubt_has_a_key_of_its_own(seed):
    draw = random.Random(seed)
    rows = [draw.choices(CELLS, k=draw.randint(0, 6)) for _ in range(draw.randint(2, 9))]
    columns = dict(zip(MATCH.columns | {"priority": 5}, draw.sample(range(6), 6), strict=True))
    answers = {f"row-{draw.randint(1, 9)}-{draw.choice(KINDS)}": draw.choice(SAID) for _ in range(draw.randint(0, 8))}
    found = read(rows, Match(draw.randint(0, 2), columns), PLAN, AGENCIES, answers)
    numbers, keys = [each.number for each in found.actions], [each.key for each in found.doubts]
    assert found.problems or len(set(numbers)) == len(numbers)
    assert len(set(keys)) == len(keys)
    assert {each.priority for each in found.actions} == found.priorities.keys()
