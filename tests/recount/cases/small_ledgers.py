"""Ledgers made by hand, of a few rows, over a small plan and a small profile; and what the recount makes of one."""

from datetime import date

import plain

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


def chosen(key, value, on):
    return event("set", None, on, key=key, value=value)


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
INTO = {"document": "profile", "action": "1"}
CLOSED = (
    event("carry_into", "1.1", "2016-03-31", carried_into=INTO),
    event("close_unfinished", "1.2", "2016-03-31"),
    event("close_document", None, "2016-03-31", new_due="2016-03-31"),
)
LATER = [event("mark", "1.1", "2016-04-05", mark="repeat"), rated("1.1", "2016-04-05", "green", "2016-01-01")]
UNDONE = [event("set_aside", None, "2016-04-05", decision=number) for number in (20, 21, 22)]


def standing_of(number, events, day):
    objects = plain.recount(ledger_of(*events), [PLAN, PROFILE], date.fromisoformat(day))
    return next(
        (each for each in objects if each["number"] == number and each["document"] == document_of(number)), None
    )


def document_of(number):
    return "plan" if "." in number else "profile"
