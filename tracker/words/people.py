"""How roles, rights, audiences and the state of an account are said."""

from actions.models import AUDIENCES, ROLES
from actions.permissions import Scope
from tracker.words.days import day, listed


def called(chosen: dict) -> dict[str, str]:
    """What each role is called, by the board's settings."""
    return {role: chosen[f"role_{role}"] for role in ROLES}


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


def on_which(scope: Scope) -> str:
    """What stands after who may do something, where it is on some lines alone: (own agency's lines)."""
    return "" if scope is Scope.ANY else f" ({HOLDS[scope]})"


def lowered(words: str) -> str:
    """Business manager: business manager. LSCP manager stays as it is."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def roles(names: dict, held, last_days=None, to_come=None) -> str:
    """Lead officer and agency lead; inspector until 31 January 2017, or from 1 January until then. Without any: no role.
    `names`: what each role is called; `to_come`: the first and last day of those that begin later."""
    last_days, to_come = last_days or {}, to_come or {}
    said = [_role(names[role], last_days.get(role)) for role in ROLES if role in held]
    said += [_role(names[role], last, first) for role, (first, last) in to_come.items()]
    return listed([*said[:1], *map(lowered, said[1:])]) if said else "No role"


def cover(facts, names, viewer=None) -> str | None:
    """Who stands in on a line and until when: Deputy lead officer until 3 March 2017; to themselves: you."""
    if facts.covered_by_id is None:
        return None
    who = "you" if viewer and viewer.id == facts.covered_by_id else names.person(facts.covered_by_id)
    return f"{who} until {day(facts.covered_until)}"


def _role(name, last_day, first_day=None):
    said = f"{name} from {day(first_day)}" if first_day else name
    return f"{said} until {day(last_day)}" if last_day else said
