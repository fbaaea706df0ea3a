"""What a rating does to the status, and what silence does."""

from .small_ledgers import GREEN, event, rated

# The rule in English; what happened; the line and the day; what must be so
CASES = [
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
]  # fmt: skip
