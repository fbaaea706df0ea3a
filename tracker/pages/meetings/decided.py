"""What was decided at meetings, as their pages tell it."""

from dataclasses import dataclass

from actions.calendar import Calendar, Sitting
from actions.models.record import OUTCOMES
from actions.standing import Plan, Standing
from tracker.words.meetings import outcome

SETTLED = tuple(verb for verb in OUTCOMES if verb != "set_aside")


@dataclass(frozen=True)
class Decided:
    """A decision of a meeting: on which line, what, in which words, and whether it was set aside since."""

    standing: Standing
    outcome: str
    words: list
    set_aside: bool


def at(sitting: Sitting, known: Calendar, plan: Plan) -> list[Decided]:
    """What was decided at a meeting by the plan's day, in the order of the lines."""
    events = [event for event in known.at(sitting, *SETTLED) if event.action_id in plan.by_id]
    found = [_decided(event, known, plan) for event in events]
    return sorted(found, key=lambda each: (each.standing.line.document_id, each.standing.line.position))


def _decided(event, known, plan) -> Decided:
    words = list(known.words.get(event.id, {}).values())
    return Decided(plan.by_id[event.action_id], outcome(event, plan), words, event.id in known.aside)
