"""Where every action stands on a day: asked, never stored (rules.md sections 3 to 5)."""

from actions.standing.memo import forget, plan_on
from actions.standing.plan import Plan, Standing
from actions.standing.rules import CLOSED, FLAGS, OPEN, RULE_FOR, RULES, STATUSES, WORST_FIRST, judge
from actions.standing.working_out import ACCEPTANCES, line_on

__all__ = [
    "ACCEPTANCES",
    "CLOSED",
    "FLAGS",
    "OPEN",
    "RULES",
    "RULE_FOR",
    "STATUSES",
    "WORST_FIRST",
    "Plan",
    "Standing",
    "forget",
    "judge",
    "line_on",
    "plan_on",
]
