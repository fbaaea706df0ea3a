"""History as sentences: one for each verb of the record."""

from actions.models import HOWS
from tracker.words import days
from tracker.words.standing import ASSURANCE

QUIET = frozenset({"adopt_duty", "owe_duty", "answer"})

SENTENCES = {
    "assign": lambda e, n: (
        f"{n.agency(e.ref, e.counts_from)} became the owner" + (f": {n.person(e.other)}" if e.other else "")
    ),
    "cover": lambda e, n: (
        f"{n.person(e.other)} stands in until {days.day(e.second_day)}"
        if e.second_day >= e.counts_from
        else f"{n.person(e.other)} no longer stands in"
    ),
    "contribute": lambda e, n: f"{n.agency(e.ref, e.counts_from)} began to contribute",
    "end_contribution": lambda e, n: f"{n.agency(e.ref, e.counts_from)} no longer contributes",
    "update": lambda e, n: (
        (f"Rated {e.word} for {days.quarter(e.day)}" if e.word else f"Added to the picture for {days.quarter(e.day)}")
        + (f", back on course {days.by_the_end(e.second_day)}" if e.second_day else "")
    ),
    "starting_position": lambda e, n: (
        f"Starting position as minuted on {days.day(e.day)}, not checked: "
        + (f"rated {e.word}" if e.word else "reported complete")
    ),
    "add_evidence": lambda e, n: "Restricted evidence was added" if e.yes else "Evidence was added",
    "withdraw_evidence": lambda e, n: "Evidence was withdrawn",
    "claim": lambda e, n: "Reported complete",
    "ask_for_date": lambda e, n: f"Asked for a new date: {days.by_the_end(e.day)}",
    "withdraw_request": lambda e, n: "Withdrew the request for a new date",
    "accept": lambda e, n: (
        f"The claim was accepted ({ASSURANCE[e.word]})"
        + (f", to be checked again by {days.day(e.second_day)}" if e.second_day else "")
    ),
    "check_again": lambda e, n: (
        f"It was checked again and holds ({ASSURANCE[e.word]})"
        + (f", to be checked again by {days.day(e.second_day)}" if e.second_day else "")
    ),
    "send_back": lambda e, n: "The claim was sent back",
    "agree": lambda e, n: f"A new date was agreed: {days.by_the_end(e.day)}",
    "decline": lambda e, n: "The request for a new date was declined",
    "set_date": lambda e, n: f"A first date was set: {days.by_the_end(e.day)}",
    "stop": lambda e, n: "It was stopped",
    "supersede": lambda e, n: "It was superseded",
    "reopen": lambda e, n: f"It was reopened, due {days.by_the_end(e.day)}",
    "end_duty": lambda e, n: "Its regular reporting was ended",
    "extend_line": lambda e, n: f"With the extension of the plan, its date became {days.by_the_end(e.day)}",
    "carry": lambda e, n: "It was carried under the extended plan",
    "carry_into": lambda e, n: f"{n.line_of(e.action_id)} was carried into {n.line_of(e.other)}",
    "close_unfinished": lambda e, n: "It was closed unfinished with its document",
    "accept_recommendation": lambda e, n: f"The meeting accepted it, due {days.by_the_end(e.day)}",
    "accept_in_part": lambda e, n: f"The meeting accepted it in part, due {days.by_the_end(e.day)}",
    "merge": lambda e, n: f"It was merged into {n.line(e.other)}",
    "not_accept": lambda e, n: "The meeting did not accept it",
    "set_aside": lambda e, n: "A decision was set aside",
    "ask_each_agency": lambda e, n: "From now on each agency answers this for itself",
    "ask_exemption": lambda e, n: "Said that this does not apply to the agency",
    "withdraw_exemption": lambda e, n: "Withdrew that this does not apply",
    "exempt": lambda e, n: "It was decided that this does not apply to the agency",
    "not_exempt": lambda e, n: "It was decided that this does apply to the agency",
    "challenge": lambda e, n: (
        f"{n.agency(e.other, e.counts_from)} was asked a question, to be answered by {days.day(e.day)}"
    ),
    "answer_challenge": lambda e, n: f"{n.agency(e.other, e.counts_from)} answered the challenge",
    "end_challenge": lambda e, n: "The challenge ended",
    "escalate": lambda e, n: "It was put to the board",
    "answer_escalation": lambda e, n: f"The board answered on {days.day(e.day)}",
    "mark": lambda e, n: f"Marked by hand: {MARK[e.word]}" + (f" ({n.line(e.ref)})" if e.ref else ""),
    "unmark": lambda e, n: f"No longer marked: {MARK[e.word]}",
}
MARK = {
    "repeat": "it repeats an earlier recommendation",
    "waiting_outside": "it waits on a body outside the board",
    "said_before": "another action said it before",
}

# The words that history shows under a sentence, in this order, with what introduces them.
DETAILS = {
    "said": "",
    "why": "Why: ",
    "next_steps": "Next: ",
    "help_asked": "Help asked: ",
    "children": "For children: ",
    "why_better": "Better because: ",
    "own_words": "What will be done: ",
    "reason": "Reason: ",
    "checked_by": "Checked: ",
    "asked": "",
    "options": "Options: ",
    "minute": "Minute: ",
    "question": "",
    "answer": "",
    "ending": "",
    "note": "",
}
# The words of an update, in the order in which they are asked for, with what they are called side by side.
ANSWERED_WITH = {
    "said": "What was done",
    "why": "Why",
    "next_steps": "What happens next",
    "help_asked": "Help asked",
    "children": "What it means for children",
    "why_better": "Why it is better",
}
REDACTED = "[redacted]"
NOT_QUOTED = "Stays in the tracker"  # what officers wrote of a text that its originator keeps from being quoted
HOW = {
    "email": "by e-mail",
    "telephone": "by telephone",
    "meeting": "at a meeting",
    "letter": "by letter",
    "link": "through a link",
}
assert tuple(HOW) == HOWS
OFFICE = "Business manager"


def sentence(event, names) -> str:
    """What happened; a decision taken on an earlier day than it was recorded says so."""
    said = SENTENCES[event.verb](event, names)
    if event.taken_on and event.taken_on != event.counts_from:
        said += f" (decided on {days.day(event.taken_on)}, recorded on {days.day(event.counts_from)})"
    return f"{said}."


def details(words: dict) -> list[str]:
    """The words typed, each introduced; what was redacted says so."""
    return [f"{lead}{words[field] or REDACTED}" for field, lead in DETAILS.items() if field in words]


def by(event, words: dict, names) -> str:
    """Who did it; where it was entered for somebody: who gave it, how and when, and who entered it."""
    entered_by = names.person(event.by_id)
    if not event.given_how:
        return entered_by
    said = f"Given by {_giver(event, words, names)} {HOW[event.given_how]} on {days.day(event.given_on)}"
    themselves = event.by_id in (None, event.given_person_id)
    return said if themselves else f"{said}; entered by {_the_office(entered_by)}"


def _the_office(title):
    """Business manager, board office: the business manager, board office."""
    return f"the {title[:1].lower()}{title[1:]}" if title.startswith(OFFICE) else title


def _giver(event, words, names):
    return names.person(event.given_person_id) if event.given_person_id else words.get("given_by") or REDACTED


def given(rated, words: dict, names) -> str | None:
    """Who gave a line's latest rating, where somebody else entered it."""
    return by(rated.entered, words, names) if rated and rated.entered else None
