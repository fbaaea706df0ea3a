"""The tracker's standing and a second, plain recount of it come to the same, on every kind of day.

First the recount itself is tried on small ledgers made by hand, one rule at a time; then, over the worked example,
object by object against the tracker; and broken rules are shown to be noticed.
"""

import ast
import json
import random
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import recount as plain
from the_example import holder

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db
from actions.periods import london_moment
from actions.standing import plan_on

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
FIRST_DAY, LAST_DAY = date(2015, 1, 31), date(2017, 1, 16)
SHOWN = 40  # differences printed at most


# Ledgers made by hand

PLAN = {
    "document": {
        "reference": "plan",
        "kind": "plan",
        "in_force_from": date(2015, 2, 1),
        "period": {"from": "2015-04", "to": "2016-03"},
    },
    "priorities": [
        {
            "actions": [
                {"number": "1.1", "due": "2015-04"},
                {"number": "1.2", "due": None},
                {"number": "1.3", "due": "2015-04", "each_agency": True},
                {"number": "2.1", "due": "2015-04", "duties": [{"every": "3 months", "first": "2015-07"}]},
                {"number": "2.2", "due": "2015-04", "duties": [{"every": "1 month", "first": "2015-05"}]},
                {"number": "2.3", "due": None, "duties": [{"every": "3 months", "first": None}]},
                {
                    "number": "2.4",
                    "due": "2015-10",
                    "duties": [{"every": "6 months", "first": "2015-10", "is_the_action": True}],
                },
            ]
        }
    ],
}
PROFILE = {
    "document": {"reference": "profile", "kind": "profile", "in_force_from": date(2016, 10, 26)},
    "recommendations": [
        {"number": "1"},
        {"number": "16", "parts": [{"number": "16a"}, {"number": "16b"}]},
        {"number": "20", "parts": [{"number": "20a"}], "parts_are_examples": True},
    ],
    "national_recommendations": [{"number": "N1"}],
}
DUTY_OF = {"2.1": 11, "2.2": 12, "2.3": 13, "2.4": 14}
EMPTY = {
    "accept": {"recheck_on": None},
    "check_again": {"recheck_on": None},
    "add_evidence": {"restricted": False, "cell": None},
    "owe_duty": {"decision": None, "is_the_action": True},
    "starting_position": {"rating": None, "reported_complete": False},
    "update": {"as_owner": True, "forecast": None},
}


def row(number, verb, action, on, **columns):
    document = "plan" if action is None or "." in action else "profile"
    row = {"number": number, "verb": verb, "document": document, "action": action, "counts_from": on}
    return {**row, "cell": None, **EMPTY.get(verb, {}), **columns}


def ledger_of(*events):
    """What was adopted (numbers up to 14), and the events: number from 20 on, verb, action, day, and its columns."""
    adopted = [
        row(1, "adopt_document", None, "2015-02-01"),
        {**row(2, "adopt_document", None, "2016-10-26"), "document": "profile"},
        row(3, "adopt_agency", None, "2015-02-01", key="police"),
        row(4, "adopt_agency", None, "2015-02-01", key="ncc"),
        *(row(number, "adopt_duty", action, "2015-02-01") for action, number in DUTY_OF.items()),
    ]
    said = [row(number, verb, action, on, **columns) for number, (verb, action, on, columns) in enumerate(events, 20)]
    return adopted + said


def event(verb, action, on, **columns):
    return verb, action, on, columns


def rated(action, on, rating, quarter, **columns):
    return event("update", action, on, rating=rating, quarter=quarter, **columns)


def answered(action, on, due):
    return event("answer", action, on, duty=DUTY_OF[action], due=due)


def claimed(action, on, *, evidence_ids=(20,), **columns):
    """Evidence first, where the claim rests on its own (number 20), so that the claim is 21."""
    return event("claim", action, on, evidence_ids=list(evidence_ids), **columns)


def evidence(action, on, **columns):
    return event("add_evidence", action, on, **columns)


def accepted(action, on, claim=21, **columns):
    return event("accept", action, on, claim=claim, **columns)


def delivered(action, on="2015-04-20"):
    return [evidence(action, on), claimed(action, on), accepted(action, on)]


def considered(action, on, new_due="2017-01-31"):
    return event("accept_recommendation", action, on, new_due=new_due)


GREEN = rated("1.1", "2015-04-10", "green", "2015-04-01")
SPOKEN = [rated("2.1", "2015-07-10", "green", "2015-10-01"), rated("2.2", "2015-07-10", "green", "2015-10-01")]
ASKED = event("ask_for_date", "1.1", "2015-04-15", new_due="2015-06-30")
AGREED = event("agree", "1.1", "2015-04-20", request=20, new_due="2015-06-30")

