"""How statuses, flags and their reasons are said."""

from dataclasses import dataclass

from actions.periods import reported_period
from actions.standing import RULE_FOR, STATUSES, Standing, plan_on
from actions.standing.rules import date_has_passed, forecast_is_late, silent_since
from tracker.words import days

STATUS = {
    "to_be_considered": "To be considered",
    "not_accepted": "Not accepted",
    "merged": "Merged",
    "stopped": "Stopped",
    "complete": "Complete",
    "reported_complete": "Reported complete",
    "overdue": "Overdue",
    "off_track": "Off track",
    "no_update": "No update",
    "at_risk": "At risk",
    "date_to_be_set": "Date to be set",
    "on_track": "On track",
    "not_started": "Not started",
}
assert tuple(STATUS) == STATUSES

FLAG = {
    "no_owner": "No owner",
    "due_soon": "Due soon",
    "re_dated": "Re-dated",
    "date_asked": "New date asked for",
    "claimed_late": "Claimed late",
    "completed_late": "Completed late",
    "no_evidence": "No evidence",
    "submission_late": "Submission late",
    "silent": "Silent",
    "recheck_due": "Re-check due",
    "challenge_open": "Challenge open",
    "restricted": "Restricted evidence",
    "repeat": "Repeat",
    "said_before": "Said before",
    "green_while_overdue": "Green while overdue",
    "waiting_outside": "Waiting on a body outside the board",
    "plan_ended": "Plan ended",
}
RATING = {"green": "Green", "amber": "Amber", "red": "Red"}
ASSURANCE = {"told": "told", "seen": "seen", "checked": "checked", "impact": "impact"}
RHYTHM = {1: "monthly", 3: "quarterly", 6: "six-monthly", 12: "yearly"}
SUBMISSION = {
    "on_time": "on time",
    "late": "late",
    "missed": "missed",
    "unanswered": "not received",
    "to_come": "to come",
}
DUE = "due"
NAMED_AT_MOST = 4
NUMBERED_AT_MOST = 40


@dataclass(frozen=True)
class Tag:
    """A status as a component draws it."""

    key: str
    word: str
    colour: str


def tag(standing: Standing) -> Tag:
    return Tag(standing.status, STATUS[standing.status], standing.colour)


def plain_tag(status: str) -> Tag:
    return Tag(status, STATUS[status], RULE_FOR[status].colour)


def flag(key: str, standing: Standing | None = None) -> str:
    """A flag's words, with its figure where it has one."""
    if standing is not None and key == "re_dated":
        return f"Re-dated {days.times(standing.moves)}"
    if standing is not None and key == "silent" and standing.last_update:
        return f"Silent since {days.day(standing.last_update)}"
    return FLAG[key]


def some_numbers(lines) -> str:
    """The numbers of lines: 1.2, 1.3 and 2.1. Of very many the first ones, and how many more there are."""
    numbers, more = [each.number for each in lines[:NUMBERED_AT_MOST]], len(lines) - NUMBERED_AT_MOST
    return days.listed([*numbers, f"{more:,} more"] if more > 0 else numbers)


def because(standing: Standing) -> str:
    """Why it stands where it does, in one sentence; of a closed document also that it stood so when that closed."""
    said = _why(standing)
    if not standing.closed:
        return said
    return f"{said} So it stood when its document closed on {days.day(standing.facts.closed_on)}."


def _why(standing):
    return _rolled_up(standing) if standing.stands_at is not None else REASONS[standing.status](standing)


def _rolled_up(standing):
    at = standing.stands_at
    if at.cell is None:
        return f"It stands at its worst part, {at.number}. {_why(at)}"
    return _asked_of_each(standing)


def _asked_of_each(standing):
    if standing.facts.stopped:
        return REASONS["stopped"](standing)
    asked = [cell for cell in standing.cells if not cell.facts.exempt]
    if not asked:
        return "It was decided that it applies to no agency."
    spared = len(standing.cells) - len(asked)
    return f"{_answered(standing, asked)}; does not apply to {spared}." if spared else f"{_answered(standing, asked)}."


def _answered(standing, asked):
    """How many of the agencies to which it applies are done, and for whom it waits where these are few."""
    waiting = [cell.cell for cell in asked if cell.status != "complete"]
    every = days.count(len(asked), "agency", "agencies")
    done = f"{len(asked) - len(waiting)} of {every} complete"
    if not waiting:
        return f"Complete in all of {every}"
    if len(waiting) > NAMED_AT_MOST:
        return f"{done}; it stands at the worst of the other {len(waiting)}"
    taking = plan_on(standing.facts.day).agencies
    return f"{done}; waiting for {days.listed(taking[number].name for number in waiting)}"


