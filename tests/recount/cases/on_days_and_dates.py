"""From which day a row counts, and which date of a line it moves."""

from .small_ledgers import AGREED, ASKED, GREEN, chosen, event, rated

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
    # Settings
    ("due soon from as many days before as the board set", [chosen("due_soon_days", "60", "2015-03-10")], "1.1", "2015-03-10",
     {"flags": ["no_owner", "due_soon"]}),
    ("before the day from which it counts it is as it was", [chosen("due_soon_days", "60", "2015-03-10")], "1.1",
     "2015-03-09", {"flags": ["no_owner"]}),
    ("what was set last counts", [chosen("due_soon_days", "60", "2015-03-10"), chosen("due_soon_days", "7", "2015-03-11")],
     "1.1", "2015-04-20", {"flags": ["no_owner"]}),
    ("silent from the day after the update day that the board set", [chosen("update_day", "14", "2015-06-30")], "2.4",
     "2015-07-15", {"status": "no_update", "flags": ["no_owner", "silent"]}),
    ("on that day not yet", [chosen("update_day", "14", "2015-06-30")], "2.4", "2015-07-14",
     {"status": "not_started", "flags": ["no_owner"]}),
    ("set after a quarter's last day it moves that quarter's update day no more", [chosen("update_day", "14", "2015-07-01")],
     "2.4", "2015-07-15", {"status": "not_started", "flags": ["no_owner"]}),
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
]  # fmt: skip
