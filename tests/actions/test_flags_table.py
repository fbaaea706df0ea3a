"""The flags that stand beside a status and never replace it (rules.md section 4), made by hand, row by row."""

from datetime import date, timedelta

import pytest
from by_hand import A_REQUEST, ANSWERED, BEHIND, DAY, facts, rated
from by_hand import claim as a_claim

from actions.periods import Quarter
from actions.standing import CLOSED, STATUSES
from actions.standing.rules import FLAGS, flags, judge

ENDED_YESTERDAY = DAY - timedelta(days=1)
LATE = date(2015, 4, 30)


def flags_of(**different):
    of_line = facts(**different)
    return flags(of_line, judge(of_line).status)


EACH_FLAG = [
    # nobody answers for it
    ("no_owner", {"owner_id": None}),
    # due within thirty days
    ("due_soon", {"due": DAY + timedelta(days=30)}),
    # due today
    ("due_soon", {"due": DAY}),
    # a later date was agreed
    ("re_dated", {"moves": [A_REQUEST]}),
    # a request for a later date waits
    ("date_asked", {"request": A_REQUEST}),
    # the claim that waits was made after the due date
    ("claimed_late", {"claim": a_claim(late=True)}),
    # complete, and claimed after the due date
    ("completed_late", {"claim": a_claim("accepted", late=True)}),
    # delivered late, its duty running on
    ("completed_late", {"claim": a_claim("accepted", late=True), "duties": (ANSWERED,)}),
    # a claim without evidence
    ("no_evidence", {"claim": a_claim(evidence_ids=())}),
    # the latest submission due is not answered
    ("submission_late", {"duties": (BEHIND,)}),
    # a quarter's update day has passed in silence
    ("silent", {"day": date(2015, 8, 1), "speaks_for": Quarter.parse("2014-15-Q4")}),
    # ... beside a worse status too
    ("silent", {"day": date(2015, 8, 1), "speaks_for": None, "due": LATE}),
    # the day for looking again has come
    ("recheck_due", {"claim": a_claim("accepted", recheck_on=DAY)}),
    # a challenge about it was not ended
    ("challenge_open", {"challenge_open": True}),
    # some of its evidence is restricted
    ("restricted", {"restricted_evidence": True}),
    # marked by hand
    ("repeat", {"marks": frozenset({"repeat"})}),
    ("said_before", {"marks": frozenset({"said_before"})}),
    ("waiting_outside", {"marks": frozenset({"waiting_outside"})}),
    # the officer says green, and the date has passed
    ("green_while_overdue", {"due": LATE}),
    # the document's last day has passed
    ("plan_ended", {"last_day": ENDED_YESTERDAY, "due": ENDED_YESTERDAY}),
    # ... also where there is no date at all
    ("plan_ended", {"last_day": ENDED_YESTERDAY, "due": None}),
]
WITHOUT = [
    ("due_soon", {"due": DAY + timedelta(days=31)}),
    ("due_soon", {"due": ENDED_YESTERDAY}),
    # in time, the claim waits
    ("claimed_late", {"claim": a_claim()}),
    # a late claim that was sent back is no claim
    ("claimed_late", {"claim": a_claim("sent_back", late=True)}),
    ("completed_late", {"claim": a_claim("sent_back", late=True)}),
    ("completed_late", {"claim": a_claim("accepted")}),
    ("no_evidence", {"claim": a_claim()}),
    # only claims want evidence
    ("no_evidence", {}),
    ("submission_late", {"duties": (ANSWERED,)}),
    ("recheck_due", {"claim": a_claim("accepted", recheck_on=DAY + timedelta(days=1))}),
    # no time was set for looking again
    ("recheck_due", {"claim": a_claim("accepted")}),
    # reopened: nothing is accepted now
    ("recheck_due", {"claim": None}),
    ("green_while_overdue", {}),
    ("green_while_overdue", {"due": LATE, "rated": rated("amber")}),
    # carried, or given a date beyond the last day, or closed
    ("plan_ended", {"last_day": ENDED_YESTERDAY, "due": LATE, "carried": True}),
    ("plan_ended", {"last_day": ENDED_YESTERDAY, "due": date(2015, 12, 31)}),
    ("plan_ended", {"last_day": ENDED_YESTERDAY, "due": LATE, "stopped": True}),
    ("plan_ended", {"last_day": DAY, "due": LATE}),
    ("plan_ended", {"last_day": None, "due": LATE}),
]


@pytest.mark.parametrize(("flag", "different"), EACH_FLAG)
def test_each_flag_stands(flag, different):
    assert flag in flags_of(**different)


@pytest.mark.parametrize(("flag", "different"), WITHOUT)
def test_what_nearly_raises_a_flag_does_not(flag, different):
    assert flag not in flags_of(**different)


def test_nothing_is_wrong_with_the_plain_action():
    assert flags_of() == ()


def test_every_flag_is_in_the_table():
    assert {flag for flag, _ in EACH_FLAG} == {flag.key for flag in FLAGS}


# Beside which statuses a flag can stand

OF_OPEN_LINES = "no_owner due_soon date_asked submission_late silent waiting_outside plan_ended".split()
EVERYTHING = {
    "owner_id": None,
    "request": A_REQUEST,
    "moves": [A_REQUEST],
    "challenge_open": True,
    "restricted_evidence": True,
    "marks": frozenset({"repeat", "said_before", "waiting_outside"}),
    "last_day": ENDED_YESTERDAY,
    "due": DAY - timedelta(days=60),
    "duties": (BEHIND,),
}


def test_a_closed_line_asks_for_nothing_any_more():
    of_line = facts(**EVERYTHING, stopped=True)
    for closed in CLOSED:
        assert flags(of_line, closed) == ("re_dated", "challenge_open", "restricted", "repeat", "said_before")


@pytest.mark.parametrize("flag", OF_OPEN_LINES)
def test_these_flags_stand_beside_open_lines_only(flag):
    among = next(each.among for each in FLAGS if each.key == flag)
    assert not among & (CLOSED | {"complete", "to_be_considered"})


def test_a_claim_made_late_is_flagged_as_such_and_later_as_completed_late():
    waiting = facts(claim=a_claim(late=True))
    accepted = facts(claim=a_claim("accepted", late=True))
    assert "claimed_late" in flags(waiting, "reported_complete")
    assert not {"claimed_late"} & set(flags(accepted, "complete"))
    assert not {"completed_late"} & set(flags(waiting, "reported_complete"))


def test_flags_come_in_one_order_and_change_no_status():
    found = flags_of(**EVERYTHING)
    order = [flag.key for flag in FLAGS]
    assert list(found) == sorted(found, key=order.index)
    assert judge(facts(**EVERYTHING)).status == "overdue"
    assert all(status in STATUSES for flag in FLAGS for status in flag.among)
