"""Status, row by row: the first row of rules.md section 4 that holds, from the top."""

from datetime import date
from itertools import combinations

import pytest
from by_hand import ANSWERED, BEHIND, ENDED, duty, facts, rated
from by_hand import claim as a_claim

from actions.periods import Quarter
from actions.standing import CLOSED, OPEN, STATUSES, WORST_FIRST
from actions.standing.rules import RULES, colour, judge, silent_since, worst

PASSED, YESTERDAY, TODAY = date(2015, 4, 30), date(2015, 7, 14), date(2015, 7, 15)
SILENT = {"day": date(2015, 8, 1), "speaks_for": Quarter.parse("2014-15-Q4")}
FIRST_OF_A_MONTH, LAST_OF_A_MONTH = date(2015, 8, 1), date(2015, 7, 31)

EACH_ROW = [
    # 1. To be considered: a recommendation on which no decision stands
    ("to_be_considered", {"recommendation": True, "considered": None}),
    # 2. Not accepted: decided so
    ("not_accepted", {"recommendation": True, "considered": "not_accept"}),
    # 3. Merged: merged into another action
    ("merged", {"recommendation": True, "considered": "merge", "merged_into": 4}),
    # 4. Stopped: a decision stopped or superseded it
    ("stopped", {"stopped": True}),
    # 5. Complete: the claim was accepted, and there is no duty
    ("complete", {"claim": a_claim("accepted")}),
    # ... or its duty was ended
    ("complete", {"claim": a_claim("accepted"), "duties": (ENDED,)}),
    # 6. Reported complete: a claim waits
    ("reported_complete", {"claim": a_claim()}),
    # ... even after the due date
    ("reported_complete", {"claim": a_claim(late=True), "due": PASSED}),
    # 7. Overdue: the current due date has passed, from the day after it
    ("overdue", {"due": YESTERDAY}),
    # ... or the latest submission due is not answered
    ("overdue", {"duties": (BEHIND,)}),
    # ... also once the deliverable was accepted
    ("overdue", {"duties": (BEHIND,), "claim": a_claim("accepted")}),
    # ... or it has no date and its document's last day has passed
    ("overdue", {"due": None, "last_day": YESTERDAY}),
    # 8. Off track: the latest rating is red
    ("off_track", {"rated": rated("red")}),
    # 9. No update: a quarter's update day has passed, and nothing speaks for it or a later one
    ("no_update", SILENT),
    # ... nor for any quarter at all
    ("no_update", {"day": FIRST_OF_A_MONTH, "speaks_for": None, "rated": None}),
    # 10. At risk: the latest rating is amber
    ("at_risk", {"rated": rated("amber")}),
    # ... or the forecast is after the due date
    ("at_risk", {"rated": rated("green", date(2015, 10, 31))}),
    # 11. Date to be set: it has no due date
    ("date_to_be_set", {"due": None}),
    # 12. On track: the latest rating is green
    ("on_track", {}),
    # ... or it was delivered and its duty answered so far
    ("on_track", {"claim": a_claim("accepted"), "duties": (ANSWERED,), "rated": None}),
    # 13. Not started: nothing above
    ("not_started", {"rated": None}),
]


@pytest.mark.parametrize(("status", "different"), EACH_ROW)
def test_each_row_of_the_table_holds(status, different):
    assert judge(facts(**different)).status == status


def test_the_table_has_all_rows_in_the_order_of_the_rules():
    assert tuple(dict.fromkeys(status for status, _ in EACH_ROW)) == STATUSES
    assert [rule.status for rule in RULES] == list(STATUSES)