# The rule in English; what happened; the line and the day; what must be so
CASES = [
    # Days
    ("a day means its end: on its due day it is not overdue", [], "1.1", "2015-04-30", {"status": "not_started"}),
    ("it is overdue from the day after", [], "1.1", "2015-05-01", {"status": "overdue", "colour": "red"}),
    ("before it counts a row is not there", [GREEN], "1.1", "2015-04-09", {"rating": None, "last_update": None}),
    ("a row counts from the end of its day", [GREEN], "1.1", "2015-04-10", {"status": "on_track", "rating": "green"}),
    (
        "an assignment counts from its first day",
        [event("assign", "1.1", "2015-04-20", agency="police"), event("assign", "1.1", "2015-04-10", agency="ncc")],
        "1.1",
        "2015-04-21",
        {"owner": "ncc", "flags": ["due_soon"]},
    ),
    ("nobody assigned: no owner", [], "1.1", "2015-03-30", {"owner": None, "flags": ["no_owner"]}),
    ("due soon from 30 days before", [], "1.1", "2015-03-31", {"flags": ["no_owner", "due_soon"]}),
    # Dates
    ("a request does not move the date", [ASKED], "1.1", "2015-05-01", {"due": "2015-04-30", "status": "overdue"}),
    (
        "an agreed request moves the date and is counted",
        [ASKED, AGREED],
        "1.1",
        "2015-05-01",
        {"due": "2015-06-30", "original_due": "2015-04-30", "moves": 1, "flags": ["no_owner", "re_dated"]},
    ),
    (
        "a declined request is not asked any more",
        [ASKED, event("decline", "1.1", "2015-04-16", request=20)],
        "1.1",
        "2015-04-16",
        {"moves": 0, "flags": ["no_owner", "due_soon"]},
    ),
    (
        "a date set aside is as if it had never been, and the request waits again",
        [ASKED, AGREED, event("set_aside", "1.1", "2015-05-10", decision=21)],
        "1.1",
        "2015-05-10",
        {"due": "2015-04-30", "moves": 0, "status": "overdue", "flags": ["no_owner", "date_asked"]},
    ),
    (
        "until the day on which it was set aside the decision stands",
        [ASKED, AGREED, event("set_aside", "1.1", "2015-05-10", decision=21)],
        "1.1",
        "2015-05-09",
        {"due": "2015-06-30", "moves": 1},
    ),
    ("without a date: date to be set", [], "1.2", "2015-04-30", {"status": "date_to_be_set", "due": None}),
    ("a first date is not a move", [event("set_date", "1.2", "2015-05-01", new_due="2015-09-30")], "1.2", "2015-05-01",
     {"status": "not_started", "due": "2015-09-30", "moves": 0}),
    ("without a date, and the plan is over: overdue", [rated("1.2", "2016-03-30", "green", "2016-01-01")], "1.2",
     "2016-04-01", {"status": "overdue", "flags": ["no_owner", "green_while_overdue", "plan_ended"]}),
    (
        "an extended plan is not over; a line carried has not ended with it",
        [
            rated("1.2", "2016-03-30", "green", "2016-01-01"),
            event("carry", "1.2", "2016-03-31"),
            event("extend_document", None, "2016-03-31", new_due="2016-06-30"),
        ],
        "1.2",
        "2016-04-01",
        {"status": "date_to_be_set", "flags": ["no_owner"]},
    ),
    ("an extension of the line is not a move", [event("extend_line", "1.1", "2015-04-20", new_due="2016-06-30")], "1.1",
     "2015-04-20", {"due": "2016-06-30", "moves": 0}),
    # Ratings and silence
    ("no rating lifts overdue", [GREEN], "1.1", "2015-05-01",
     {"status": "overdue", "flags": ["no_owner", "green_while_overdue"]}),
    ("overdue comes before off track", [rated("1.1", "2015-04-10", "red", "2015-04-01")], "1.1", "2015-05-01",
     {"status": "overdue"}),
    ("the latest rating counts", [rated("1.1", "2015-04-10", "red", "2015-04-01"), GREEN], "1.1", "2015-04-10",
     {"status": "on_track"}),
    ("red is off track", [GREEN, rated("1.1", "2015-04-10", "red", "2015-04-01")], "1.1", "2015-04-10",
     {"status": "off_track"}),
    ("green, but the forecast is after the due date: at risk",
     [rated("1.1", "2015-04-10", "green", "2015-04-01", forecast="2015-05-31")], "1.1", "2015-04-10",
     {"status": "at_risk", "forecast": "2015-05-31", "colour": "amber"}),
    ("a contributor's update neither rates nor speaks for the line",
     [event("set_date", "1.2", "2015-05-01", new_due="2015-12-31"),
      rated("1.2", "2015-07-10", None, "2015-07-01", as_owner=False)], "1.2", "2015-08-01",
     {"status": "no_update", "rating": None, "last_update": None}),
    ("no update is owed for a quarter until its update day has passed",
     [rated("2.4", "2015-04-10", "green", "2015-01-01")], "2.4", "2015-07-31", {"status": "on_track"}),
    ("silence is never green", [rated("2.4", "2015-04-10", "green", "2015-01-01")], "2.4", "2015-08-01",
     {"status": "no_update", "flags": ["no_owner", "silent"]}),
    ("red comes before silence", [rated("2.4", "2015-04-10", "red", "2015-01-01")], "2.4", "2015-08-01",
     {"status": "off_track", "flags": ["no_owner", "silent"]}),
    ("a later quarter's update speaks for an earlier one too", [rated("2.4", "2015-04-10", "green", "2015-07-01")],
     "2.4", "2015-08-01", {"status": "on_track"}),
    ("a late update for an old quarter ends the silence", [rated("2.4", "2015-08-05", "green", "2015-04-01")], "2.4",
     "2015-08-05", {"status": "on_track"}),
    ("a starting position rates, but speaks for no quarter",
     [event("starting_position", "2.4", "2015-04-10", rating="green", minuted_on="2015-03-01")], "2.4", "2015-08-01",
     {"status": "no_update", "rating": "green", "last_update": None, "forecast": None}),
    # Claims
    ("a claim waits: reported complete, never complete", [evidence("1.1", "2015-04-10"), claimed("1.1", "2015-04-10")],
     "1.1", "2015-04-10", {"status": "reported_complete", "colour": "purple", "flags": ["no_owner", "due_soon"]}),
    ("a claim after the due date keeps the flag", [evidence("1.1", "2015-05-01"), claimed("1.1", "2015-05-01")],
     "1.1", "2015-05-01", {"status": "reported_complete", "flags": ["no_owner", "claimed_late"]}),
    ("accepted, it was completed late",
     [evidence("1.1", "2015-05-01"), claimed("1.1", "2015-05-01"), accepted("1.1", "2015-05-02")], "1.1", "2015-05-02",
     {"status": "complete", "colour": "blue", "flags": ["completed_late"]}),
    ("a date moved after the claim does not make it timely",
     [evidence("1.1", "2015-05-01"), claimed("1.1", "2015-05-01"),
      event("ask_for_date", "1.1", "2015-05-01", new_due="2015-06-30"),
      event("agree", "1.1", "2015-05-02", request=22, new_due="2015-06-30")], "1.1", "2015-05-02",
     {"flags": ["no_owner", "re_dated", "claimed_late"]}),
    ("a claim sent back leaves everything as before",
     [evidence("1.1", "2015-04-10"), claimed("1.1", "2015-04-10"), event("send_back", "1.1", "2015-04-11", claim=21)],
     "1.1", "2015-05-01", {"status": "overdue"}),
    ("its evidence withdrawn, a waiting claim lapses",
     [evidence("1.1", "2015-04-10"), claimed("1.1", "2015-04-10"),
      event("withdraw_evidence", "1.1", "2015-04-11", evidence=20)], "1.1", "2015-04-11", {"status": "not_started"}),
    ("while some of its evidence is there, it waits",
     [evidence("1.1", "2015-04-10"), claimed("1.1", "2015-04-10", evidence_ids=(20, 22)), evidence("1.1", "2015-04-10"),
      event("withdraw_evidence", "1.1", "2015-04-11", evidence=20)], "1.1", "2015-04-11",
     {"status": "reported_complete"}),
    ("evidence added for it while it waits counts for it, so that it does not lapse with the first",
     [evidence("1.1", "2015-04-10"), claimed("1.1", "2015-04-10", update=7), evidence("1.1", "2015-04-11", update=7),
      event("withdraw_evidence", "1.1", "2015-04-12", evidence=20)], "1.1", "2015-04-12", {"status": "reported_complete"}),
    ("but lapses with the last",
     [evidence("1.1", "2015-04-10"), claimed("1.1", "2015-04-10", update=7), evidence("1.1", "2015-04-11", update=7),
      event("withdraw_evidence", "1.1", "2015-04-12", evidence=20),
      event("withdraw_evidence", "1.1", "2015-04-12", evidence=22)], "1.1", "2015-04-12", {"status": "not_started"}),
    ("evidence of another update does not count for it",
     [evidence("1.1", "2015-04-10"), claimed("1.1", "2015-04-10", update=7), evidence("1.1", "2015-04-11", update=8),
      event("withdraw_evidence", "1.1", "2015-04-12", evidence=20)], "1.1", "2015-04-12", {"status": "not_started"}),
    ("nor does what comes after it lapsed",
     [evidence("1.1", "2015-04-10"), claimed("1.1", "2015-04-10", update=7),
      event("withdraw_evidence", "1.1", "2015-04-11", evidence=20), evidence("1.1", "2015-04-12", update=7)], "1.1",
     "2015-04-12", {"status": "not_started"}),
    ("evidence added to what was reported complete by a minute takes its flag away",
     [event("starting_position", "1.1", "2015-06-01", reported_complete=True, minuted_on="2015-04-30"),
      evidence("1.1", "2015-06-02")], "1.1", "2015-06-02", {"status": "reported_complete", "flags": ["no_owner"]}),
    ("withdrawn, the flag is back and the claim waits as before",
     [event("starting_position", "1.1", "2015-06-01", reported_complete=True, minuted_on="2015-04-30"),
      evidence("1.1", "2015-06-02"), event("withdraw_evidence", "1.1", "2015-06-03", evidence=21)], "1.1", "2015-06-03",
     {"status": "reported_complete", "flags": ["no_owner", "no_evidence"]}),
    ("an accepted claim does not lapse",
     [*delivered("1.1"), event("withdraw_evidence", "1.1", "2015-04-21", evidence=20)], "1.1", "2015-04-21",
     {"status": "complete"}),
    ("reported complete by a minute: a claim without evidence, late by the minute's day",
     [event("starting_position", "1.1", "2015-06-01", reported_complete=True, minuted_on="2015-05-01")], "1.1",
     "2015-06-01", {"status": "reported_complete", "flags": ["no_owner", "claimed_late", "no_evidence"]}),
    ("recorded after the due date, but minuted on it: not late",
     [event("starting_position", "1.1", "2015-06-01", reported_complete=True, minuted_on="2015-04-30")], "1.1",
     "2015-06-01", {"flags": ["no_owner", "no_evidence"]}),
    ("reopened: open again, with the new date, not a move",
     [*delivered("1.1"), event("reopen", "1.1", "2015-06-01", new_due="2015-07-31")], "1.1", "2015-06-01",
     {"status": "not_started", "due": "2015-07-31", "moves": 0}),
    ("an acceptance set aside: the claim waits again",
     [*delivered("1.1"), event("set_aside", "1.1", "2015-06-01", decision=22)], "1.1", "2015-06-01",
     {"status": "reported_complete"}),
    ("a complete line is silent about nothing", delivered("1.1"), "1.1", "2016-12-31", {"status": "complete", "flags": []}),
    ("reopened after the first day of a quarter, it owes nothing for that quarter",
     [*delivered("1.1", "2015-03-20"), event("reopen", "1.1", "2015-04-02", new_due="2016-03-31")], "1.1", "2015-10-31",
     {"status": "not_started"}),
    ("but for the next",
     [*delivered("1.1", "2015-03-20"), event("reopen", "1.1", "2015-04-02", new_due="2016-03-31")], "1.1", "2015-11-01",
     {"status": "no_update"}),
    ("a re-check is due from its day",
     [evidence("1.1", "2015-04-10"), claimed("1.1", "2015-04-10"), accepted("1.1", "2015-04-10", recheck_on="2015-10-10")],
     "1.1", "2015-10-10", {"status": "complete", "flags": ["recheck_due"]}),
    ("not before", [evidence("1.1", "2015-04-10"), claimed("1.1", "2015-04-10"),
                    accepted("1.1", "2015-04-10", recheck_on="2015-10-10")], "1.1", "2015-10-09", {"flags": []}),
    ("checked again, it is due from another day",
     [*delivered("1.1"), event("check_again", "1.1", "2015-05-01", claim=21, recheck_on="2016-05-01")],
     "1.1", "2016-05-01", {"status": "complete", "flags": ["recheck_due"]}),
    ("or from none", [evidence("1.1", "2015-04-10"), claimed("1.1", "2015-04-10"),
                      accepted("1.1", "2015-04-10", recheck_on="2015-10-10"),
                      event("check_again", "1.1", "2015-11-01", claim=21)], "1.1", "2015-11-01", {"flags": []}),
    # Duties
    ("delivered, and a duty runs on: not complete", delivered("2.1"), "2.1", "2015-04-20",
     {"status": "on_track", "due": "2015-07-31"}),
    ("a submission is late from the day after its due day", [*delivered("2.1"), *SPOKEN], "2.1", "2015-08-01",
     {"status": "overdue", "due": "2015-07-31", "flags": ["no_owner", "submission_late", "green_while_overdue"]}),
    ("on its day it is not", [*delivered("2.1"), *SPOKEN], "2.1", "2015-07-31", {"status": "on_track", "due": "2015-07-31"}),
    ("answered, the next one is shown", [*delivered("2.1"), *SPOKEN, answered("2.1", "2015-07-31", "2015-07-31")], "2.1",
     "2015-08-01", {"status": "on_track", "due": "2015-10-31"}),
    ("answered early is answered; the first unanswered one to come is shown",
     [*delivered("2.1"), *SPOKEN, answered("2.1", "2015-05-01", "2015-07-31"), answered("2.1", "2015-05-01", "2015-10-31")],
     "2.1", "2015-05-01", {"due": "2016-01-31"}),
    ("an answer on the day on which the next one falls due still counts",
     [*delivered("2.1"), *SPOKEN, answered("2.1", "2015-10-31", "2015-07-31")], "2.1", "2015-10-31", {"status": "on_track"}),
    ("missed: the next one's turn has come", [*delivered("2.1"), *SPOKEN, answered("2.1", "2015-10-30", "2015-10-31")],
     "2.1", "2015-11-01", {"status": "on_track", "due": "2016-01-31"}),
    ("of a monthly duty, one late is not overdue", [*delivered("2.2"), *SPOKEN], "2.2", "2015-06-01",
     {"status": "on_track", "due": "2015-05-31", "flags": ["no_owner", "submission_late"]}),
    ("of a monthly duty, two late are", [*delivered("2.2"), *SPOKEN], "2.2", "2015-07-01",
     {"status": "overdue", "due": "2015-06-30"}),
    ("an answer after the next one fell due does not count: it was missed by then",
     [*delivered("2.2"), *SPOKEN, answered("2.2", "2015-07-01", "2015-05-31")], "2.2", "2015-07-01", {"status": "overdue"}),
    ("a duty without a first day runs from the date that is set",
     [event("set_date", "2.3", "2015-05-01", new_due="2015-06-30")], "2.3", "2015-10-01",
     {"flags": ["no_owner", "submission_late", "silent"]}),
    ("one step after that date", [event("set_date", "2.3", "2015-05-01", new_due="2015-06-30")], "2.3", "2015-09-30",
     {"flags": ["no_owner", "silent"]}),
    ("nothing but its duty: shown is the submission; its own date does not pass",
     [answered("2.4", "2015-10-31", "2015-10-31")], "2.4",
     "2015-11-01", {"status": "no_update", "due": "2016-04-30"}),
    ("the last duty ended, it is complete",
     [*delivered("2.1"), event("end_duty", "2.1", "2015-06-01", duty=11)], "2.1", "2015-06-01", {"status": "complete"}),
    ("an ended duty owes nothing more, and what was late bears on nothing",
     [*SPOKEN, *delivered("1.1"), event("extend_line", "2.1", "2015-04-20", new_due="2016-03-31"),
      event("end_duty", "2.1", "2015-08-01", duty=11)], "2.1", "2015-08-02",
     {"status": "on_track", "flags": ["no_owner"]}),
    ("an ended duty set going again by setting its end aside",
     [*delivered("2.1"), *SPOKEN, event("end_duty", "2.1", "2015-06-01", duty=11),
      event("set_aside", "2.1", "2015-06-02", decision=25)], "2.1", "2015-08-01", {"status": "overdue"}),
    # Recommendations
    ("to be considered", [], "1", "2017-01-23", {"status": "to_be_considered", "colour": "grey", "flags": []}),
    ("amber from 90 days after it came in force", [], "1", "2017-01-24", {"colour": "amber"}),
    ("before its document is in force it is not there", [], "1", "2016-10-25", None),
    ("accepted: owned, dated, open", [considered("1", "2016-11-08")], "1", "2016-11-08",
     {"status": "not_started", "due": "2017-01-31"}),
    ("counted from the day it was accepted: nothing owed for October to December",
     [considered("1", "2016-11-08", "2017-12-31")], "1", "2017-03-31", {"status": "not_started"}),
    ("but from January on", [considered("1", "2016-11-08", "2017-12-31")], "1", "2017-05-01", {"status": "no_update"}),
    ("not accepted is closed", [event("not_accept", "1", "2016-11-08")], "1", "2016-11-08",
     {"status": "not_accepted", "colour": "closed"}),
    ("merged is closed", [event("merge", "1", "2016-11-08")], "1", "2016-11-08", {"status": "merged", "colour": "closed"}),
    ("an acceptance set aside takes its duty with it",
     [considered("1", "2016-11-08"), event("owe_duty", "1", "2016-11-08", decision=20, every=3, first="2016-11-30"),
      event("set_aside", "1", "2016-11-09", decision=20)], "1", "2016-12-01", {"status": "to_be_considered", "due": None}),
    ("a whole stands at its worst owed part", [considered("16", "2016-11-08"), considered("16a", "2016-11-08", "2016-11-30")],
     "16", "2016-12-01", {"status": "overdue", "due": "2017-01-31"}),
    ("closed parts are left out", [considered("16", "2016-11-08"), event("not_accept", "16a", "2016-11-08"),
                                   event("merge", "16b", "2016-11-08")], "16", "2016-11-08", {"status": "not_started"}),
    ("unless all are closed: then its own", [event("merge", "16", "2016-11-08"), event("not_accept", "16a", "2016-11-08"),
                                             event("not_accept", "16b", "2016-11-08")], "16", "2016-11-08",
     {"status": "merged"}),
    ("a part's flags are not its whole's", [considered("16", "2016-11-08"),
                                            considered("16a", "2016-11-08", "2016-11-30"),
                                            event("mark", "16a", "2016-11-08", mark="repeat")], "16", "2016-12-01",
     {"flags": ["no_owner"]}),
    ("an example shows its whole's status and owes nothing", [considered("20", "2016-11-08")], "20a", "2016-11-08",
     {"status": "not_started", "colour": "grey", "due": None, "flags": []}),
    ("a national recommendation is one like the others", [], "N1", "2016-10-26",
     {"status": "to_be_considered", "national": True, "parent": None}),
    # Each agency
    ("stands at its worst cell", [rated("1.3", "2015-04-10", "green", "2015-04-01", cell="police"),
                                  rated("1.3", "2015-04-10", "red", "2015-04-01", cell="ncc")], "1.3", "2015-04-10",
     {"status": "off_track", "rating": None, "last_update": "2015-04-10"}),
    ("all cells complete: complete", [
        evidence("1.3", "2015-04-10", cell="police"), claimed("1.3", "2015-04-10", cell="police"),
        accepted("1.3", "2015-04-11", cell="police"),
        evidence("1.3", "2015-04-10", cell="ncc"), claimed("1.3", "2015-04-10", cell="ncc", evidence_ids=(23,)),
        accepted("1.3", "2015-04-11", claim=24, cell="ncc")], "1.3", "2015-05-01", {"status": "complete"}),
    ("one cell open: not complete", [
        evidence("1.3", "2015-04-10", cell="police"), claimed("1.3", "2015-04-10", cell="police"),
        accepted("1.3", "2015-04-11", cell="police")], "1.3", "2015-05-01", {"status": "overdue"}),
    ("a decision about the action holds for every cell", [event("stop", "1.3", "2015-04-10")], "1.3", "2015-05-01",
     {"status": "stopped", "colour": "closed"}),
    ("flags of the cells are shown together; a cell's own move is not the action's", [
        event("ask_for_date", "1.3", "2015-04-10", cell="ncc", new_due="2015-06-30"),
        event("agree", "1.3", "2015-04-11", cell="ncc", request=20, new_due="2015-06-30"),
        evidence("1.3", "2015-05-01", cell="police", restricted=True),
        claimed("1.3", "2015-05-01", cell="police", evidence_ids=(22,))], "1.3", "2015-05-01",
     {"status": "not_started", "moves": 0, "flags": ["no_owner", "claimed_late", "restricted"]}),
    ("what does not apply to an agency leaves the count", [
        rated("1.3", "2015-04-10", "red", "2015-04-01", cell="police"),
        event("ask_exemption", "1.3", "2015-04-11", cell="police"),
        event("exempt", "1.3", "2015-04-12", cell="police", exemption=21)], "1.3", "2015-04-12",
     {"status": "not_started"}),
    ("said and not decided, it counts", [
        rated("1.3", "2015-04-10", "red", "2015-04-01", cell="police"),
        event("ask_exemption", "1.3", "2015-04-11", cell="police")], "1.3", "2015-04-12", {"status": "off_track"}),
    ("set aside, it is open again", [
        rated("1.3", "2015-04-10", "red", "2015-04-01", cell="police"),
        event("exempt", "1.3", "2015-04-12", cell="police"),
        event("set_aside", "1.3", "2015-04-13", cell="police", decision=21)], "1.3", "2015-04-13",
     {"status": "off_track"}),
    ("with all of them exempt it is closed", [
        event("exempt", "1.3", "2015-04-12", cell="police"), event("exempt", "1.3", "2015-04-12", cell="ncc")], "1.3",
     "2015-04-12", {"status": "stopped"}),
    ("asked of each by decision: what was said before counts no more", [
        rated("1.1", "2015-04-10", "red", "2015-04-01"), event("ask_each_agency", "1.1", "2015-04-12")], "1.1",
     "2015-04-12", {"status": "not_started", "rating": None, "last_update": None}),
    ("and before that day it counts", [
        rated("1.1", "2015-04-10", "red", "2015-04-01"), event("ask_each_agency", "1.1", "2015-04-12")], "1.1",
     "2015-04-11", {"status": "off_track", "rating": "red", "last_update": "2015-04-10"}),
    ("set aside, it counts again", [
        rated("1.1", "2015-04-10", "red", "2015-04-01"), event("ask_each_agency", "1.1", "2015-04-12"),
        event("set_aside", "1.1", "2015-04-13", decision=21)], "1.1", "2015-04-13",
     {"status": "off_track", "rating": "red"}),
    ("its date holds for each agency and is not their move", [
        ASKED, AGREED, event("ask_each_agency", "1.1", "2015-04-21")], "1.1", "2015-05-01",
     {"status": "not_started", "due": "2015-06-30", "moves": 1, "flags": ["no_owner", "re_dated"]}),
    ("no agency owes an update for a quarter before it was asked", [
        event("set_date", "1.2", "2015-04-10", new_due="2016-03-31"), event("ask_each_agency", "1.2", "2015-04-10")],
     "1.2", "2015-08-01", {"status": "not_started"}),
    ("and it does for the next", [
        event("set_date", "1.2", "2015-04-10", new_due="2016-03-31"), event("ask_each_agency", "1.2", "2015-04-10")],
     "1.2", "2015-11-01", {"status": "no_update"}),
    # The other flags
    ("a challenge is open until it is ended", [event("challenge", "1.1", "2015-04-10")], "1.1", "2015-04-10",
     {"flags": ["no_owner", "due_soon", "challenge_open"]}),
    ("ended, it is not", [event("challenge", "1.1", "2015-04-10"), event("end_challenge", "1.1", "2015-04-11", challenge=20)],
     "1.1", "2015-04-11", {"flags": ["no_owner", "due_soon"]}),
    ("restricted evidence is flagged until it is withdrawn",
     [evidence("1.1", "2015-02-10", restricted=True), event("withdraw_evidence", "1.1", "2015-02-12", evidence=20)], "1.1",
     "2015-02-11", {"flags": ["no_owner", "restricted"]}),
    ("withdrawn, it is not",
     [evidence("1.1", "2015-02-10", restricted=True), event("withdraw_evidence", "1.1", "2015-02-12", evidence=20)], "1.1",
     "2015-02-12", {"flags": ["no_owner"]}),
    ("marks by hand stand until they are taken off", [
        event("mark", "1.1", "2015-02-10", mark="repeat"), event("mark", "1.1", "2015-02-10", mark="waiting_outside"),
        event("mark", "1.1", "2015-02-10", mark="said_before"), event("unmark", "1.1", "2015-02-11", mark="repeat")], "1.1",
     "2015-02-11", {"flags": ["no_owner", "said_before", "waiting_outside"]}),
    ("plan ended: open, not carried, not dated beyond it", [], "1.1", "2016-04-01",
     {"flags": ["no_owner", "silent", "plan_ended"]}),
    ("not on its last day", [], "1.1", "2016-03-31", {"flags": ["no_owner", "silent"]}),
    ("stopped is closed, and only what stands beside any status is left",
     [ASKED, AGREED, event("stop", "1.1", "2015-04-21")], "1.1", "2016-04-01", {"status": "stopped", "flags": ["re_dated"]}),
]  # fmt: skip


