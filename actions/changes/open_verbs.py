"""Which verbs are open in which status: the one table (rules.md section 6). docs/generated/verbs.md is made from it."""

from actions.errors import RuleBroken
from actions.standing import CLOSED, OPEN, Standing

OPEN_IN = {
    "update": OPEN,
    "contribute": OPEN,
    "add_evidence": OPEN | {"complete"},
    "claim": OPEN - {"reported_complete"},
    "accept": frozenset({"reported_complete"}),
    "check_again": OPEN | {"complete"},
    "send_back": frozenset({"reported_complete"}),
    "ask_for_date": OPEN - {"date_to_be_set"},
    "withdraw_request": OPEN,
    "agree": OPEN,
    "decline": OPEN,
    "set_date": OPEN,
    "stop": OPEN,
    "supersede": OPEN,
    "reopen": frozenset({"complete"}),
    "end_duty": OPEN,
    "extend_line": OPEN,
    "carry": OPEN,
    "carry_into": OPEN | {"to_be_considered"},
    "close_unfinished": OPEN | {"to_be_considered"},
    "accept_recommendation": frozenset({"to_be_considered"}),
    "accept_in_part": frozenset({"to_be_considered"}),
    "merge": frozenset({"to_be_considered"}),
    "not_accept": frozenset({"to_be_considered"}),
    "starting_position": OPEN,
    "ask_each_agency": OPEN - {"reported_complete"},
    "ask_exemption": OPEN - {"reported_complete"},
    "withdraw_exemption": OPEN,
    "exempt": OPEN,
    "not_exempt": OPEN,
}

DOCUMENT_CLOSED = "Its document is closed, so nothing more is recorded on it."
CONSIDERED = "A decision on this stands already. Look at what was decided before you go on."
NOT_OPEN = {
    **dict.fromkeys(("accept_recommendation", "accept_in_part", "merge", "not_accept"), CONSIDERED),
    "accept": "No claim waits here. It may have been decided a moment ago.",
    "check_again": "This is closed, so nothing of it is checked again.",
    "send_back": "No claim waits here. It may have been decided a moment ago.",
    "update": "This is not open, so no update can be added.",
    "add_evidence": "This is closed, so no evidence can be added.",
    "claim": "This cannot be reported complete as it stands.",
    "ask_exemption": "This is closed, or its claim waits, so it cannot be said not to apply.",
    "reopen": "Only what is complete can be reopened.",
}


def is_open_for(verb: str, standing: Standing) -> bool:
    """Whether the verb is open on the line as it stands by itself; none is once its document's closing is recorded."""
    return standing.facts.closing is None and standing.own_status in OPEN_IN[verb]


def insist_open(verb: str, standing: Standing, field: str) -> None:
    """Raise RuleBroken on `field` unless the verb is open."""
    insist_goes_on(standing, field)
    if not is_open_for(verb, standing):
        raise RuleBroken(field, NOT_OPEN.get(verb, "This is not open to that as it stands now."))


def insist_goes_on(standing: Standing, field: str) -> None:
    """Raise RuleBroken on `field` once the closing of the line's document is recorded."""
    if standing.facts.closing is not None:
        raise RuleBroken(field, DOCUMENT_CLOSED)


assert not CLOSED & OPEN
