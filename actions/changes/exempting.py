"""An action asked of each agency: asking it of each, and whether it applies to one of them (rules.md section 4)."""

from actions.changes.deciding import ALREADY, Word, decision_row, insist_may_decide, own_line
from actions.changes.judging import line_now, sentence
from actions.changes.open_verbs import insist_open
from actions.changes.recording import record
from actions.errors import RuleBroken
from actions.models import Decision, ExemptionRequest
from actions.periods import london_day
from actions.permissions import Permission, Viewer, require
from actions.standing import Standing, plan_on

# What keeps an open action from being asked of each agency, and what to do about it.
BARS = (
    (lambda whole: whole.line.each_agency, "It is asked of each agency already"),
    (lambda whole: whole.line.parent_id or whole.parts, "It has parts or is one, so it is not asked of each agency"),
    (lambda whole: whole.facts.request, "A new date is asked for. Decide that first"),
    (lambda whole: whole.facts.running, "Its regular reporting goes on. End that first"),
)


def bar_to_each_agency(whole: Standing) -> str | None:
    """Why a line of the plan, open as it may be, cannot be asked of each agency; nothing if it can."""
    return next((message for bars, message in BARS if bars(whole)), None)


def ask_each_agency(action_id: int, *, word: Word, reason: str) -> Decision:
    """From now on the action is asked of each agency taking part. The dates decided for it hold for every agency; what
    was said of it before stays in its history and counts no more. Set aside, it stands as before."""
    standing = own_line(action_id, word)
    insist_open("ask_each_agency", standing, "outcome")
    bar = bar_to_each_agency(plan_on(london_day(word.at)).by_id[action_id])
    if bar:
        raise RuleBroken("outcome", bar)
    reason = sentence("reason", reason, "Give the reason")
    return decision_row("ask_each_agency", word, words={"reason": reason}, action_id=action_id)


def ask_exemption(action_id: int, *, cell_id: int | None, reason: str, by: Viewer, at) -> ExemptionRequest:
    """Say that an action asked of each agency does not apply to one's own. One waits at a time."""
    standing = _own_cell(action_id, cell_id, by, at)
    insist_open("ask_exemption", standing, "reason")
    if standing.facts.exemption is not None:
        raise RuleBroken("reason", "Your agency said so already, and it waits for the chair")
    words = {"reason": sentence("reason", reason, "Say why it does not apply to your agency")}
    return record(ExemptionRequest, by=by, at=at, words=words, action_id=action_id, cell_id=cell_id)


def withdraw_exemption(action_id: int, *, cell_id: int | None, by: Viewer, at) -> ExemptionRequest:
    """Withdraw what waits: it does apply."""
    standing = _own_cell(action_id, cell_id, by, at)
    insist_open("withdraw_exemption", standing, "reason")
    if standing.facts.exemption is None:
        raise RuleBroken("reason", "Nothing waits here")
    return record(
        ExemptionRequest,
        by=by,
        at=at,
        verb="withdraw_exemption",
        action_id=action_id,
        cell_id=cell_id,
        request_id=standing.facts.exemption.id,
    )


def _own_cell(action_id, cell_id, by, at):
    standing = line_now(action_id, cell_id, at)
    require(by, Permission.UPDATE, standing)
    if cell_id is None:
        raise RuleBroken("action", "This is not asked of each agency, so it cannot be said not to apply to one")
    return standing


def exempt(action_id: int, exemption_id: int, *, cell_id: int, word: Word, reason: str) -> Decision:
    """Decide that it does not apply to the agency: its own line is closed and left out of the count."""
    return _decided("exempt", action_id, exemption_id, cell_id, word, reason)


def not_exempt(action_id: int, exemption_id: int, *, cell_id: int, word: Word, reason: str) -> Decision:
    """Decide that it does apply: the agency's own line stands as before."""
    return _decided("not_exempt", action_id, exemption_id, cell_id, word, reason)


def _decided(verb, action_id, exemption_id, cell_id, word, reason):
    standing = line_now(action_id, cell_id, word.at)
    asked = standing.facts.exemption
    if asked is None or asked.id != exemption_id:
        raise RuleBroken("outcome", ALREADY)
    insist_may_decide(standing, word, asked)
    insist_open(verb, standing, "outcome")
    return decision_row(
        verb,
        word,
        words={"reason": sentence("reason", reason, "Give the reason")},
        action_id=action_id,
        cell_id=cell_id,
        exemption_id=exemption_id,
    )