def standing_of(number, events, day):
    objects = plain.recount(ledger_of(*events), [PLAN, PROFILE], date.fromisoformat(day))
    return next(
        (each for each in objects if each["number"] == number and each["document"] == document_of(number)), None
    )


def document_of(number):
    return "plan" if "." in number else "profile"


@pytest.mark.parametrize(
    ("events", "number", "day", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_the_recount_says_what_the_rules_say(events, number, day, expected):
    found = standing_of(number, events, day)
    assert expected == (found and {name: found[name] for name in expected})


def test_the_recount_shares_no_code():
    tree = ast.parse((HERE / "recount.py").read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} <= {"yaml", "dateutil"} | sys.stdlib_module_names


def test_the_recount_reads_all_100_lines_of_the_seeds():
    documents = plain.read_documents(SEEDS)
    assert [len(plain.entries_of(each)) for each in documents] == [57, 43]


# The worked example

DAYS = {
    date(2015, 1, 31): "the day before the strategy is in force",
    date(2015, 2, 1): "the strategy is in force",
    date(2015, 2, 2): "the day after",
    date(2015, 2, 28): "the first actions are due",
    date(2015, 3, 1): "and are overdue",
    date(2015, 3, 31): "the last day before the plan's period",
    date(2015, 4, 1): "a quarter's first day: from its end on an update is owed",
    date(2015, 4, 29): "the day before sixteen actions are due",
    date(2015, 4, 30): "sixteen actions are due",
    date(2015, 5, 1): "and are overdue",
    date(2015, 5, 31): "the first monthly and yearly submissions are due",
    date(2015, 6, 1): "and are late, which one monthly one may be",
    date(2015, 6, 30): "the second monthly submission is due; the first quarter is complete",
    date(2015, 7, 1): "two monthly submissions are late",
    date(2015, 7, 30): "the day before an update day",
    date(2015, 7, 31): "the first update day, and the first quarterly submissions",
    date(2015, 8, 1): "silence since the first quarter shows",
    date(2015, 9, 30): "a half's last day",
    date(2015, 10, 1): "the next half",
    date(2015, 10, 31): "update day, and the first six-monthly submissions",
    date(2015, 11, 1): "the day after; a quarterly submission unanswered since July is missed",
    date(2015, 12, 31): "the last dates that the strategy prints",
    date(2016, 1, 1): "and the day after",
    date(2016, 1, 31): "update day",
    date(2016, 2, 1): "and the day after",
    date(2016, 2, 29): "the end of a leap year's February: a monthly submission",
    date(2016, 3, 1): "and the day after",
    date(2016, 3, 23): "a week before the plan's end",
    date(2016, 3, 24): "around the decision on the end of the plan",
    date(2016, 3, 31): "the plan's last day",
    date(2016, 4, 1): "the plan is over",
    date(2016, 4, 2): "and stays so",
    date(2016, 4, 3): "and stays so",
    date(2016, 4, 4): "the first working day after it",
    date(2016, 4, 30): "update day, and six-monthly submissions",
    date(2016, 5, 1): "and the day after",
    date(2016, 5, 31): "the second yearly submission",
    date(2016, 7, 31): "update day",
    date(2016, 8, 1): "and the day after",
    date(2016, 10, 25): "the day before the profile is in force",
    date(2016, 10, 26): "the profile is in force",
    date(2016, 10, 27): "the day after",
    date(2016, 10, 31): "update day",
    date(2016, 11, 1): "and the day after",
    date(2016, 12, 8): "around the meeting that considers the recommendations",
    date(2016, 12, 9): "the day after",
    date(2016, 12, 31): "a quarter's last day",
    date(2017, 1, 1): "the first quarter that begins with recommendations accepted",
    date(2017, 1, 15): "the day before the example's today",
    date(2017, 1, 16): "the example's today",
}


class Example:
    """The worked example: its ledger as printed, the documents as they are kept, and the tracker's own answer."""

    def __init__(self, app):
        self.app = app
        self.documents = plain.read_documents(SEEDS)
        with app.app_context():
            from actions.ledger import rows

            self.ledger = json.loads(json.dumps(list(rows())))

    def tracker(self, day):
        from tracker.commands.record import standing_as_json

        with self.app.app_context():
            return json.loads(json.dumps(standing_as_json(day)))

    def recount(self, day):
        return plain.recount(self.ledger, self.documents, day)

    def differences(self, day):
        return differences(day, self.recount(day), self.tracker(day))


@pytest.fixture(scope="module")
def example(example_app):
    return Example(example_app)


def differences(day, recounted, tracked):
    """A sentence for each field of each object in which the two differ, and for each object that one of them lacks."""
    ours, theirs = by_line(recounted), by_line(tracked)
    found = [f"{day} {' '.join(line)}: only the recount has it" for line in ours if line not in theirs]
    found += [f"{day} {' '.join(line)}: only the tracker has it" for line in theirs if line not in ours]
    for line in ours.keys() & theirs.keys():
        found += differing_fields(f"{day} {' '.join(line)}", ours[line], theirs[line])
    return sorted(found)


def by_line(objects):
    found = {(each["document"], each["number"]): each for each in objects}
    assert len(found) == len(objects), "a line is listed twice"
    return found


def differing_fields(where, ours, theirs):
    return [
        f"{where}: {name}: the recount says {ours.get(name, 'nothing')}, the tracker {theirs.get(name, 'nothing')}"
        for name in sorted(ours.keys() | theirs.keys())
        if ours.get(name, "nothing") != theirs.get(name, "nothing")
    ]


def insist_same(found):
    left = [f"... and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    assert not found, "\n".join([f"{len(found)} differences", *found[:SHOWN], *left])


def test_there_are_enough_days_with_a_reason():
    assert len(DAYS) >= 40
    assert min(DAYS) == FIRST_DAY
    assert max(DAYS) == LAST_DAY


@pytest.mark.parametrize("day", DAYS, ids=[f"{day}: {why}" for day, why in DAYS.items()])
def test_the_tracker_and_the_recount_agree(example, day):
    insist_same(example.differences(day))


def test_they_agree_on_every_day_of_a_decision_and_the_day_before(example):
    decided = {date.fromisoformat(row["counts_from"]) for row in example.ledger if row["table"] == "decisions"}
    assert decided, "the example decides nothing"
    days = decided | {day - timedelta(days=1) for day in decided}
    insist_same([each for day in sorted(days - DAYS.keys()) for each in example.differences(day)])


def test_they_agree_on_days_drawn_by_lot(example):
    drawn = random.Random(20170116).sample(range((LAST_DAY - FIRST_DAY).days), 30)
    insist_same([each for days in drawn for each in example.differences(FIRST_DAY + timedelta(days=days))])


@pytest.mark.parametrize("number", ["4.2", "7.6", "2.16", "27"])
def test_they_agree_where_an_action_is_asked_of_each_agency_by_decision(fresh_example, number):
    ask_each_and_spare_one(number)
    told = Example(fresh_example)
    later = [LAST_DAY + timedelta(days=ahead) for ahead in (0, 1, 16, 106, 365)]
    insist_same([each for day in (LAST_DAY - timedelta(days=1), *later) for each in told.differences(day)])


def ask_each_and_spare_one(number):
    """What chair and deputy can still ask of each agency, on the last day; Health is spared, and the Police say green."""
    begin_writing()
    line, at = next(each for each in plan_on(LAST_DAY).standings if each.number == number), london_moment(LAST_DAY)
    decider = holder("deputy" if line.owner_id == holder("chair").agency_id else "chair")
    word, action = Word(by=decider, at=at), line.line.id
    if line.facts.request:
        changes.decline(action, line.facts.request.id, word=word, reason="No.")
    changes.ask_each_agency(action, word=word, reason="It is everybody's.")
    officer, police = holder("officer", "health"), holder("officer", "police")
    asked = changes.ask_exemption(action, cell_id=officer.agency_id, reason="No.", by=officer, at=at)
    changes.exempt(action, asked.id, cell_id=officer.agency_id, word=Word(by=holder("chair"), at=at), reason="No.")
    said = {"rating": "green", "words": {"said": "Done."}}
    changes.record_update(action, cell_id=police.agency_id, by=police, at=at, **said)
    db.session.commit()


def test_they_agree_on_the_days_to_come(example):
    days = [LAST_DAY + timedelta(days=ahead) for ahead in (1, 8, 15, 16, 105, 106, 365)]
    insist_same([each for day in days for each in example.differences(day)])


def test_the_ledger_and_the_documents_give_the_same_lines(example):
    adopted = {(row["document"], row["action"]) for row in example.ledger if row["verb"] == "adopt_action"}
    assert adopted == by_line(example.recount(LAST_DAY)).keys()
    assert len(adopted) == 100


# Teeth: a broken rule, or a broken ledger, is noticed


def without_status(status):
    return [(name, holds) for name, holds in plain.STATUS_ROWS if name != status]


def nothing_is_set_aside(ledger, day):
    rows = [plain.with_dates(row) for row in sorted(ledger, key=lambda row: row["number"])]
    return [row for row in rows if row["counts_from"] <= day]


# What is broken; which name in the recount is replaced, and by what
BROKEN = {
    "silence is green": ("STATUS_ROWS", without_status("no_update")),
    "a claim is enough": ("STATUS_ROWS", [("complete", plain.waiting_claim), *plain.STATUS_ROWS]),
    "a rating lifts overdue": ("STATUS_ROWS", [("on_track", plain.rated_green), *plain.STATUS_ROWS]),
    "the first rating counts": ("latest_rating", lambda line: next(iter(plain.rows_of(line, "update")), None)),
    "decisions set aside still count": ("rows_that_stand", nothing_is_set_aside),
    "a day means its beginning": ("date_passed", lambda line: bool(line.due) and line.due <= line.day),
    "duties are not owed": ("is_behind", lambda duty, day: False),
    "one month late is enough": ("is_behind", plain.latest_is_unanswered),
    "a late answer counts for ever": ("is_answered", lambda duty, due, day: due in dict(duty.answers)),
    "the update day is the quarter's last day": (
        "update_day",
        lambda quarter: plain.month_end(quarter + timedelta(days=60)),
    ),
    "dates are never moved": ("current_due", lambda line, before=None: line.due),
    "what is added for a claim does not count for it": ("was_added_for", lambda line, claim, piece: False),
    "a closed part counts": ("worst", lambda statuses: statuses[0]),
    "an exemption counts for nothing": (
        "STATUS_ROWS",
        [("stopped", lambda line: bool(plain.rows_of(line, "stop"))), *without_status("stopped")],
    ),
    "only the document asks each agency": ("asked_of_each", lambda line: line),
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_small_ledgers_notice_a_broken_rule(what, monkeypatch):
    monkeypatch.setattr(plain, *BROKEN[what])
    noticed = []
    for rule, events, number, day, expected in CASES:
        found = standing_of(number, events, day)
        if expected != (found and {name: found[name] for name in expected}):
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
    monkeypatch.setattr(plain, *BROKEN[what])
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


def test_a_difference_is_told_in_words():
    ours = [{"document": "plan", "number": "1.1", "status": "overdue", "flags": []}]
    theirs = [{"document": "plan", "number": "1.1", "status": "on_track", "flags": []}]
    assert differences(date(2015, 5, 1), ours, theirs) == [
        "2015-05-01 plan 1.1: status: the recount says overdue, the tracker on_track"
    ]
    assert differences(date(2015, 5, 1), ours, []) == ["2015-05-01 plan 1.1: only the recount has it"]