def _overdue(standing):
    facts = standing.facts
    parts = []
    if date_has_passed(facts):
        late = days.lateness(facts.due, facts.day)
        parts.append(f"Overdue by {late}: it was due {days.by_the_end(facts.due)}.")
    elif facts.behind:
        parts.append(f"Overdue: {_behind(facts)}.")
    else:
        parts.append(f"Overdue: it has no date, and its document ended on {days.day(facts.last_day)}.")
    if standing.rating == "green":
        parts.append("It was rated green; no rating can lift this.")
    return " ".join(parts)


def _behind(facts):
    said = []
    for duty in facts.running:
        if duty.behind:
            dues = days.listed(days.by_the_end(each.due) for each in duty.behind)
            many = len(duty.behind) > 1
            named = f"the {RHYTHM[duty.every]} {'submissions' if many else 'submission'} ({duty.what}) due {dues}"
            said.append(f"{named} {'have' if many else 'has'} not come")
    return days.listed(said)


def _rated(standing):
    rated = standing.facts.rated
    source = "as minuted, not checked" if rated.minuted else f"on {days.day(rated.on)}"
    return f"Rated {rated.rating} {source}"


def _complete(standing):
    claim = standing.facts.claim
    return f"The claim was accepted on {days.day(claim.accepted_on)}; how well it is proved: {claim.assurance}."


def _reported(standing):
    claim = standing.facts.claim
    how = "as minuted, not checked" if claim.minuted else f"on {days.day(claim.on)}"
    return f"Reported complete {how}; the claim waits for a decision, so it does not count as complete."


def _no_update(standing):
    quarter = silent_since(standing.facts)
    return f"No update speaks for {days.quarter(quarter)} or later, so whatever was said before does not count."


def _at_risk(standing):
    if forecast_is_late(standing.facts) and standing.rating != "amber":
        forecast = days.by_the_end(standing.facts.rated.forecast)
        return f"{_rated(standing)}, but forecast {forecast}, after its due date: that caps it."
    return f"{_rated(standing)}."


def _on_track(standing):
    if standing.rating == "green":
        return f"{_rated(standing)}."
    return f"Delivered {days.month(standing.facts.claim.accepted_on)}; its reporting goes on and is answered so far."


def _stopped(standing):
    if standing.facts.exempt:
        return "It does not apply to this agency; the reason is in its history."
    return "A decision stopped it; the reason is in its history."


def _considered(words):
    return lambda standing: words


REASONS = {
    "to_be_considered": _considered("No decision stands on this recommendation yet."),
    "not_accepted": _considered("The meeting did not accept it; the reason is in its history."),
    "merged": _considered("It was merged into another action and stands with that."),
    "stopped": _stopped,
    "complete": _complete,
    "reported_complete": _reported,
    "overdue": _overdue,
    "off_track": lambda standing: f"{_rated(standing)}.",
    "no_update": _no_update,
    "at_risk": _at_risk,
    "date_to_be_set": _considered("It has no due date."),
    "on_track": _on_track,
    "not_started": _considered("Nothing has been said about it, and its date has not passed."),
}


def submission(duty, each) -> str:
    """For October to December 2016: joint report (quarterly), due by the end of January 2017, not received yet."""
    reported = days.months(*reported_period(each.due, duty.every))
    late = ", not received yet" if each.state == "unanswered" else ""
    return f"For {reported}: {duty.what} ({RHYTHM[duty.every]}), due {days.by_the_end(each.due)}{late}"


def submission_word(duty, each) -> str:
    """How one of them stands: on time, late, missed, not received, due, to come."""
    return DUE if each.state == "to_come" and duty.is_due(each) else SUBMISSION[each.state]


def submitted(counts: dict) -> str:
    """4 on time, 1 late and 1 missed."""
    said = [f"{counts[state]} {word}" for state, word in SUBMISSION.items() if counts.get(state)]
    return days.listed(said) or "None fell due"


def sums(counts: dict) -> str:
    """26 complete, 4 overdue: every status that occurs, in the order of the rules."""
    said = [f"{counts[status]} {STATUS[status].lower()}" for status in STATUSES if counts.get(status)]
    return ", ".join(said)
