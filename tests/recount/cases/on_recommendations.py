"""Recommendations and their parts."""

from .small_ledgers import considered, event

# The rule in English; what happened; the line and the day; what must be so
CASES = [
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
]  # fmt: skip