NEARLY = [
    # a recommendation that was accepted is judged like an action
    ("on_track", {"recommendation": True, "considered": "accept_recommendation"}),
    ("on_track", {"recommendation": True, "considered": "accept_in_part"}),
    # delivered, but a duty runs on: not complete
    ("on_track", {"claim": a_claim("accepted"), "duties": (ANSWERED,)}),
    # a claim that was sent back or lapsed does not wait
    ("on_track", {"claim": a_claim("sent_back")}),
    ("overdue", {"claim": a_claim("lapsed"), "due": YESTERDAY}),
    # due today means by the end of today
    ("on_track", {"due": TODAY}),
    # once delivered, the deliverable's date no longer matters
    ("on_track", {"due": PASSED, "claim": a_claim("accepted"), "duties": (ANSWERED,)}),
    # nor does it where the duty is the whole action
    ("on_track", {"due": PASSED, "duties": (duty(first=date(2015, 9, 30), is_the_action=True),)}),
    # without a date on the document's last day: not overdue yet
    ("date_to_be_set", {"due": None, "last_day": TODAY}),
    # a document without a last day never ends
    ("date_to_be_set", {"due": None, "last_day": None}),
    # of a monthly duty one unanswered submission is not enough
    ("on_track", {"duties": (duty(first=date(2015, 6, 30), every=1),)}),
    # two are
    ("overdue", {"duties": (duty(first=date(2015, 5, 31), every=1),)}),
    # two, but the later one was answered
    (
        "on_track",
        {"duties": (duty(first=date(2015, 5, 31), every=1, answers=[(date(2015, 6, 30), date(2015, 7, 2))]),)},
    ),
    # a duty that was ended cannot make it overdue
    ("on_track", {"duties": (ENDED,)}),
    # on the update day itself the quarter is still open
    ("on_track", {**SILENT, "day": LAST_OF_A_MONTH}),
    # an update for a later quarter speaks too
    ("on_track", {"day": FIRST_OF_A_MONTH, "speaks_for": Quarter.parse("2015-16-Q2")}),
    # a quarter in which it was not open from the first day is not owed
    (
        "not_started",
        {"day": FIRST_OF_A_MONTH, "speaks_for": None, "rated": None, "open_since": [(date(2015, 4, 2), True)]},
    ),
    # from its first day is enough
    (
        "no_update",
        {"day": FIRST_OF_A_MONTH, "speaks_for": None, "rated": None, "open_since": [(date(2015, 4, 1), True)]},
    ),
    # the forecast may be the due date itself
    ("on_track", {"rated": rated("green", date(2015, 9, 30))}),
]


@pytest.mark.parametrize(("status", "different"), NEARLY)
def test_what_nearly_holds_does_not(status, different):
    assert judge(facts(**different)).status == status


# Each row shadowed by every row above it. What each row needs, so that two can be true of one line.

NEEDS = {
    "not_accepted": {"recommendation": True, "considered": "not_accept"},
    "merged": {"recommendation": True, "considered": "merge"},
    "stopped": {"stopped": True},
    "complete": {"claim": a_claim("accepted")},
    "reported_complete": {"claim": a_claim()},
    "overdue": {"due": PASSED},
    "off_track": {"rated": rated("red")},
    "no_update": SILENT,
    "at_risk": {"rated": rated("amber")},
    "date_to_be_set": {"due": None},
    "on_track": {"rated": rated("green")},
}
CANNOT_BOTH = {  # one thing cannot be two: a decision, a claim, a date, a rating
    ("not_accepted", "merged"),
    ("complete", "reported_complete"),
    ("off_track", "at_risk"),
    ("off_track", "on_track"),
    ("at_risk", "on_track"),
    ("overdue", "date_to_be_set"),
}
PAIRS = [pair for pair in combinations(NEEDS, 2) if pair not in CANNOT_BOTH]


@pytest.mark.parametrize(("above", "below"), PAIRS)
def test_the_row_above_shadows_the_row_below(above, below):
    assert judge(facts(**NEEDS[above], **NEEDS[below])).status == above


def test_to_be_considered_shadows_every_other_row():
    for needs in NEEDS.values():
        assert judge(facts(**{**needs, "recommendation": True, "considered": None})).status == "to_be_considered"


@pytest.mark.parametrize("rating", ["green", "amber", "red"])
@pytest.mark.parametrize("late", [{"due": PASSED}, {"duties": (BEHIND,)}, {"due": None, "last_day": YESTERDAY}])
def test_no_rating_can_lift_overdue(rating, late):
    assert judge(facts(**late, rated=rated(rating))).status == "overdue"


