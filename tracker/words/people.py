"""How roles, rights, audiences and the state of an account are said."""

from actions.models import AUDIENCES, ROLES
from actions.permissions import Scope
from tracker.words.days import day, listed

ROLE = {
    "officer": "Lead officer",
    "agency_lead": "Agency lead",
    "chair": "Chair",
    "deputy": "Deputy chair",
    "executive": "Executive",
    "business_manager": "Business manager",
    "inspector": "Inspector",
}
assert tuple(ROLE) == ROLES

ROLE_MEANS = {
    "officer": "Answers for what the agency owns: updates, evidence, claims, requests for a new date",
    "agency_lead": "Does the same, and says which officer of the agency answers for which line",
    "chair": "Decides, except for the chair's own agency",
    "deputy": "Decides in the chair's place. Choose somebody of another agency than the chair's",
    "executive": "Reads reports, and the plan as it stood on any day",
    "business_manager": "Looks after people, owners, meetings and reports, and records what the board answers",
    "inspector": "Reads what an inspection may see, until a last day",
}
AUDIENCE = {"sub_group": "The sub group", "executives": "Executives of the board", "inspectors": "Inspectors"}
assert tuple(AUDIENCE) == AUDIENCES

HOLDS = {
    Scope.OWN: "own agency's lines",
    Scope.HELPED: "lines the agency owns or contributes to",
    Scope.OTHERS: "not their own agency's lines",
}
ACCOUNT = {
    "accepted": "Can sign in",
    "waiting": "Invited, not accepted yet",
    "disabled": "Disabled",
    "none": "No account",
}


def roles(held, last_days=None) -> str:
    """Lead officer and agency lead; inspector until 31 January 2017. Without any: no role."""
    last_days = last_days or {}
    said = [_role(role, last_days.get(role)) for role in ROLE if role in held]
    return listed([*said[:1], *map(str.lower, said[1:])]) if said else "No role"


def cover(facts, names, viewer=None) -> str | None:
    """Who stands in on a line and until when: Deputy lead officer until 3 March 2017; to themselves: you."""
    if facts.covered_by_id is None:
        return None
    who = "you" if viewer and viewer.id == facts.covered_by_id else names.person(facts.covered_by_id)
    return f"{who} until {day(facts.covered_until)}"


def _role(role, last_day):
    return f"{ROLE[role]} until {day(last_day)}" if last_day else ROLE[role]
