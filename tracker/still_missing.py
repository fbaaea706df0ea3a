"""What a report to come still lacks on a day: who has said nothing, what is red or late without a reason, the chair's words,
and what waits for a decision that would change it."""

from dataclasses import dataclass

from actions import last_said, queries
from actions.models import ReportDraft
from actions.periods import Half, Quarter
from actions.reports.quarterly import EXCEPTIONS
from actions.standing import Plan, plan_on
from tracker import days, lists
from tracker.lines import where
from tracker.words import count, listed, quarter


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, in a sentence; the lines it is about, or the page on which it is put right."""

    text: str
    lines: list
    href: str = ""


def of(period: Quarter | Half, draft: ReportDraft | None, priorities: dict[str, str], day) -> list[Lack]:
    """Everything that is missing as at the day, in the order in which it is gone after. `priorities`: those that want a
    verdict, by number."""
    plan = plan_on(day)
    found = [
        _silent(plan, Quarter.containing(period.last)),
        _without_reason(plan),
        _waiting(plan),
        *_words(draft, priorities),
    ]
    return [each for each in found if each]


def _silent(plan: Plan, spoken_for: Quarter) -> Lack | None:
    names = queries.silent_agencies(plan, spoken_for)
    return Lack(f"No update for {quarter(spoken_for)} from {listed(names)}.", []) if names else None


def _without_reason(plan: Plan) -> Lack | None:
    """Lines that are late, red, silent or amber, whose owner gave no reason last time."""
    lines = [each.by_itself for each in plan.answerable() if each.own_status in EXCEPTIONS]
    said = last_said.of(lines, plan.day)
    bare = [each for each in lines if not said[each.facts.key].words.get("why")]
    return Lack("No reason is given why these do not stand well:", _linked(bare, plan)) if bare else None


def _linked(lines, plan) -> list[dict]:
    """Each line as the component of links takes it."""
    return [{"text": _named(each, plan), "href": days.address("plan.action", **_where(each, plan))} for each in lines]


def _named(standing, plan) -> str:
    cell = plan.known.get(standing.cell)
    return f"{standing.number}, {cell.name}" if cell else standing.number


def _where(standing, plan) -> dict:
    return {name: value for name, value in where(standing, plan.agencies).items() if value}


def _waiting(plan: Plan) -> Lack | None:
    lines = [each for each in lists.by_itself(plan) if each.waits_for_chair]
    said = f"{count(len(lines), 'claim or request', 'claims and requests')} for a date wait for a decision."
    return Lack(said, [], days.address("review.queue")) if lines else None


def _words(draft, priorities) -> list[Lack]:
    words = draft.words if draft else {}
    lacking = [] if (words.get("verdict") or "").strip() else [Lack("The chair's verdict is not written.", [])]
    given = words.get("priorities") or {}
    bare = [name for number, name in priorities.items() if number not in given]
    return lacking + ([Lack(f"No verdict on {listed(bare)}.", [])] if bare else [])
