"""A broken rule, or a row that is missing, is noticed: by the small ledgers, and by the worked example."""

from datetime import timedelta

import pytest
from cases import CASES
from cases.small_ledgers import standing_of
from days_compared import DAYS
from plain.claims import waiting_claim
from plain.days import month_end
from plain.duties import latest_is_unanswered
from plain.flags import rated_green
from plain.lines import rows_of
from plain.rows import with_dates
from plain.status import STATUS_ROWS
from two_answers import PARTS


def without_status(status):
    return [(name, holds) for name, holds in STATUS_ROWS if name != status]


def nothing_is_set_aside(ledger, day):
    rows = [with_dates(row) for row in sorted(ledger, key=lambda row: row["number"])]
    return [row for row in rows if row["counts_from"] <= day]


# What is broken; which name is replaced wherever the recount uses it, and by what
BROKEN = {
    "silence is green": ("STATUS_ROWS", without_status("no_update")),
    "a claim is enough": ("STATUS_ROWS", [("complete", waiting_claim), *STATUS_ROWS]),
    "a rating lifts overdue": ("STATUS_ROWS", [("on_track", rated_green), *STATUS_ROWS]),
    "the first rating counts": ("latest_rating", lambda line: next(iter(rows_of(line, "update")), None)),
    "decisions set aside still count": ("rows_that_stand", nothing_is_set_aside),
    "a day means its beginning": ("date_passed", lambda line: bool(line.due) and line.due <= line.day),
    "duties are not owed": ("is_behind", lambda duty, day: False),
    "one month late is enough": ("is_behind", latest_is_unanswered),
    "a late answer counts for ever": ("is_answered", lambda duty, due, day: due in dict(duty.answers)),
    "the update day is the quarter's last day": (
        "update_day",
        lambda quarter, line: month_end(quarter + timedelta(days=60)),
    ),
    "what the board set counts for nothing": ("setting", lambda line, key, day, otherwise: otherwise),
    "a setting counts before its day": (
        "setting",
        lambda line, key, day, otherwise: next(
            (row["value"] for row in reversed(line.settings) if row["key"] == key), otherwise
        ),
    ),
    "dates are never moved": ("current_due", lambda line, before=None: line.due),
    "what is added for a claim does not count for it": ("was_added_for", lambda line, claim, piece: False),
    "a closed part counts": ("worst", lambda statuses: statuses[0]),
    "an exemption counts for nothing": (
        "STATUS_ROWS",
        [("stopped", lambda line: bool(rows_of(line, "stop"))), *without_status("stopped")],
    ),
    "a closed plan is judged as on the day that is shown": ("day_shown", lambda closing, day: day),
    "a document that closed is open": ("closing_of", lambda reference, rows, day: None),
    "only the document asks each agency": ("asked_of_each", lambda line: line),
}


def break_rule(what, monkeypatch):
    name, instead = BROKEN[what]
    for part in PARTS:
        if hasattr(part, name):
            monkeypatch.setattr(part, name, instead)


@pytest.mark.parametrize("what", BROKEN)
def test_the_small_ledgers_notice_a_broken_rule(what, monkeypatch):
    break_rule(what, monkeypatch)
    noticed = []
    for rule, events, number, day, expected in CASES:
        found = standing_of(number, events, day)
        if expected != (found and {name: found.get(name) for name in expected}):
            noticed.append(rule)
    assert noticed


SEEN_IN_THE_EXAMPLE = (
    "silence is green",
    "a claim is enough",
    "a rating lifts overdue",
    "a day means its beginning",
    "duties are not owed",
)


@pytest.mark.parametrize("what", SEEN_IN_THE_EXAMPLE)
def test_the_example_notices_a_broken_rule(what, example, monkeypatch):
    break_rule(what, monkeypatch)
    assert any(example.differences(day) for day in DAYS)


@pytest.mark.parametrize("verb", ["update", "accept", "agree", "assign", "add_evidence", "answer"])
def test_the_example_notices_a_row_that_is_missing(verb, example):
    numbers = [row["number"] for row in example.ledger if row["verb"] == verb]
    assert numbers, f"the example has no {verb}"
    example.ledger, whole = [row for row in example.ledger if row["number"] not in numbers], example.ledger
    try:
        assert any(example.differences(day) for day in DAYS)
    finally:
        example.ledger = whole
