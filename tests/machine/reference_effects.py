"""What each thing on record changes of a line (rules.md section 6, column "effect"). `event.more` holds what was given."""

from dataclasses import dataclass, field
from datetime import date

from reference_line import Challenge, Claim, Duty, Line, Rating


@dataclass(frozen=True)
class Event:
    """A row of the record as the model keeps it: its number there, who, on which line, and from which day it counts."""

    id: int
    verb: str
    by: str
    line: str | None
    cell: str | None
    day: date
    more: dict = field(default_factory=dict)

    @property
    def entered_by(self):
        """Who entered it, and for whom."""
        return {self.by, self.more.get("given_by")} - {None}


def _assign(line: Line, event):
    line.owner, line.officer, line.cover = event.more["agency"], event.more["officer"], None


def _cover(line, event):
    until = event.more["until"]
    line.cover = (event.more["person"], until) if until >= line.day else None


def _update(line, event):
    line.updates[event.id] = event.more["agency"]
    if not event.more["as_owner"]:
        return
    line.rated = Rating(
        event.more["rating"], event.more["forecast"], event.more["unchanged"], entered=event.more["entered"]
    )
    line.spoke_for = max(filter(None, (line.spoke_for, event.more["quarter"])))


def _evidence(line, event):
    line.evidence[event.id] = event.more["agency"]
    if line.waiting and event.more["update"] == line.waiting.with_update:
        line.claim.rests_on.add(event.id)


def _claim(line, event):
    late = line.due is not None and event.day > line.due and not line.only_duty
    line.claim = Claim(event.id, event.by, late, set(line.standing_evidence), event.more["update"])


def _minuted(line, event):
    if event.more["rating"]:
        line.rated = Rating(event.more["rating"], minuted=True)
        return
    late = line.due is not None and event.more["minuted_on"] > line.due
    line.claim = Claim(event.id, event.by, late, set(), minuted=True)


def _accept(line, event):
    line.claim.state = "accepted"
    _check_again(line, event)


def _check_again(line, event):
    """The latest look speaks; it says nothing of a claim whose acceptance was set aside since."""
    if line.delivered:
        line.claim.assurance, line.claim.recheck = event.more["assurance"], event.more["recheck"]


def _send_back(line, event):
    line.claim.state = "sent_back"


def _date(line, event):
    line.due = event.more["due"]


def _agree(line, event):
    line.requests.pop(event.more["request"], None)
    line.moves += 1
    _date(line, event)


def _extend_document(line, event):
    line.ends = event.more["last_day"]


def _carry(line, event):
    line.carried = True


def _close_document(line, event):
    """From the moment it is recorded nothing more is recorded on its lines."""
    line.closing = True


def _reopen(line, event):
    line.claim, line.reopened = None, True
    _date(line, event)


def _stop(line, event):
    line.stopped = True


def _exempt(line, event):
    line.exempt = True
    line.exemptions.pop(event.more["asked"], None)


def _consider(line, event):
    line.considered = event.verb


def _take_on(line, event):
    """Accepted: the owner, the month and the duty come with the decision, and go with it."""
    _consider(line, event)
    line.owner, line.officer, line.cover = event.more["agency"], None, None
    _date(line, event)
    if event.more["every"]:
        line.duties[event.more["duty"]] = Duty(event.more["every"], event.more["due"], True)


def _answer(line, event):
    duty = line.duties.get(event.more["duty"])
    if duty:  # it went with the acceptance that brought it, if that was set aside
        duty.answered.setdefault(event.more["due"], event.day)


def _end_duty(line, event):
    duty = line.duties.get(event.more["duty"])
    if duty:
        duty.ended = event.day


def _about_a_challenge(line, event):
    line.challenges[event.more["challenge"]].said.add(event.verb)


EFFECTS = {
    "assign": _assign,
    "cover": _cover,
    "contribute": lambda line, event: line.helpers.add(event.more["agency"]),
    "end_contribution": lambda line, event: line.helpers.discard(event.more["agency"]),
    "update": _update,
    "answer": _answer,
    "evidence": _evidence,
    "withdraw_evidence": lambda line, event: line.withdrawn.add(event.more["evidence"]),
    "claim": _claim,
    "starting_position": _minuted,
    "accept": _accept,
    "check_again": _check_again,
    "send_back": _send_back,
    "ask_for_date": lambda line, event: line.requests.update({event.id: event}),
    "withdraw_request": lambda line, event: line.requests.pop(event.more["request"], None),
    "decline": lambda line, event: line.requests.pop(event.more["request"], None),
    "agree": _agree,
    "set_date": _date,
    "reopen": _reopen,
    "extend_document": _extend_document,
    "extend_line": _date,
    "carry": _carry,
    "carry_into": _carry,
    "close_unfinished": _carry,
    "close_document": _close_document,
    "stop": _stop,
    "supersede": _stop,
    "end_duty": _end_duty,
    "accept_recommendation": _take_on,
    "accept_in_part": _take_on,
    "merge": _consider,
    "not_accept": _consider,
    "ask_exemption": lambda line, event: line.exemptions.update({event.id: event}),
    "withdraw_exemption": lambda line, event: line.exemptions.pop(event.more["asked"], None),
    "not_exempt": lambda line, event: line.exemptions.pop(event.more["asked"], None),
    "exempt": _exempt,
    "challenge": lambda line, event: line.challenges.update({event.id: Challenge(event.more["agency"])}),
    "answer_challenge": _about_a_challenge,
    "end_challenge": _about_a_challenge,
    "mark": lambda line, event: line.marks.add(event.more["mark"]),
    "unmark": lambda line, event: line.marks.discard(event.more["mark"]),
}
CLOSING = ("carry_into", "close_unfinished", "close_document")
# What is decided of the whole holds for the line of every agency.
FOR_EVERY_CELL = ("stop", "supersede", "set_date", "extend_document", "extend_line", "carry", *CLOSING)
