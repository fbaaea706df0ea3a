"""Where an action stands: the table of rules.md section 4, written once. The first row that holds, from the top."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from actions.periods import Quarter
from actions.standing.facts import LineFacts

LONG_UNCONSIDERED = timedelta(days=90)


def silent_since(facts: LineFacts) -> Quarter | None:
    """The latest quarter for which an update was owed and whose update day has passed without one; else nothing."""
    quarter = facts.terms.closed_quarter
    if facts.speaks_for and facts.speaks_for >= quarter:
        return None
    if not facts.was_open_on(facts.day):
        return None
    earliest = facts.speaks_for.following if facts.speaks_for else None
    while quarter.last >= facts.line.in_force_from and (earliest is None or quarter >= earliest):
        if facts.was_open_on(quarter.first):
            return quarter
        quarter = quarter.previous
    return None


def document_ended(facts: LineFacts) -> bool:
    return facts.last_day is not None and facts.last_day < facts.day


def date_has_passed(facts: LineFacts) -> bool:
    return facts.deliverable_due is not None and facts.deliverable_due < facts.day


def undated_at_the_end(facts: LineFacts) -> bool:
    return facts.due is None and not facts.delivered and document_ended(facts)


def forecast_is_late(facts: LineFacts) -> bool:
    due, rated = facts.shown_due, facts.rated
    return bool(due and rated and rated.forecast and rated.forecast > due)


def rated_as(rating: str) -> Callable[[LineFacts], bool]:
    return lambda facts: facts.rated is not None and facts.rated.rating == rating


@dataclass(frozen=True)
class Rule:
    """A row of the table: the status, what it means, when it holds, its colour, and its place when parts are rolled up
    (1 is worst; none: closed, left out)."""

    status: str
    meaning: str
    holds: Callable[[LineFacts], bool]
    colour: str
    badness: int | None
    is_open: bool = True


RULES = (
    Rule(
        "to_be_considered",
        "a recommendation on which no decision stands",
        lambda f: f.line.recommendation and f.considered is None,
        "grey",
        6,
        is_open=False,
    ),
    Rule("not_accepted", "decided so, with a reason", lambda f: f.considered == "not_accept", "closed", None, False),
    Rule("merged", "merged into another action", lambda f: f.considered == "merge", "closed", None, False),
    Rule(
        "stopped",
        "a decision stopped or superseded it, or (one agency's own line) said that it does not apply there",
        lambda f: f.stopped or f.exempt,
        "closed",
        None,
        False,
    ),
    Rule(
        "complete",
        "the claim was accepted, and no duty of it runs on",
        lambda f: f.delivered and not f.running,
        "blue",
        10,
        is_open=False,
    ),
    Rule(
        "reported_complete",
        "a claim waits; it is never counted as complete",
        lambda f: f.claim is not None and f.claim.state == "waiting",
        "purple",
        9,
    ),
    Rule(
        "overdue",
        "the due date has passed; or the latest submission due is not answered (of a monthly duty, the latest two); "
        "or it has no date and its document's last day has passed. No rating can lift this",
        lambda f: date_has_passed(f) or bool(f.behind) or undated_at_the_end(f),
        "red",
        1,
    ),
    Rule("off_track", "the latest rating is red", rated_as("red"), "red", 2),
    Rule(
        "no_update",
        "it owes an update for a quarter whose update day has passed, and none speaks for that quarter or a later one. "
        "Silence is never green",
        lambda f: silent_since(f) is not None,
        "amber",
        3,
    ),
    Rule(
        "at_risk",
        "the latest rating is amber, or the officer's forecast is after the due date",
        lambda f: rated_as("amber")(f) or forecast_is_late(f),
        "amber",
        4,
    ),
    Rule("date_to_be_set", "it has no due date", lambda f: f.shown_due is None, "grey", 5),
    Rule(
        "on_track",
        "the latest rating is green; or delivered and its duty answered so far",
        lambda f: rated_as("green")(f) or f.delivered,
        "green",
        8,
    ),
    Rule("not_started", "nothing above", lambda f: True, "grey", 7),
)
RULE_FOR = {rule.status: rule for rule in RULES}
STATUSES = tuple(rule.status for rule in RULES)
OPEN = frozenset(rule.status for rule in RULES if rule.is_open)
CLOSED = frozenset(rule.status for rule in RULES if rule.badness is None)
WORST_FIRST = tuple(sorted((s for s in STATUSES if s not in CLOSED), key=lambda s: RULE_FOR[s].badness))


def judge(facts: LineFacts) -> Rule:
    """The first row that holds."""
    return next(rule for rule in RULES if rule.holds(facts))


def worst(statuses) -> str:
    """The status at which a whole of such parts stands: the worst; closed ones are left out unless all are."""
    statuses = list(statuses)
    live = [status for status in statuses if status not in CLOSED]
    return min(live, key=WORST_FIRST.index) if live else statuses[0]


def colour(status: str, in_force_from: date, day: date) -> str:
    """The colour of a status; a recommendation to be considered turns amber 90 days after it came in force."""
    if status == "to_be_considered" and day >= in_force_from + LONG_UNCONSIDERED:
        return "amber"
    return RULE_FOR[status].colour


def plan_ended(facts: LineFacts) -> bool:
    """Open after the document's last day and not carried, re-dated beyond it or stopped."""
    redated = facts.due is not None and facts.last_day is not None and facts.due > facts.last_day
    return document_ended(facts) and not facts.carried and not redated


