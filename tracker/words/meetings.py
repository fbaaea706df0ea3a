"""What a meeting decided, in a few words."""

from actions.models import Decision
from actions.standing import Plan
from tracker.words import days

OUTCOMES = {
    "accept_recommendation": lambda decision, plan: f"Accepted, due {days.by_the_end(decision.new_due)}",
    "accept_in_part": lambda decision, plan: f"Accepted in part, due {days.by_the_end(decision.new_due)}",
    "merge": lambda decision, plan: f"Merged into {_number(decision, plan)}",
    "not_accept": lambda decision, plan: "Not accepted",
}


def outcome(decision: Decision, plan: Plan) -> str:
    """Accepted, due by the end of March 2017; any other verb: its name in plain words."""
    say = OUTCOMES.get(decision.verb)
    return say(decision, plan) if say else decision.verb.replace("_", " ").capitalize()


def _number(decision, plan):
    into = plan.by_id.get(decision.merged_into_id)
    return into.number if into else "another line"
