"""Who may do what, and what it needs (rules.md sections 1 and 6): each rule gives what speaks against a call, in either of
the two ways in which the record refuses. Nothing against it: it is recorded."""

from reference_days import month_end, open_quarters
from reference_office import OFFICE_RULES
from reference_people import BARRED, TOLD, decider, owner, when

RATINGS = ("red", "amber", "green")
WORDS_FOR = {
    "green": {"said"},
    "amber": {"why", "next_steps"},
    "red": {"why", "next_steps", "help_asked", "children"},
}


def update(people, call, line):
    given = call.more
    if not people.helps(call.who, line):
        yield BARRED
    yield from _of_any_update(given, line)
    if people.owns(call.who, line):
        yield from _of_an_owners_update(given, line)
        yield from claim(people, call, line, more_evidence=given["evidence"]) if given["claim"] else ()
        return
    if given["rating"] or given["claim"] or given["answers"]:
        yield BARRED
    yield from when("said" not in given["words"])


def enter_update(people, call, line):
    """It is the owner's word. Only the officer can report it complete (rules.md is silent)."""
    yield from _given_by_the_owner(people, call, line)
    yield from _of_any_update(call.more, line)
    yield from _of_an_owners_update(call.more, line)
    yield from when(call.more["claim"])


def _given_by_the_owner(people, call, line):
    """What an officer sent or said, known here or named only, is entered by the business manager: how it came, and when,
    not before the quarters that are still open (rules.md is silent)."""
    given, officer = call.more, call.more["given_by"]
    if not people.is_office(call.who):
        yield BARRED
    yield from when(not (people.owns(officer, line) if officer else line.owner and given["named"]))
    on, first = given["on"], open_quarters(line.day)[0]
    yield from when(given["how"] is None, on is None or not first <= on <= line.day)


def _of_any_update(given, line):
    quarter = given["quarter"]
    stale = given["check_seen"] and line.updates and max(line.updates) != given["seen"]
    yield from when(not line.is_open, stale, quarter is not None and quarter not in open_quarters(line.day))


def _of_an_owners_update(given, line):
    yield from _rating(given, line)
    yield from _answers(given, line)


def _rating(given, line):
    last, rating = line.rated, given["rating"]
    if given["unchanged"]:
        yield from when(last is None or last.minuted or last.unchanged)
        return
    if rating is None:
        yield TOLD
        return
    better = last is not None and RATINGS.index(rating) > RATINGS.index(last.rating)
    missing = WORDS_FOR[rating] - given["words"]
    yield from when(missing, rating != "green" and not given["forecast"], better and "why_better" not in given["words"])


def _answers(given, line):
    for number, due in given["answers"]:
        duty = line.running.get(number)
        yield from when(duty is None or due not in duty.owed(line.day))


def evidence_later(people, call, line):
    if not people.helps(call.who, line):
        yield BARRED
    kind, number = call.more["target"]
    of_claim = line.waiting is not None and line.waiting.id == number
    own = line.updates.get(number) == people.agency[call.who]
    yield from when(not (line.is_open or line.status == "complete"), not (of_claim if kind == "claim" else own))


def withdraw_evidence(people, call, line):
    number = call.more["evidence"]
    if not people.helps(call.who, line) or line.evidence.get(number) != people.agency[call.who]:
        yield BARRED
    yield from when(number not in line.standing_evidence, not call.more["reason"])


def claim(people, call, line, more_evidence=False):
    yield from owner(people, call, line)
    yield from when(
        not line.is_open or line.waiting is not None,
        line.delivered,
        line.only_duty and line.running,
        line.exemption is not None,
        not (line.standing_evidence or more_evidence),
    )


def _of_the_claim(people, call, line):
    waiting = line.waiting
    if waiting is None or waiting.id != call.more["claim"]:
        yield TOLD
    yield from decider(people, call, line, line.claimed_by)


def accept(people, call, line):
    yield from _of_the_claim(people, call, line)
    yield from when(line.status != "reported_complete")
    yield from _proved(call.more, line)


def check_again(people, call, line):
    """What was accepted to be looked at again, also before its day (decision 0013); it needs what accepting needs."""
    yield from decider(people, call, line, line.once_claimed_by)
    yield from when(not line.awaits_a_check or line.claim.id != call.more["claim"])
    yield from when(not line.is_open and line.status != "complete")
    yield from _proved(call.more, line)