def due_soon(facts: LineFacts) -> bool:
    return facts.shown_due is not None and facts.day <= facts.shown_due <= facts.day + facts.terms.due_soon


@dataclass(frozen=True)
class Flag:
    """Stands beside the status and never replaces it. `among`: the statuses beside which it can stand."""

    key: str
    meaning: str
    holds: Callable[[LineFacts, str], bool]
    among: frozenset


ANY = frozenset(STATUSES)
FLAGS = (
    Flag("no_owner", "nobody answers for it", lambda f, s: f.owner_id is None, OPEN),
    Flag("due_soon", "its due date is near: within the days that the board has set", lambda f, s: due_soon(f), OPEN),
    Flag("re_dated", "its due date was moved later, because its owner asked", lambda f, s: bool(f.moves), ANY),
    Flag("date_asked", "a request for a new date waits for the chair", lambda f, s: f.request is not None, OPEN),
    Flag(
        "claimed_late",
        "it was reported complete after its due date",
        lambda f, s: f.claim is not None and f.claim.late,
        frozenset({"reported_complete"}),
    ),
    Flag(
        "completed_late",
        "it was complete, but after its due date",
        lambda f, s: f.delivered and f.claim.late,
        ANY - CLOSED - {"reported_complete"},
    ),
    Flag(
        "no_evidence",
        "it was reported complete without evidence",
        lambda f, s: f.claim is not None and not f.claim.evidence_ids,
        frozenset({"reported_complete"}),
    ),
    Flag(
        "submission_late",
        "the latest submission that has fallen due has not come",
        lambda f, s: any(duty.latest_is_late for duty in f.running),
        OPEN,
    ),
    Flag(
        "silent",
        "no update speaks for the latest quarter whose update day has passed",
        lambda f, s: silent_since(f) is not None,
        OPEN,
    ),
    Flag(
        "recheck_due",
        "the day has come to look at it again",
        lambda f, s: f.delivered and f.claim.recheck_on is not None and f.claim.recheck_on <= f.day,
        ANY - CLOSED,
    ),
    Flag("challenge_open", "a question on record waits for its answer or its end", lambda f, s: f.challenge_open, ANY),
    Flag("restricted", "some of its evidence may be opened by few", lambda f, s: f.restricted_evidence, ANY),
    Flag("repeat", "marked by hand: it repeats an earlier recommendation", lambda f, s: "repeat" in f.marks, ANY),
    Flag("said_before", "marked by hand: another action said it before", lambda f, s: "said_before" in f.marks, ANY),
    Flag(
        "green_while_overdue",
        "its officer says green, and it is overdue",
        lambda f, s: rated_as("green")(f),
        frozenset({"overdue"}),
    ),
    Flag(
        "waiting_outside",
        "marked by hand: it waits for a body outside the board",
        lambda f, s: "waiting_outside" in f.marks,
        OPEN,
    ),
    Flag(
        "plan_ended",
        "it is open after its document's last day, and was not carried, re-dated or stopped",
        lambda f, s: plan_ended(f),
        OPEN,
    ),
)


def flags(facts: LineFacts, status: str) -> tuple[str, ...]:
    """The flags that stand beside the line's own status."""
    return tuple(flag.key for flag in FLAGS if status in flag.among and flag.holds(facts, status))
