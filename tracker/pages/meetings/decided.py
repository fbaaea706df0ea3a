"""What was decided at meetings, as their pages tell it."""

from dataclasses import dataclass

from sqlalchemy import select

from actions import queries
from actions.db import db
from actions.models import Decision
from actions.standing import Plan, Standing
from tracker.words.meetings import outcome


@dataclass(frozen=True)
class Decided:
    """A decision of a meeting: on which line, what, in which words, and whether it was set aside since."""

    standing: Standing
    outcome: str
    words: list
    set_aside: bool


def at_each(plan: Plan) -> dict[int, list[Decided]]:
    """What was decided by the plan's day, by the number of the meeting, in the order of the lines."""
    decisions = _decisions(plan.day)
    said = queries.words_of(each.id for each in decisions)
    aside = {each.decision_id for each in decisions if each.verb == "set_aside"}
    taken: dict = {}
    for each in decisions:
        if each.meeting_id and each.action_id in plan.by_id:
            taken.setdefault(each.meeting_id, []).append(_decided(each, plan, said.get(each.id, {}), each.id in aside))
    return {number: _in_order(found) for number, found in taken.items()}


def _decisions(day) -> list[Decision]:
    """What meetings decided, and what was set aside, by the end of the day."""
    wanted = Decision.meeting_id.is_not(None) | (Decision.verb == "set_aside")
    return list(db.session.scalars(select(Decision).where(Decision.counts_from <= day, wanted).order_by(Decision.id)))


def _decided(decision, plan, said, set_aside) -> Decided:
    return Decided(plan.by_id[decision.action_id], outcome(decision, plan), list(said.values()), set_aside)


def _in_order(decided):
    return sorted(decided, key=lambda each: (each.standing.line.document_id, each.standing.line.position))