def _proved(given, line):
    assurance = given["assurance"]
    weak = assurance in ("told", "seen")
    reason_wanted = assurance == "told" or (weak and line.plan.practice)
    yield from when(reason_wanted and not given["reason"], not weak and not given["checked_by"])
    yield from when(given["recheck"] not in (None, 6, 12))


def send_back(people, call, line):
    yield from _of_the_claim(people, call, line)
    yield from when(line.status != "reported_complete", not call.more["reason"])


def ask_for_date(people, call, line):
    yield from owner(people, call, line)
    yield from _a_later_date(call.more, line)


def enter_request(people, call, line):
    yield from _given_by_the_owner(people, call, line)
    yield from _a_later_date(call.more, line)


def _a_later_date(given, line):
    yield from when(not line.is_open, line.request is not None, line.own_due is None)
    yield from when(
        not given["month"] or month_end(given["month"]) < line.day, not given["reason"], not given["children"]
    )
    yield from when(given["month"] and line.due and month_end(given["month"]) <= line.due)


def withdraw_request(people, call, line):
    yield from owner(people, call, line)
    yield from when(line.request is None)


def _of_the_request(people, call, line, for_the_board=False):
    request = line.request
    known = request is not None and request == call.more["request"]
    yield from when(not known, not line.is_open, not call.more["reason"])
    yield from decider(people, call, line, line.asked_by, for_the_board)


def agree(people, call, line):
    yield from _of_the_request(people, call, line, for_the_board=line.moves >= 2)
    request = line.requests.get(line.request)
    month = call.more["month"] or (request and request.more["month"])
    yield from when(month and line.due and month_end(month) <= line.due)


def decline(people, call, line):
    yield from _of_the_request(people, call, line)


def set_date(people, call, line):
    yield from decider(people, call, line)
    month = call.more["month"]
    yield from when(not line.is_open, line.due is not None, not month or month_end(month) < line.day)


def stop(people, call, line):
    yield from decider(people, call, line)
    yield from when(not line.is_open, not call.more["reason"])


def reopen(people, call, line):
    yield from decider(people, call, line)
    month = call.more["month"]
    yield from when(line.status != "complete", not call.more["reason"], not month or month_end(month) < line.day)


def end_duty(people, call, line):
    yield from decider(people, call, line)
    yield from when(not line.is_open, call.more["duty"] not in line.running, not call.more["reason"])


def _considered(people, call, line):
    yield from decider(people, call, line)
    yield from when(line.status != "to_be_considered", call.more["meeting"] != "held")


def take_on(people, call, line):
    given = call.more
    yield from _considered(people, call, line)
    if given["agency"] is not None and given["agency"] == people.agency[call.who]:
        yield BARRED
    yield from when(
        given["agency"] is None,
        not given["month"] or month_end(given["month"]) < line.day,
        not given["own_words"],
        line.plan.recurring and not given["every"] and not given["once"],
        call.verb == "accept_in_part" and not given["reason"],
    )


def not_accept(people, call, line):
    yield from _considered(people, call, line)
    yield from when(not call.more["reason"])


def ask_exemption(people, call, line):
    yield from owner(people, call, line)
    yield from when(not line.is_open or line.waiting is not None, line.exemption is not None, not call.more["reason"])


def withdraw_exemption(people, call, line):
    yield from owner(people, call, line)
    yield from when(not line.is_open, line.exemption is None)


def exempt(people, call, line):
    asked = line.exemption
    known = asked is not None and asked == call.more["asked"]
    yield from when(not known, not line.is_open, not call.more["reason"])
    yield from decider(people, call, line, line.exemptions[asked].entered_by if known else ())


RULES = OFFICE_RULES | {
    "update": update,
    "enter_update": enter_update,
    "evidence": evidence_later,
    "withdraw_evidence": withdraw_evidence,
    "claim": claim,
    "accept": accept,
    "check_again": check_again,
    "send_back": send_back,
    "ask_for_date": ask_for_date,
    "enter_request": enter_request,
    "withdraw_request": withdraw_request,
    "agree": agree,
    "decline": decline,
    "set_date": set_date,
    "stop": stop,
    "supersede": stop,
    "reopen": reopen,
    "end_duty": end_duty,
    "accept_recommendation": take_on,
    "accept_in_part": take_on,
    "merge": not_accept,
    "not_accept": not_accept,
    "ask_exemption": ask_exemption,
    "withdraw_exemption": withdraw_exemption,
    "exempt": exempt,
    "not_exempt": exempt,
}
