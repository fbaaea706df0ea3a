"""An action that is asked of each agency."""

from .small_ledgers import AGREED, ASKED, accepted, claimed, event, evidence, rated

# The rule in English; what happened; the line and the day; what must be so
CASES = [
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
    ("set aside, what an agency said of its own part does not become the whole's", [
        event("ask_each_agency", "1.1", "2015-04-10"),
        rated("1.1", "2015-04-11", "red", "2015-04-01", cell="police"),
        event("set_aside", "1.1", "2015-04-12", decision=20)], "1.1", "2015-04-12",
     {"status": "not_started", "rating": None, "last_update": None}),
    ("its date holds for each agency and is not their move", [
        ASKED, AGREED, event("ask_each_agency", "1.1", "2015-04-21")], "1.1", "2015-05-01",
     {"status": "not_started", "due": "2015-06-30", "moves": 1, "flags": ["no_owner", "re_dated"]}),
    ("no agency owes an update for a quarter before it was asked", [
        event("set_date", "1.2", "2015-04-10", new_due="2016-03-31"), event("ask_each_agency", "1.2", "2015-04-10")],
     "1.2", "2015-08-01", {"status": "not_started"}),
    ("and it does for the next", [
        event("set_date", "1.2", "2015-04-10", new_due="2016-03-31"), event("ask_each_agency", "1.2", "2015-04-10")],
     "1.2", "2015-11-01", {"status": "no_update"}),
]  # fmt: skip