def test_a_forecast_cannot_lift_overdue():
    assert judge(facts(due=PASSED, rated=rated("green", date(2015, 12, 31)))).status == "overdue"


@pytest.mark.parametrize("rating", ["green", "amber"])
def test_silence_is_never_green(rating):
    assert judge(facts(**SILENT, rated=rated(rating))).status == "no_update"


def test_what_was_delivered_is_silent_too_while_its_duty_runs():
    quiet = {**SILENT, "claim": a_claim("accepted"), "duties": (duty(first=date(2015, 9, 30)),)}
    assert judge(facts(**quiet)).status == "no_update"


OWED = [
    # as at             open since                    speaks for     silent since
    (date(2015, 4, 30), [(date(2015, 1, 1), True)], None, None),  # the update day itself
    (date(2015, 5, 1), [(date(2015, 1, 1), True)], None, "2014-15-Q4"),
    (date(2015, 5, 1), [(date(2015, 2, 1), True)], None, None),  # not open from that quarter's first day
    (date(2015, 11, 1), [(date(2015, 1, 1), True)], "2015-16-Q1", "2015-16-Q2"),
    (date(2015, 11, 1), [(date(2015, 1, 1), True)], "2015-16-Q2", None),
    # closed on the first day of the latest quarters: the last one that it was open from still counts
    (
        date(2016, 2, 1),
        [(date(2015, 1, 1), True), (date(2015, 6, 1), False), (date(2015, 10, 2), True)],
        None,
        "2015-16-Q1",
    ),
    # closed now: nothing is owed
    (date(2016, 2, 1), [(date(2015, 1, 1), True), (date(2016, 1, 5), False)], None, None),
]


@pytest.mark.parametrize(("day", "open_since", "spoke", "silent"), OWED)
def test_an_update_is_owed_for_quarters_it_was_open_from_the_first_day_of(day, open_since, spoke, silent):
    speaks_for = spoke and Quarter.parse(spoke)
    found = silent_since(facts(day=day, open_since=open_since, speaks_for=speaks_for, in_force_from=open_since[0][0]))
    assert (found and found.label) == silent


# Colours and roll-up

COLOURS = {
    "to_be_considered": "grey",
    "not_accepted": "closed",
    "merged": "closed",
    "stopped": "closed",
    "complete": "blue",
    "reported_complete": "purple",
    "overdue": "red",
    "off_track": "red",
    "no_update": "amber",
    "at_risk": "amber",
    "date_to_be_set": "grey",
    "on_track": "green",
    "not_started": "grey",
}


@pytest.mark.parametrize(("status", "shade"), COLOURS.items())
def test_each_status_has_its_colour(status, shade):
    assert colour(status, date(2015, 2, 1), date(2015, 2, 2)) == shade


def test_to_be_considered_turns_amber_ninety_days_after_it_came_in_force():
    in_force = date(2016, 10, 26)
    assert colour("to_be_considered", in_force, date(2017, 1, 23)) == "grey"
    assert colour("to_be_considered", in_force, date(2017, 1, 24)) == "amber"


def test_the_worst_comes_first():
    worst_first = "overdue off_track no_update at_risk date_to_be_set to_be_considered not_started on_track".split()
    assert list(WORST_FIRST) == [*worst_first, "reported_complete", "complete"]
    for better, worse in combinations(reversed(WORST_FIRST), 2):
        assert worst([better, worse]) == worst([worse, better]) == worse


def test_closed_ones_are_left_out_unless_all_are():
    assert worst(["stopped", "complete", "merged"]) == "complete"
    assert worst(["stopped", "merged"]) == "stopped"


def test_every_status_is_open_closed_or_neither():
    assert {"not_accepted", "merged", "stopped"} == CLOSED
    assert set(STATUSES) - CLOSED - {"to_be_considered", "complete"} == OPEN
