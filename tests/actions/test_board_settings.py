"""Settings of the board: what each may hold, from which day it counts, and what it does to where things stand."""

from datetime import date, timedelta

import pytest

from actions import changes, models, queries, settings
from actions.changes.recording import record
from actions.errors import NotAllowed, RuleBroken
from actions.periods import Quarter
from actions.settings.kinds import contrast_with_white
from actions.standing import plan_on


def chosen(board, key, value, **more):
    return changes.set_setting(key, value, by=board.office, at=board.at, **more)


# What it may hold


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("board_name", "  Testshire\n Board ", "Testshire Board"),
        ("board_short", " TSP2 ", "TSP2"),
        ("due_soon_days", " 45 ", "45"),
        ("update_day", "14", "14"),
        ("logo_colour", "1D3F72", "#1d3f72"),
        ("logo_text", "", ""),
        ("lines_on_leads", " plan-2017  1.3,plan-2017 2.4, ", "plan-2017 1.3, plan-2017 2.4"),
        ("lines_on_leads", " ", ""),
    ],
)
def test_what_was_typed_is_kept_without_what_does_not_matter(board, key, typed, kept):
    assert chosen(board, key, typed).value == kept


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        ("board_name", " ", "Enter the words"),
        ("board_name", "B" * 101, "This must be 100 characters or fewer"),
        ("board_short", "N/S", "Enter up to 12 letters and figures, without spaces"),
        ("board_short", "", "Enter up to 12 letters and figures, without spaces"),
        ("due_soon_days", "0", "Enter a number of days from 1 to 180"),
        ("due_soon_days", "181", "Enter a number of days from 1 to 180"),
        ("due_soon_days", "a week", "Enter a number of days from 1 to 180"),
        ("due_soon_days", "٣٠", "Enter a number of days from 1 to 180"),
        (
            "lines_on_leads",
            "1.3",
            "Enter each as its document and number, such as strategy-2015-16 1.3, with commas between",
        ),
        ("update_day", "31", "Choose one of the answers shown"),
        ("logo_colour", "blue", "Enter the colour as six figures or letters from a to f, such as #1f2a37"),
        (
            "logo_colour",
            "#f2b134",
            "White words on it would have a contrast of 1.88 to 1, and need at least 4.5 to 1. Choose a darker colour",
        ),
    ],
)
def test_what_it_cannot_be_is_refused_with_what_to_do(board, key, typed, told):
    with pytest.raises(RuleBroken) as refusal:
        chosen(board, key, typed)
    assert (refusal.value.field, refusal.value.message) == ("value", told)


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21), ("#ffffff", 1), ("#767676", 4.54), ("#777777", 4.48), ("#1d70b8", 5.17)]
)
def test_contrast_is_reckoned_as_wcag_does(colour, contrast):
    assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.01)


@pytest.mark.parametrize("setting", settings.SETTINGS, ids=lambda each: each.key)
def test_what_holds_unless_it_is_changed_is_something_that_it_may_hold(setting):
    assert setting.kind.read(setting.default) == setting.default
    assert setting.group in settings.GROUPS
    assert setting.said(setting.default)


# Who, and from when


def test_only_the_business_manager_changes_one(board):
    with pytest.raises(NotAllowed):
        changes.set_setting("marking", "OFFICIAL", by=board.chair, at=board.at)


def test_there_are_no_others(board):
    with pytest.raises(RuleBroken, match="There is no such setting"):
        chosen(board, "font", "Comic")


def test_it_counts_from_its_day_and_days_before_it_keep_what_held_then(board):
    chosen(board, "marking", "OFFICIAL", first_day=date(2015, 3, 1), why="The police asked")
    shown = [settings.as_at(day)["marking"] for day in (date(2015, 2, 28), date(2015, 3, 1))]
    assert shown == ["OFFICIAL-SENSITIVE", "OFFICIAL"]


def test_never_from_a_day_that_has_passed(board):
    board = board.on(2015, 3, 1)
    with pytest.raises(RuleBroken) as refusal:
        chosen(board, "marking", "OFFICIAL", first_day=date(2015, 2, 28))
    assert refusal.value.field == "first_day"


def test_what_is_entered_last_counts_from_its_own_day_on(board):
    chosen(board, "marking", "OFFICIAL", first_day=date(2015, 3, 1))
    chosen(board, "marking", "SECRET")
    assert settings.as_at(date(2015, 3, 1))["marking"] == "SECRET"


def test_the_same_again_is_refused_but_not_where_it_calls_off_what_was_to_follow(board):
    chosen(board, "marking", "OFFICIAL")
    with pytest.raises(RuleBroken, match="It is that already on this day"):
        chosen(board, "marking", "OFFICIAL")
    chosen(board, "marking", "SECRET", first_day=date(2015, 4, 1))
    chosen(board, "marking", "OFFICIAL")
    assert settings.as_at(date(2015, 4, 1))["marking"] == "OFFICIAL"


def test_why_is_kept_apart_as_words_are(board):
    row = chosen(board, "marking", "OFFICIAL", why="The police asked")
    assert queries.words_of([row.id]) == {row.id: {"why": "The police asked"}}
    assert row.hashes.keys() == {"why"}


def test_a_row_of_a_setting_that_is_no_more_is_passed_over(board):
    record(models.Setting, by=board.office, at=board.at, key="font", value="Comic")
    assert settings.as_at(board.day) == settings.as_at(date(2015, 1, 1))


# What it does


def test_due_soon_begins_as_many_days_before_as_was_chosen(board):
    line = plan_on(board.day).find("strategy-2015-16", "2.6")
    due = line.due
    chosen(board.on(2015, 2, 4), "due_soon_days", "7")
    flagged = [
        day
        for day in (due - timedelta(days=8), due - timedelta(days=7), due)
        if "due_soon" in plan_on(day).find("strategy-2015-16", "2.6").flags
    ]
    assert flagged == [due - timedelta(days=7), due]


def test_a_change_is_seen_though_where_everything_stands_is_remembered(board):
    day = date(2015, 2, 10)
    before = {each.line.id for each in plan_on(day).standings if "due_soon" in each.flags}
    chosen(board, "due_soon_days", "180")
    assert before < {each.line.id for each in plan_on(day).standings if "due_soon" in each.flags}


def test_a_quarter_keeps_the_update_day_that_held_on_its_last_day(board):
    first, second = Quarter.parse("2015-16-Q1"), Quarter.parse("2015-16-Q2")
    chosen(board.on(2015, 7, 1), "update_day", "14")
    assert settings.update_day(first) == date(2015, 7, 31)
    assert settings.update_day(second) == date(2015, 10, 14)
    assert settings.open_quarters(date(2015, 10, 14))[0] == second
    assert settings.open_quarters(date(2015, 10, 15))[0] == second.following


def test_what_was_not_known_on_a_day_moves_no_update_day_as_it_was_told_then(board):
    quarter = Quarter.parse("2015-16-Q1")
    chosen(board.on(2015, 6, 1), "update_day", "14")
    assert settings.update_day(quarter, known_on=date(2015, 5, 31)) == date(2015, 7, 31)
    assert settings.update_day(quarter, known_on=date(2015, 6, 1)) == date(2015, 7, 14)
