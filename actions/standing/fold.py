"""From the log to the facts: each verb says what it changes in a line's facts. Read top to bottom as the rules of
rules.md section 6, column "effect"."""

from collections import defaultdict
from dataclasses import replace

from actions.periods import Quarter, months_after
from actions.standing.facts import ClaimFacts, DutyFacts, LineFacts, Rated, submissions

# Decisions on an action that hold for the cell of every agency too.
FOR_EVERY_CELL = frozenset(
    (
        "agree set_date extend_line carry stop supersede reopen accept_recommendation accept_in_part ask_each_agency "
        "carry_into close_unfinished"
    ).split()
)


def fold(line, cell, terms, log, document_log, taking) -> LineFacts:
    """The facts of one line (or of an agency's cell of it) from its own log and its document's. `taking`: who takes part."""
    facts = LineFacts(line=line, terms=terms, cell=cell, due=line.due, last_day=line.last_day, owner_id=cell)
    facts.original_due = line.due
    facts.open_since.append((line.in_force_from, not line.recommendation))
    scratch = _Scratch()
    for event in document_log:
        DOCUMENT_VERBS[event.verb](facts, event)
    for event in log:
        VERBS[event.verb](facts, event, scratch)
    _settle(facts, scratch)
    _among(taking, facts)
    return facts


class _Scratch:
    """What is needed only while folding."""

    def __init__(self):
        self.duties = {}
        self.answers = defaultdict(dict)
        self.ended = {}
        self.evidence = {}
        self.withdrawn = set()
        self.challenges = set()
        self.requests = {}


def _assign(facts, event, _):
    facts.owner_id, facts.owner_person_id, facts.owner_since = event.ref, event.other, event.counts_from
    facts.covered_by_id = facts.covered_until = None


def _cover(facts, event, _):
    over = event.second_day < facts.day
    facts.covered_by_id, facts.covered_until = (None, None) if over else (event.other, event.second_day)


def _contribute(facts, event, _):
    facts.contributors |= {event.ref}


def _end_contribution(facts, event, _):
    facts.contributors -= {event.ref}


def _update(facts, event, _):
    facts.speaks_for = Quarter(event.day)
    entered = event if event.given_how else None
    facts.rated = Rated(event.word, event.second_day, event.counts_from, event.id, entered=entered)
    facts.last_update = event.counts_from


def _starting_position(facts, event, _):
    if event.word:
        facts.rated = Rated(event.word, None, event.counts_from, None, minuted=True)
    else:
        late = facts.due is not None and event.day > facts.due
        facts.claim = ClaimFacts(event.id, event.counts_from, "waiting", late, minuted=True)


def _claim(facts, event, scratch):
    duty_only = any(duty.yes for duty in scratch.duties.values()) and not facts.reopened
    late = facts.due is not None and event.counts_from > facts.due and not duty_only
    rests_on = {"evidence_ids": tuple(event.numbers), "update_id": event.ref}
    if facts.delivered:
        # It was reopened, and the reopening was set aside since: the claim that followed stands.
        facts.open_since.append((event.counts_from, True))
    facts.claim = ClaimFacts(event.id, event.counts_from, "waiting", late, **rests_on)


def _accept(facts, event, scratch):
    facts.claim = replace(
        facts.claim,
        state="accepted",
        assurance=event.word,
        recheck_on=event.second_day,
        accepted_on=event.counts_from,
    )
    _close_if_done(facts, event, scratch)


def _check_again(facts, event, _):
    """Says nothing of a claim whose acceptance was set aside since."""
    if facts.delivered:
        facts.claim = replace(facts.claim, assurance=event.word, recheck_on=event.second_day)


def _close_if_done(facts, event, scratch):
    if facts.delivered and not scratch.duties.keys() - scratch.ended.keys():
        facts.open_since.append((event.counts_from, False))


def _send_back(facts, event, _):
    facts.claim = replace(facts.claim, state="sent_back")


def _date(facts, day):
    facts.due = day
    facts.original_due = facts.original_due or day


def _ask(facts, event, scratch):
    scratch.requests[event.id] = event


def _answered_request(facts, event, scratch):
    scratch.requests.pop(event.ref, None)


def _agree(facts, event, scratch):
    _answered_request(facts, event, scratch)
    _date(facts, event.day)
    if event.cell_id == facts.cell:
        facts.moves.append(event)


def _new_date(facts, event, _):
    _date(facts, event.day)


def _carry(facts, event, _):
    facts.carried = True


def _carry_into(facts, event, _):
    facts.carried = True
    facts.carried_into = (*facts.carried_into, event.other)


def _close_unfinished(facts, event, _):
    facts.carried = facts.unfinished = True


def _extend_document(facts, event):
    facts.last_day = event.day


def _close_document(facts, event):
    facts.closing = event


def _stop(facts, event, _):
    facts.stopped = True
    facts.open_since.append((event.counts_from, False))


def _ask_exemption(facts, event, scratch):
    facts.exemption = event


def _exemption_answered(facts, event, _):
    facts.exemption = None


def _exempt(facts, event, _):
    facts.exemption = None
    facts.exempt = True
    facts.open_since.append((event.counts_from, False))


def _ask_each(facts, event, _):
    """From that day each agency answers; what was said of the whole before stays in its history and counts no more."""
    if facts.cell is None:
        facts.rated = facts.speaks_for = facts.last_update = facts.claim = None
    else:
        facts.open_since = [(event.counts_from, True)]


