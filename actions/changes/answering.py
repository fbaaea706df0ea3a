"""What an officer does: updates, claims, requests for a new date."""

from datetime import date, datetime

from sqlalchemy import select

from actions.changes.evidencing import NewEvidence, add_evidence
from actions.changes.given import BY_THEMSELVES, Given
from actions.changes.judging import line_now, sentence
from actions.changes.open_verbs import insist_goes_on, insist_open
from actions.changes.recording import record
from actions.db import db
from actions.errors import NotAllowed, RuleBroken
from actions.models import Answer, Claim, DateRequest, Rating, Update
from actions.periods import Quarter, london_day, month_end
from actions.permissions import Permission, Viewer, may, require
from actions.settings import open_quarters
from actions.standing import Standing

BETTER = {rating: place for place, rating in enumerate(("red", "amber", "green"))}
NEEDS = {
    "green": (("said", "Say in a line what was done"),),
    "amber": (("why", "Say why it is amber"), ("next_steps", "Say what happens next")),
    "red": (
        ("why", "Say why it is red"),
        ("next_steps", "Say what happens next"),
        ("help_asked", "Say what help you ask for"),
        ("children", "Say what it means for children"),
    ),
}


def quarter_to_answer(standing: Standing, day: date) -> Quarter:
    """The quarter an update speaks for by default: the earliest still open and not yet answered."""
    choices = open_quarters(day)
    spoken = standing.facts.speaks_for
    return next((each for each in choices if spoken is None or each > spoken), choices[-1])


def record_update(
    action_id: int,
    *,
    by: Viewer,
    at: datetime,
    cell_id: int | None = None,
    quarter: Quarter | None = None,
    rating: str | None = None,
    forecast: date | None = None,
    unchanged: bool = False,
    words: dict | None = None,
    evidence: tuple[NewEvidence, ...] = (),
    claim: bool = False,
    answers: tuple[tuple[int, date], ...] = (),
    seen: int | None = None,
    check_seen: bool = False,
    given: Given = BY_THEMSELVES,
) -> Update:
    """What an officer says of a line for a quarter, with evidence, a claim and submissions answered if any.

    The owner's update carries a rating and what that needs (rules.md section 6); a contributor's carries none.
    With `check_seen`, an update newer than `seen` (the one the person was shown) raises RuleBroken on "seen".
    """
    standing = line_now(action_id, cell_id, at)
    as_owner = may(by, Permission.UPDATE, standing)
    if not as_owner:
        require(by, Permission.CONTRIBUTE, standing)
    insist_open("update", standing, "rating")
    if check_seen:
        insist_seen(standing, seen)
    quarter = open_quarter(standing, quarter, london_day(at))
    words = {field: text.strip() for field, text in (words or {}).items() if text and text.strip()}
    if as_owner:
        rating, forecast = rated(standing, rating, forecast, unchanged, words)
    else:
        rating, forecast = _unrated(rating, claim, answers, words)
    update = record(
        Update,
        by=by,
        at=at,
        words=words | given.words,
        action_id=action_id,
        cell_id=cell_id,
        agency_id=by.agency_id,
        quarter=quarter.first,
        as_owner=as_owner,
        rating=rating,
        forecast=forecast,
        unchanged=unchanged,
        **given.columns,
    )
    for piece in evidence:
        add_evidence(action_id, piece, by=by, at=at, cell_id=cell_id, update_id=update.id)
    for duty_id, due in answers:
        _answer(standing, update, duty_id, due, by=by, at=at)
    if claim:
        claim_complete(action_id, by=by, at=at, cell_id=cell_id, update_id=update.id)
    return update


def insist_seen(standing, seen):
    latest = latest_update(*standing.facts.key)
    if latest is not None and latest.id != seen:
        raise RuleBroken(
            "seen", "Somebody added an update while you were writing. Read it, then save yours if it still holds."
        )


def open_quarter(standing, quarter, day):
    if quarter is None:
        return quarter_to_answer(standing, day)
    if quarter not in open_quarters(day):
        raise RuleBroken("quarter", "That quarter is closed. Choose one that is still open.")
    return quarter


def rated(standing, rating, forecast, unchanged, words):
    last = standing.facts.rated
    if unchanged:
        return _repeated(standing, last)
    if rating not in set(Rating):
        raise RuleBroken("rating", "Choose green, amber or red")
    for field, message in NEEDS[rating]:
        sentence(field, words.get(field), message)
    if rating != "green" and forecast is None:
        raise RuleBroken("forecast", "Enter the month by which it will be back on course")
    if last and BETTER[rating] > BETTER[last.rating]:
        sentence("why_better", words.get("why_better"), f"Last time this was {last.rating}. Say why it is better now")
    return rating, forecast and month_end(forecast)


