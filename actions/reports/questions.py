"""Challenges and escalations as a report says them: those that are open, and those that ended since a day."""

from datetime import date

from actions import escalations, off_screen, queries
from actions.standing import Plan


def challenges(plan: Plan, since: date, quoted: set[int]) -> list[dict]:
    """The questions to agencies, with what came of them; an agency's words on what may not be quoted are left out."""
    return [_challenge(each, plan, quoted) for each in queries.challenges(plan.day) if _ended_since(each.ended, since)]


def put(plan: Plan, since: date) -> list[dict]:
    """What was put to the board, with its options and the answer."""
    return [_put(each, plan) for each in escalations.on(plan.day) if _ended_since(each.answered, since)]


def _ended_since(ended, since) -> bool:
    return ended is None or ended.counts_from >= since


def _challenge(each, plan: Plan, quoted) -> dict:
    asked, about = plan.known.get(each.row.agency_id), plan.by_id.get(each.row.action_id)
    return {
        "agency": asked and asked.name,
        "number": about and about.number,
        "question": each.words.get("question"),
        "answer": each.words.get("answer") if off_screen.may_quote(about, quoted) else None,
        "answered_on": each.answered and each.answered.counts_from,
        "since": each.row.counts_from,
        "ended_on": each.ended and each.ended.counts_from,
        "how": each.ended and each.ended.ended,
    }


def _put(each, plan: Plan) -> dict:
    about = plan.by_id.get(each.row.action_id)
    return {
        "number": about and about.number,
        "asked": each.words.get("asked"),
        "options": each.words.get("options"),
        "since": each.row.counts_from,
        "answer": each.words.get("answer"),
        "answered_on": each.answered and each.answered.answered_on,
    }