def _reopen(facts, event, _):
    _date(facts, event.day)
    facts.claim = None
    facts.reopened = True
    facts.open_since.append((event.counts_from, True))


def _end_duty(facts, event, scratch):
    scratch.ended[event.ref] = event.counts_from
    _close_if_done(facts, event, scratch)


def _consider(facts, event, _):
    facts.considered, facts.decision_id = event.verb, event.id
    if event.verb == "merge":
        facts.merged_into = event.other
    if event.verb in ("accept_recommendation", "accept_in_part"):
        _date(facts, event.day)
        facts.open_since.append((event.counts_from, True))


def _duty(facts, event, scratch):
    scratch.duties[event.id] = event


def _answer(facts, event, scratch):
    scratch.answers[event.ref].setdefault(event.day, event.counts_from)


def _evidence(facts, event, scratch):
    scratch.evidence[event.id] = bool(event.yes)
    claim = facts.claim
    if claim and _waits(claim, scratch.withdrawn) and event.ref == claim.update_id:
        facts.claim = replace(claim, evidence_ids=(*claim.evidence_ids, event.id))


def _waits(claim, withdrawn) -> bool:
    """Whether it is undecided and did not lapse with the last piece that it rested on. What was minuted rests on none."""
    rests_on = () if claim.minuted else claim.evidence_ids
    return claim.state == "waiting" and not (rests_on and withdrawn.issuperset(rests_on))


def _withdraw(facts, event, scratch):
    scratch.withdrawn.add(event.ref)


def _challenge(facts, event, scratch):
    scratch.challenges.add(event.id)


def _end_challenge(facts, event, scratch):
    scratch.challenges.discard(event.ref)


def _mark(facts, event, _):
    facts.marks |= {event.word}


def _unmark(facts, event, _):
    facts.marks -= {event.word}


def _nothing(facts, event, _):
    """Bears on no standing."""


VERBS = {
    "assign": _assign,
    "cover": _cover,
    "contribute": _contribute,
    "end_contribution": _end_contribution,
    "update": _update,
    "starting_position": _starting_position,
    "claim": _claim,
    "accept": _accept,
    "check_again": _check_again,
    "send_back": _send_back,
    "ask_for_date": _ask,
    "withdraw_request": _answered_request,
    "decline": _answered_request,
    "agree": _agree,
    "set_date": _new_date,
    "extend_line": _new_date,
    "carry": _carry,
    "carry_into": _carry_into,
    "close_unfinished": _close_unfinished,
    "stop": _stop,
    "supersede": _stop,
    "reopen": _reopen,
    "end_duty": _end_duty,
    "accept_recommendation": _consider,
    "accept_in_part": _consider,
    "merge": _consider,
    "not_accept": _consider,
    "ask_exemption": _ask_exemption,
    "withdraw_exemption": _exemption_answered,
    "exempt": _exempt,
    "not_exempt": _exemption_answered,
    "ask_each_agency": _ask_each,
    "adopt_duty": _duty,
    "owe_duty": _duty,
    "answer": _answer,
    "add_evidence": _evidence,
    "withdraw_evidence": _withdraw,
    "challenge": _challenge,
    "answer_challenge": _nothing,
    "end_challenge": _end_challenge,
    "escalate": _nothing,
    "answer_escalation": _nothing,
    "mark": _mark,
    "unmark": _unmark,
}
DOCUMENT_VERBS = {"extend_document": _extend_document, "close_document": _close_document}


def _among(taking, facts):
    """Nothing is owned or helped by an agency that takes no part on the day (`ended_owner_id` says whose it was), nor asked
    of one before it joined."""
    facts.contributors = facts.contributors.intersection(taking)
    if facts.owner_id is not None and facts.owner_id not in taking:
        facts.ended_owner_id = facts.owner_id
        facts.owner_id = facts.owner_person_id = facts.owner_since = facts.covered_by_id = facts.covered_until = None
    if facts.cell is not None:
        joined = taking[facts.cell].since
        facts.open_since = [(max(day, joined), is_open) for day, is_open in facts.open_since]


def _settle(facts, scratch):
    facts.evidence_ids = tuple(each for each in scratch.evidence if each not in scratch.withdrawn)
    facts.restricted_evidence = any(scratch.evidence[each] for each in facts.evidence_ids)
    facts.challenge_open = bool(scratch.challenges)
    facts.request = next(reversed(scratch.requests.values()), None)
    facts.duties = tuple(filter(None, (_duty_facts(facts, duty, scratch) for duty in scratch.duties.values())))
    _settle_claim(facts, scratch)


def _settle_claim(facts, scratch):
    claim = facts.claim
    if claim is None:
        return
    left = tuple(each for each in claim.evidence_ids if each in facts.evidence_ids)
    lapsed = claim.state == "waiting" and not _waits(claim, scratch.withdrawn)
    facts.claim = replace(claim, evidence_ids=left, state="lapsed" if lapsed else claim.state)


def _duty_facts(facts, duty, scratch):
    first = duty.day or (facts.original_due and months_after(facts.original_due, duty.ref))
    ended = scratch.ended.get(duty.id)
    owed = submissions(duty.id, first, duty.ref, facts.day, scratch.answers[duty.id], ended) if first else ()
    return DutyFacts(duty.id, facts.day, duty.ref, duty.word, bool(duty.yes), ended is None, owed)