def _repeated(standing, last):
    if last is None or last.minuted:
        raise RuleBroken("rating", "Nothing can be unchanged before a first rating. Choose green, amber or red")
    if db.session.get(Update, last.update_id).unchanged:
        raise RuleBroken("rating", "You said that nothing had changed last time. Choose green, amber or red")
    return last.rating, last.forecast


def _unrated(rating, claim, answers, words):
    if rating or claim or answers:
        raise NotAllowed(Permission.UPDATE)
    sentence("said", words.get("said"), "Say in a line what was done")
    return None, None


def _answer(standing, update, duty_id, due, *, by, at):
    duty = next((each for each in standing.facts.running if each.id == duty_id), None)
    owed = {each.due for each in duty.submissions if each.state in ("unanswered", "to_come")} if duty else set()
    if due not in owed:
        raise RuleBroken("answers", "That submission is not owed, or was missed when the next one fell due")
    record(Answer, by=by, at=at, action_id=standing.line.id, update_id=update.id, duty_id=duty_id, due=due)


def claim_complete(action_id: int, *, by: Viewer, at, cell_id=None, update_id=None) -> Claim:
    """Report the line complete, resting on the evidence that stands."""
    standing = line_now(action_id, cell_id, at)
    require(by, Permission.UPDATE, standing)
    insist_open("claim", standing, "claim")
    if standing.facts.delivered:
        raise RuleBroken("claim", "What it delivers was accepted already; its reporting goes on")
    if standing.facts.duty_only and standing.facts.running:
        raise RuleBroken("claim", "This is nothing but its reporting. It can be complete once the chair has ended that")
    if standing.facts.exemption is not None:
        raise RuleBroken("claim", "Your agency said that this does not apply to it. Withdraw that first")
    if not standing.facts.evidence_ids:
        raise RuleBroken("claim", "Add evidence before you report it complete")
    return record(
        Claim,
        by=by,
        at=at,
        action_id=action_id,
        cell_id=cell_id,
        agency_id=by.agency_id,
        update_id=update_id,
        evidence_ids=list(standing.facts.evidence_ids),
    )


def ask_for_date(
    action_id: int, *, new_due: date, reason: str, children: str, by: Viewer, at, cell_id=None, given=BY_THEMSELVES
) -> DateRequest:
    """Ask for a later month, with the reason and what it means for children."""
    standing = line_now(action_id, cell_id, at)
    require(by, Permission.UPDATE, standing)
    insist_open("ask_for_date", standing, "new_due")
    if standing.facts.request is not None:
        raise RuleBroken("new_due", "A request already waits. Withdraw it first")
    if standing.facts.deliverable_due is None:
        raise RuleBroken("new_due", "Only the date of what it delivers can be moved, and that is not owed here")
    if new_due is None or month_end(new_due) <= standing.facts.due or month_end(new_due) < london_day(at):
        raise RuleBroken("new_due", "Enter a month later than the one it is due in now, this month or later")
    words = {
        "reason": sentence("reason", reason, "Say why a new date is needed"),
        "children": sentence("children", children, "Say what the delay means for children"),
    }
    return record(
        DateRequest,
        by=by,
        at=at,
        verb="ask_for_date",
        words=words | given.words,
        action_id=action_id,
        cell_id=cell_id,
        new_due=month_end(new_due),
        **given.columns,
    )


def withdraw_request(action_id: int, *, by: Viewer, at, cell_id=None) -> DateRequest:
    """Withdraw the request that waits."""
    standing = line_now(action_id, cell_id, at)
    require(by, Permission.UPDATE, standing)
    insist_goes_on(standing, "new_due")
    if standing.facts.request is None:
        raise RuleBroken("new_due", "No request waits here")
    where = {"action_id": action_id, "cell_id": cell_id, "request_id": standing.facts.request.id}
    return record(DateRequest, by=by, at=at, verb="withdraw_request", **where)


def latest_update(action_id: int, cell_id: int | None = None) -> Update | None:
    """The line's latest update, whoever gave it."""
    query = select(Update).where(Update.action_id == action_id, Update.cell_id.is_not_distinct_from(cell_id))
    return db.session.scalars(query.order_by(Update.id.desc()).limit(1)).first()
