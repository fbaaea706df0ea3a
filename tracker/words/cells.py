"""How one agency's answer to an action asked of each is said in a table."""

from actions.leads import Lead
from actions.standing import Standing
from tracker.words import days


def named(lead: Lead) -> str:
    """The sentence with which an agency names its lead."""
    return f"Our named lead is {f'the {lead.title}' if lead.title else 'our agency lead'}, appointed {days.day(lead.since)}."


def claim(standing: Standing) -> str:
    """Where its claim is: there is none, it waits, or was accepted or sent back, or lapsed."""
    found = standing.facts.claim
    if found is None:
        return "No claim"
    return CLAIMS[found.state](found)


CLAIMS = {
    "waiting": lambda claim: f"Waits since {days.day(claim.on)}",
    "accepted": lambda claim: f"Accepted {days.day(claim.accepted_on)}, {claim.assurance}",
    "sent_back": lambda claim: "Sent back",
    "lapsed": lambda claim: "Lapsed with its evidence",
}


def awaited(standing: Standing) -> str:
    """What comes next: a decision, a forecast, a check, or the day by which it is due."""
    return next(say(standing) for holds, say in NEXT if holds(standing.facts))


NEXT = (
    (lambda f: f.exempt or f.stopped, lambda s: "Nothing more"),
    (lambda f: f.exemption, lambda s: "The chair decides whether it applies"),
    (lambda f: f.claim and f.claim.state == "waiting", lambda s: "The chair decides on the claim"),
    (
        lambda f: f.delivered and f.claim.recheck_on,
        lambda s: f"To be checked again by {days.day(s.facts.claim.recheck_on)}",
    ),
    (lambda f: f.delivered, lambda s: "Nothing more"),
    (lambda f: f.request, lambda s: f"The chair decides on a new date, {days.month(s.facts.request.day)}"),
    (
        lambda f: f.rated and f.rated.forecast,
        lambda s: f"Back on course {days.by_the_end(s.facts.rated.forecast)}",
    ),
    (lambda f: f.shown_due and f.shown_due < f.day, lambda s: f"Was due {days.by_the_end(s.due)}"),
    (lambda f: f.shown_due, lambda s: f"Due {days.by_the_end(s.due)}"),
    (lambda f: True, lambda s: "A date is to be set"),
)
