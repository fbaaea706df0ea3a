"""What was put to the board, and what it answered: asked of a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from actions.db import db
from actions.models import Escalation
from actions.queries import words_of
from actions.standing import Plan

TYPED = ("asked", "options")


@dataclass(frozen=True)
class Escalated:
    """A matter put to the board, on a day: what is asked, its options, and the board's answer, each with its words."""

    row: Escalation
    day: date
    words: dict
    answered: Escalation | None = None

    @property
    def number(self) -> int:
        return self.row.id

    @property
    def is_open(self) -> bool:
        return self.answered is None

    @property
    def age(self) -> int:
        """Days from when it was put to the board to the board's answer, or to the day shown."""
        last = self.answered.answered_on if self.answered else self.day
        return (last - self.row.counts_from).days


def on(day: date) -> list[Escalated]:
    """What had been put to the board by `day`: what is open first, oldest first; then the answered, latest first."""
    rows = list(db.session.scalars(select(Escalation).where(Escalation.counts_from <= day).order_by(Escalation.id)))
    words = words_of(row.id for row in rows)
    answers = {row.escalation_id: row for row in rows if row.verb == "answer_escalation"}
    found = [_escalated(row, day, words, answers.get(row.id)) for row in rows if row.verb == "escalate"]
    answered = [each for each in found if not each.is_open]
    return [each for each in found if each.is_open] + sorted(answered, key=lambda each: -each.answered.id)


def waiting(day: date) -> list[Escalated]:
    """What the board had not answered by the end of `day`, oldest first: page 1 of a report until it has."""
    return [each for each in on(day) if each.is_open]


def facts(plan: Plan) -> list[dict]:
    """What waits for the board on the plan's day, as a report says it: what is asked, its options, since which day, and the
    number of the action it is about."""
    return [_facts(each, plan.by_id.get(each.row.action_id)) for each in waiting(plan.day)]


def _facts(put, standing) -> dict:
    said = {name: put.words.get(name) or "" for name in TYPED}
    return {**said, "since": put.row.counts_from, "number": standing and standing.number}


def _escalated(row, day, words, answered) -> Escalated:
    told = {name: text for each in (row, answered) if each for name, text in words.get(each.id, {}).items()}
    return Escalated(row, day, told, answered)
