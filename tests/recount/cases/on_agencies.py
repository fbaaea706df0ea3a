"""Agencies that join, and that take part no more."""

from .small_ledgers import event, rated

JOINED = event("adopt_agency", None, "2015-09-01", key="yjb")
LEFT = event("leave_agency", None, "2015-04-12", agency="police", into=[])
OWNED = event("assign", "1.1", "2015-04-10", agency="police")

# The rule in English; what happened; the line and the day; what must be so
CASES = [
    ("what an agency that left owned is nobody's", [OWNED, LEFT], "1.1", "2015-04-12",
     {"owner": None, "flags": ["no_owner", "due_soon"]}),
    ("the day before it is still its own", [OWNED, LEFT], "1.1", "2015-04-11", {"owner": "police"}),
    ("given to another, it is the other's", [
        OWNED, LEFT, event("assign", "1.1", "2015-04-12", agency="ncc")], "1.1", "2015-04-12", {"owner": "ncc"}),
    ("its own part of what each is asked ends with it", [
        rated("1.3", "2015-04-10", "red", "2015-04-01", cell="police"), LEFT], "1.3", "2015-04-12",
     {"status": "not_started", "last_update": None}),
    ("the day before it counts", [
        rated("1.3", "2015-04-10", "red", "2015-04-01", cell="police"), LEFT], "1.3", "2015-04-11",
     {"status": "off_track"}),
    ("no agency owes an update for a quarter before it joined", [
        event("set_date", "1.3", "2015-04-10", new_due="2016-03-31"),
        *(rated("1.3", "2015-07-10", "green", "2015-10-01", cell=each) for each in ("police", "ncc")), JOINED], "1.3",
     "2015-11-01", {"status": "not_started"}),
    ("and it does for the next", [
        event("set_date", "1.3", "2015-04-10", new_due="2016-03-31"),
        *(rated("1.3", "2015-07-10", "green", "2015-10-01", cell=each) for each in ("police", "ncc")), JOINED], "1.3",
     "2016-02-01", {"status": "no_update"}),
]  # fmt: skip
