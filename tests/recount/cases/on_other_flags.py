"""Flags that no other table has: challenges, restricted evidence, marks, the plan's end."""

from .small_ledgers import AGREED, ASKED, event, evidence

# The rule in English; what happened; the line and the day; what must be so
CASES = [
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
